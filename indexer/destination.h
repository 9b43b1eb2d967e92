// Where the articles of a run go. A database without any is built at once (bulk/bulk_writer.h), and so is a segment of what comes to a database when that is much; what is not simply new
// waits for the Writer then. What is little goes to the Writer.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/store/compact.h"
#include "common/store/database_directory.h"
#include "indexer/build_limits.h"
#include "indexer/bulk/bulk_writer.h"
#include "indexer/report.h"
#include "indexer/work.h"
#include "indexer/worker.h"
#include "indexer/writer.h"

namespace dateline {

struct DestinationLimits {
  std::uint64_t memory = kBuildMemory;      // bytes, for what is built at once
  std::uint64_t gather_bytes = kMuchText;  // see much()
};

class Destination {
 public:
  // `report` is told what came of each article, when it is known. Error{usage} when the database was made otherwise than is wanted.
  Destination(const DatabaseDirectory& directory, const WantedKind& wanted, const DestinationLimits& limits, Report& report);

  const IndexKind& kind() const { return kind_; }
  bool wants_dictionary() const { return !dictionary_; }
  void set_dictionary(const std::string& bytes);
  // For the workers, from their threads.
  Worker::Target target(std::size_t worker);

  void add(Step step);
  // One that was made for another database.
  void add_anew(Step step);
  void put_manifest(const ManifestEntry& entry);
  void drop_earlier_readings(const std::string& file_key, std::uint64_t reading);
  // Whether an article of that id was there before this run gathered.
  bool concerns(const std::string& id) const { return writer_ && writer_->concerns(id); }

  bool gathers() const { return bulk_ != nullptr; }  // what is to be written at once: with the next commit
  bool full() const;                                 // what is gathered has all its memory
  bool dirty() const { return bulk_ || writer_->dirty(); }
  std::uint64_t pending_bytes() const { return writer_->pending_bytes(); }
  void commit();
  // So much has been written one by one that gathering what still comes is quicker.
  bool much() const;
  // Right after a commit.
  void gather();
  std::uint64_t articles() const { return writer_->articles(); }  // after a commit
  void close() { writer_->close(); }
  // Grown from nothing one by one: to be compacted.
  bool loose() const { return was_empty_ && written_ >= kCompactFrom; }

 private:
  // What waits for the Writer: an article, or the end of a file that had been read before.
  struct Late {
    std::optional<Step> step;
    std::string file_key;
    std::uint64_t reading = 0;
  };
  void start(std::shared_ptr<BulkWriter> bulk);
  void build(Step& step);
  void write(Step& step);
  void write_bulk();

  DatabaseDirectory directory_;
  const DestinationLimits limits_;
  Report& report_;
  IndexKind kind_;
  std::uint64_t generation_ = 0;  // the live one, or the first that is to be
  std::uint64_t written_ = 0, written_bytes_ = 0;
  bool was_empty_ = false, is_segment_ = false;
  std::shared_ptr<BulkWriter> bulk_;
  std::optional<Writer> writer_;
  std::optional<DocumentBuilder> builder_;  // for what was made for the bulk writer and goes to the Writer
  std::vector<Late> late_;
  std::uint64_t late_bytes_ = 0;

  std::mutex mutex_;  // of what the workers see
  std::shared_ptr<BulkWriter> shared_bulk_;
  std::shared_ptr<const Dictionary> dictionary_;
};

}  // namespace dateline
