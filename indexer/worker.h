// One thread's share of the work: records parsed, ids proposed, text analysed, documents built.
#pragma once

#include <functional>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "common/store/text_codec.h"
#include "indexer/document_builder.h"
#include "indexer/work.h"

namespace dateline {

class Worker {
 public:
  // Without `build`, the article and its dates alone are made (Step::article). `now`: as in ParseContext. `dictionary` may begin to give one at any time.
  Worker(std::string source_name, std::optional<std::int64_t> now, AnalysisDepth depth, bool build, std::function<std::shared_ptr<const Dictionary>()> dictionary);
  void work(Piece& piece);

 private:
  void work(Step& step);

  std::string source_name_;
  std::optional<std::int64_t> now_;
  bool build_;
  std::function<std::shared_ptr<const Dictionary>()> find_dictionary_;
  std::shared_ptr<const Dictionary> dictionary_;
  std::unique_ptr<Compressor> compressor_;
  DocumentBuilder builder_;
};

}  // namespace dateline
