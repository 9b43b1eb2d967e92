// The commands of dateline-index. Each returns an exit status; Error ends it.
#pragma once

#include <atomic>
#include <iosfwd>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "common/clock.h"
#include "common/options.h"
#include "common/store/cluster_file.h"
#include "common/store/database_directory.h"
#include "common/store/index_kind.h"

namespace dateline {

struct CommandContext {
  const ParsedOptions& options;
  DatabaseDirectory database;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
  std::size_t err_columns = 80;
  const std::atomic<bool>& stop;  // set by Ctrl-C and SIGTERM
  const Clock& clock;
};

int run_index(const CommandContext& context);
int run_extract(const CommandContext& context);
int run_annotate(const CommandContext& context);
int run_watch(const CommandContext& context);
int run_aliases(const CommandContext& context);
int run_remove(const CommandContext& context);
int run_status(const CommandContext& context);
int run_check(const CommandContext& context);
int run_compact(const CommandContext& context);
int run_upgrade(const CommandContext& context);
int run_snapshot(const CommandContext& context);

// The one that the options name; on each shard in turn, where it knows nothing of clusters and --db names one.
int run_command(const CommandContext& context);

// Where articles are written.
struct WrittenShards {
  std::vector<DatabaseDirectory> directories;  // the one database, or the shards of a cluster
  std::optional<ShardBy> by = ShardBy::hash;   // none: each shard is filled by itself
};
// As --db says. Error{usage} for a cluster with shards on other machines.
WrittenShards written_shards(const CommandContext& context);
// The same, made now when there are none: one, or as many as --shards says. Error{usage} where nothing says how they are filled.
WrittenShards make_shards(const CommandContext& context);
// lock_for_writing of all, in their order.
std::vector<WriterLock> lock_all(const CommandContext& context, const WrittenShards& shards);

// Error{database} when there is none yet.
void need_database(const DatabaseDirectory& database);
// The writer's lock, waited for as --lock-timeout says; what a server acknowledged and was killed before it could commit (journal.h) is in the database then.
WriterLock lock_for_writing(const CommandContext& context);
// The lock alone.
WriterLock lock_as_it_is(const CommandContext& context);
// --jobs: as many as there are processors, unless it says otherwise.
std::size_t jobs_option(const CommandContext& context);
// --memory, in bytes.
std::uint64_t memory_option(const CommandContext& context);
// --analysis and --positions, as far as they are given.
WantedKind kind_option(const CommandContext& context);

}  // namespace dateline
