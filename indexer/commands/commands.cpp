#include "indexer/commands/commands.h"

#include <algorithm>
#include <map>
#include <thread>

#include "common/error.h"
#include "common/exit_status.h"
#include "indexer/build_limits.h"
#include "indexer/journal.h"
#include "indexer/shards.h"

namespace dateline {
namespace {

constexpr long long kDefaultLockSeconds = 5;
constexpr long long kLongestLockSeconds = 7 * 24 * 3600;

enum class OnCluster { knows, each_shard, refuses };

struct Command {
  int (*run)(const CommandContext&);
  OnCluster on_cluster;
};

const std::map<std::string, Command>& commands() {
  static const std::map<std::string, Command> all{{"index", {run_index, OnCluster::knows}},        {"extract", {run_extract, OnCluster::knows}},  {"annotate", {run_annotate, OnCluster::knows}},
                                                  {"watch", {run_watch, OnCluster::knows}},        {"aliases", {run_aliases, OnCluster::refuses}}, {"remove", {run_remove, OnCluster::knows}},
                                                  {"status", {run_status, OnCluster::knows}}, {"check", {run_check, OnCluster::each_shard}}, {"compact", {run_compact, OnCluster::each_shard}},
                                                  {"upgrade", {run_upgrade, OnCluster::each_shard}}, {"snapshot", {run_snapshot, OnCluster::refuses}}};
  return all;
}

// The shards of a cluster file, which have to be here.
std::vector<DatabaseDirectory> folders_of(const std::string& file) {
  std::vector<DatabaseDirectory> folders;
  for (const ShardAddress& shard : shards_of({file})) {
    if (!shard.host.empty()) throw Error(ErrorKind::usage, file + ": the shard " + shard.name + " is on another machine; run this there, on its folder");
    folders.emplace_back(shard.name);
  }
  return folders;
}

CommandContext on(const CommandContext& context, const DatabaseDirectory& database) {
  return {context.options, database, context.in, context.out, context.err, context.err_is_terminal, context.err_columns, context.stop, context.clock};
}

}  // namespace

int run_command(const CommandContext& context) {
  const std::string& name = context.options.command;
  const Command& command = commands().at(name);
  const std::string file = cluster_file_of(context.database.path());
  if (file.empty() || command.on_cluster == OnCluster::knows) return command.run(context);
  const std::vector<DatabaseDirectory> folders = folders_of(file);
  if (command.on_cluster == OnCluster::refuses) throw Error(ErrorKind::usage, name + " is of one database; name a shard of the cluster, such as --db " + folders.front().path());
  int worst = kExitSuccess;
  for (const DatabaseDirectory& folder : folders) {
    if (context.stop) return kExitInterrupted;
    if (!context.options.has("quiet")) context.out << folder.path() << ":\n";
    worst = std::max(worst, command.run(on(context, folder)));
  }
  return worst;
}

WrittenShards written_shards(const CommandContext& context) {
  const std::string& path = context.database.path();
  const std::string file = cluster_file_of(path);
  const auto wanted = [&](const char* option) { return context.options.has(option); };
  if (file.empty()) {
    if (wanted("shard-by") || wanted("shards")) throw Error(ErrorKind::usage, path + " is one database already; name a new folder for one of several shards");
    return {{context.database}, ShardBy::hash};
  }
  if (file == path) throw Error(ErrorKind::usage, path + " is a file: to write to a cluster name the folder that holds its cluster.json");
  const ClusterFile cluster = read_cluster_file(file);
  if ((wanted("shard-by") && cluster.by && (context.options.get("shard-by") == "hash") != (cluster.by == ShardBy::hash)) ||
      (wanted("shards") && context.options.number("shards", 0, 2, kMostShards) != static_cast<long long>(cluster.shards.size())))
    throw Error(ErrorKind::usage, file + " has " + std::to_string(cluster.shards.size()) + " shards" + (cluster.by == ShardBy::hash ? " by hash" : cluster.by == ShardBy::date ? " by date" : "") + "; that cannot be changed");
  return {folders_of(file), cluster.by};
}

WrittenShards make_shards(const CommandContext& context) {
  const std::string& path = context.database.path();
  const bool is_new = cluster_file_of(path).empty() && context.database.generations().empty() && !context.database.live_generation();
  if (is_new && (context.options.has("shard-by") || context.options.has("shards"))) {
    if (!context.options.has("shard-by") || !context.options.has("shards")) throw Error(ErrorKind::usage, "--shard-by and --shards go together: how articles are spread, and over how many shards");
    const auto count = static_cast<std::size_t>(context.options.number("shards", 0, 2, kMostShards));
    check_shard_memory(memory_option(context), count);
    make_cluster(path, count, context.options.get("shard-by") == "hash" ? ShardBy::hash : ShardBy::date);
  }
  WrittenShards shards = written_shards(context);
  if (!shards.by)
    throw Error(ErrorKind::usage, path + " does not say how articles are spread over its shards (\"shard_by\"); index into one of them, such as --db " + shards.directories.front().path());
  for (const DatabaseDirectory& directory : shards.directories) directory.create();
  return shards;
}

std::vector<WriterLock> lock_all(const CommandContext& context, const WrittenShards& shards) {
  std::vector<WriterLock> locks;
  for (const DatabaseDirectory& directory : shards.directories) locks.push_back(lock_for_writing(on(context, directory)));
  return locks;
}

std::size_t jobs_option(const CommandContext& context) {
  const long long cores = std::max(1U, std::thread::hardware_concurrency());
  return static_cast<std::size_t>(context.options.number("jobs", cores, 1, 1024));
}

std::uint64_t memory_option(const CommandContext& context) { return context.options.size("memory", kBuildMemory, kLeastBuildMemory); }

WantedKind kind_option(const CommandContext& context) {
  WantedKind wanted;
  if (context.options.has("analysis")) wanted.depth = context.options.get("analysis") == "none" ? AnalysisDepth::words : AnalysisDepth::full;
  if (context.options.has("positions")) wanted.positions = context.options.get("positions") == "xapian" ? PositionForm::xapian : PositionForm::packed;
  return wanted;
}

void need_database(const DatabaseDirectory& database) {
  if (!database.live_generation())
    throw Error(ErrorKind::database, "there is no database in " + database.path() + "; make one with: dateline-index --db " +
                                         database.path() + " FOLDER");
}

WriterLock lock_as_it_is(const CommandContext& context) {
  return WriterLock(context.database, static_cast<double>(context.options.number("lock-timeout", kDefaultLockSeconds, 0,
                                                                                 kLongestLockSeconds)));
}

WriterLock lock_for_writing(const CommandContext& context) {
  WriterLock lock = lock_as_it_is(context);
  settle_journal(context.database);
  return lock;
}

}  // namespace dateline
