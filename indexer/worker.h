// One thread's share of the work: records parsed, ids proposed, text analysed, documents built.
#pragma once

#include <functional>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "common/store/text_codec.h"
#include "indexer/bulk/posting_buffer.h"
#include "indexer/document_builder.h"
#include "indexer/work.h"

namespace dateline {

class Worker {
 public:
  // What it makes of a record.
  enum class Makes {
    article,   // and its dates (Step::article)
    document,  // Step::document, or Step::bulk while there is a buffer
  };
  // Where the documents go: asked before each piece.
  struct Target {
    std::shared_ptr<const Dictionary> dictionary;  // may be there from any time on
    std::shared_ptr<PostingBuffer> buffer;                  // of this worker; nullptr: they are not for the bulk writer
  };
  // `now`: as in ParseContext.
  Worker(std::string source_name, std::optional<std::int64_t> now, const IndexKind& kind, Makes makes, std::function<Target()> target);
  void work(Piece& piece);

 private:
  void work(Step& step);

  std::string source_name_;
  std::optional<std::int64_t> now_;
  Makes makes_;
  std::function<Target()> find_target_;
  Target target_;
  std::unique_ptr<Compressor> compressor_;
  DocumentBuilder builder_;
};

}  // namespace dateline
