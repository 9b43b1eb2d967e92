// What travels from the source through the workers to the writer: pieces of a few hundred kilobytes, each a sequence of steps.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/store/manifest.h"
#include "indexer/bulk/bulk_writer.h"
#include "indexer/discovery.h"
#include "indexer/readers/record_reader.h"
#include "indexer/writer.h"

namespace dateline {

// A file under way. Shared by its steps; constant once made.
struct FileInWork {
  FoundFile file;
  std::string key;               // file_key of its path; empty: standard input
  std::uint64_t reading = 1;     // number of this reading
  bool read_before = false;      // articles of earlier readings may have to go
  bool racy = false;
  std::uint64_t records_before = 0;  // read by an earlier run: passed over
  std::uint64_t skipped_before = 0;
};

enum class StepKind {
  record,      // one record: an article, or a problem
  checkpoint,  // everything of the file up to here has been handed on: it may be committed as partly read
  end,         // the file has been read to its end
  failed,      // the file cannot be read (further): what came before stays
  unchanged,   // not read
  refreshed,   // read only to be compared: unchanged, but its manifest entry says less than is known now
};

struct Step {
  StepKind kind = StepKind::record;
  std::shared_ptr<const FileInWork> file;
  Record record;                            // in
  std::optional<PreparedDocument> document;  // out, of the workers that build, for the Writer ...
  std::optional<BulkDocument> bulk;          // ... or for the BulkWriter
  Article article;                          // out, of those that do not
  DateLedger dates;                         // and what speaks of its date
  IdKind id_kind = IdKind::given;
  std::size_t shard = 0;                    // that it goes to
  std::string path_id;
  std::string problem;                      // also of `failed`
  bool empty = false, undated = false;
  std::uint64_t text_bytes = 0;
  std::uint64_t records = 0;                // checkpoint, end, failed: read so far
  Fingerprint fingerprint;                  // checkpoint, end, failed
  ManifestEntry entry;                      // refreshed
};

inline Origin origin_of(const Step& step) { return {step.file->key, step.file->reading, step.file->file.path, step.record.number}; }

struct Piece {
  std::vector<Step> steps;
  bool slow = false;                        // the input comes so slowly that what there is should not wait for more
  std::uint64_t input_bytes_done = 0;       // raw bytes of all files behind us, for the progress
};

}  // namespace dateline
