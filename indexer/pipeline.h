// A run of the indexer: discovery -> source -> (parse, analyse, build: many threads) -> writer, in the order of the files.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/store/cluster_file.h"
#include "common/store/database_directory.h"
#include "common/store/index_kind.h"
#include "indexer/build_limits.h"
#include "indexer/discovery.h"
#include "indexer/extraction/publication_date.h"
#include "indexer/report.h"

namespace dateline {

struct Progress {
  std::uint64_t bytes_done = 0, bytes_total = 0;  // of the input, as on disk; total 0 when unknown
  std::uint64_t files_done = 0, files_total = 0;
  std::uint64_t articles = 0;
  double seconds = 0;
};

struct IndexOptions {
  std::size_t jobs = 1;                // threads that parse and analyse
  std::string source_name;             // for articles that do not say theirs
  std::optional<std::int64_t> now;     // seconds since 1970: no article is newer
  WantedKind kind;                     // as the database is where not given; of a new one, all, and packed
  std::uint64_t memory = kBuildMemory;
  std::uint64_t gather_bytes = kMuchText;  // of text that comes to a database with articles, after which the rest is gathered
  double publish_seconds = 3;          // a commit at least that often while articles come in ...
  std::uint64_t publish_bytes = std::uint64_t{64} << 20;  // ... and after that much text
  std::function<void(const Problem&)> on_problem;   // each as it happens
  std::function<void(const Progress&)> on_progress;  // a few times a second
};

// Indexes what has changed. The caller holds the WriterLock. A bad file or record is a Problem, never an end. When `stop` becomes true, what is complete is
// committed and Report::interrupted set. Error{database, io} otherwise.
Report index_files(const DatabaseDirectory& directory, const Discovery& discovery, bool standard_input, const IndexOptions& options,
                   const std::atomic<bool>& stop);

// Each article into its shard of a cluster; the caller holds the lock of all. A file counts as read when all shards say so alike.
Report index_files(const std::vector<DatabaseDirectory>& shards, ShardBy by, const Discovery& discovery, bool standard_input, const IndexOptions& options,
                   const std::atomic<bool>& stop);

// What index_files would do, without touching the database (which need not exist).
Report dry_run(const DatabaseDirectory& directory, const Discovery& discovery, bool standard_input, const IndexOptions& options,
               const std::atomic<bool>& stop);

// Removes the articles whose file, known from an earlier run under one of `roots`, is gone. Error{usage} when that would be over half of the database's
// articles, or a root itself is gone, unless `yes`.
std::uint64_t prune(const DatabaseDirectory& directory, const std::vector<std::string>& roots, bool yes);
std::uint64_t prune(const std::vector<DatabaseDirectory>& shards, const std::vector<std::string>& roots, bool yes);

// The articles of the inputs as understood, in order; `take` gets each. No database. Returns the report's counts.
Report extract(const Discovery& discovery, bool standard_input, const IndexOptions& options, const std::atomic<bool>& stop,
               const std::function<void(const Article&, const DateLedger&)>& take);

}  // namespace dateline
