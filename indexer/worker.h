// One thread's share of the work: records parsed, ids proposed, text analysed, documents built.
#pragma once

#include <functional>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/store/cluster_file.h"
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
  // Where the documents of a shard go: asked before each piece.
  struct Target {
    std::shared_ptr<const Dictionary> dictionary;  // may be there from any time on
    std::shared_ptr<PostingBuffer> buffer;                  // of this worker; nullptr: they are not for the bulk writer
  };
  // `now`: as in ParseContext. `targets`: of all shards.
  Worker(std::string source_name, std::optional<std::int64_t> now, const IndexKind& kind, Makes makes, ShardBy by, std::function<std::vector<Target>()> targets);
  void work(Piece& piece);

 private:
  void work(Step& step);

  std::string source_name_;
  std::optional<std::int64_t> now_;
  Makes makes_;
  ShardBy by_;
  std::function<std::vector<Target>()> find_targets_;
  std::vector<Target> targets_;
  std::vector<std::unique_ptr<Compressor>> compressors_;  // by shard
  DocumentBuilder builder_;
};

}  // namespace dateline
