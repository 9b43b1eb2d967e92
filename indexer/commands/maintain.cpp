// remove, status, check, compact, upgrade and snapshot: the commands that look after a database.
#include <cstdio>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/check.h"
#include "common/store/compact.h"
#include "common/store/database.h"
#include "common/store/status_text.h"
#include "common/text/terminal_escape.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/progress_line.h"
#include "indexer/journal.h"
#include "indexer/rebuild.h"
#include "indexer/writer.h"

namespace dateline {
namespace {

void no_operands(const CommandContext& context) {
  if (!context.options.operands.empty())
    throw Error(ErrorKind::usage, context.options.command + " takes no operands: " + context.options.operands.front());
}

std::string megabytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  return text;
}

RebuildOptions rebuild_options(const CommandContext& context, ProgressLine& line) {
  RebuildOptions options;
  options.jobs = jobs_option(context);
  if (wants_progress(context))
    options.on_progress = [&line](std::uint64_t done, std::uint64_t total) {
      line.draw(std::to_string(done * 100 / std::max<std::uint64_t>(1, total)) + "%  " + std::to_string(done) + " of " +
                std::to_string(total) + " articles");
    };
  return options;
}

std::vector<std::string> ids_of(const CommandContext& context) {
  std::vector<std::string> ids;
  for (const std::string& operand : context.options.operands) {
    if (operand != "-") {
      ids.push_back(operand);
      continue;
    }
    for (std::string line; std::getline(context.in, line);)
      if (!line.empty()) ids.push_back(line);
  }
  return ids;
}

}  // namespace

int run_remove(const CommandContext& context) {
  if (context.options.operands.empty())
    throw Error(ErrorKind::usage, "name the ids to remove (- reads them from standard input, one a line)");
  const WrittenShards shards = written_shards(context);
  for (const DatabaseDirectory& shard : shards.directories) need_database(shard);
  const std::vector<WriterLock> locks = lock_all(context, shards);
  std::uint64_t removed = 0, unknown = 0;
  {
    std::vector<Writer> writers;
    for (const DatabaseDirectory& directory : shards.directories) writers.push_back(Writer::open_live(directory));
    for (const std::string& id : ids_of(context)) {
      std::uint64_t here = 0;
      for (Writer& writer : writers) here += writer.remove(id);
      removed += here;
      if (here) continue;
      ++unknown;
      context.err << "dateline-index: no article has the id " << escape_for_terminal(id, true) << "\n";
    }
    for (Writer& writer : writers) writer.close();
  }
  if (context.options.has("purge")) {
    ProgressLine line(context.err, context.err_columns);
    RebuildOptions options = rebuild_options(context, line);
    options.keep_old = false;
    // What has been begun here must end: a stop would leave the text in the old generation.
    const std::atomic<bool> never{false};
    for (const DatabaseDirectory& directory : shards.directories) rebuild(directory, options, never);
    line.clear();
  }
  if (!context.options.has("quiet"))
    context.out << (context.options.has("purge") ? "Purged " : "Removed ") << removed << (removed == 1 ? " article.\n" : " articles.\n");
  return unknown ? kExitPartial : kExitSuccess;
}

int run_status(const CommandContext& context) {
  no_operands(context);
  if (cluster_file_of(context.database.path()).empty()) need_database(context.database);
  Database database({context.database.path()});
  if (context.options.has("json"))
    context.out << status_json(database.status()) << "\n";
  else
    print_status(database.status(), context.out);
  return kExitSuccess;
}

int run_check(const CommandContext& context) {
  no_operands(context);
  if (!context.database.live_generation()) {
    if (!context.options.has("quiet")) context.out << "Sound: nothing has been committed yet.\n";
    return kExitSuccess;
  }
  if (context.database.can_only_be_read())
    throw Error(ErrorKind::database, context.database.path() + " cannot be checked on a disk that can only be read; check a copy (dateline-index snapshot DIR)");
  const WriterLock lock = lock_as_it_is(context);
  const CheckResult result = check(context.database);
  for (const std::string& fault : result.faults) context.err << "dateline-index: " << escape_for_terminal(fault, false) << "\n";
  if (!result.faults.empty()) {
    context.err << "dateline-index: " << context.database.path()
                << " is damaged; index the sources into a new database, or take a snapshot from before\n";
    return kExitFailure;
  }
  if (!context.options.has("quiet"))
    context.out << "Sound: " << result.articles << (result.articles == 1 ? " article" : " articles") << ", " << result.files
                << (result.files == 1 ? " file.\n" : " files.\n");
  return kExitSuccess;
}

int run_compact(const CommandContext& context) {
  no_operands(context);
  need_database(context.database);
  const WriterLock lock = lock_for_writing(context);
  const std::uint64_t before = context.database.bytes_on_disk(*context.database.live_generation());
  compact_live(context.database);
  if (!context.options.has("quiet"))
    context.out << "Compacted: " << megabytes(before) << " before, "
                << megabytes(context.database.bytes_on_disk(*context.database.live_generation())) << " now.\n";
  return kExitSuccess;
}

int run_upgrade(const CommandContext& context) {
  no_operands(context);
  need_database(context.database);
  const WriterLock lock = lock_as_it_is(context);
  ProgressLine line(context.err, context.err_columns);
  RebuildOptions options = rebuild_options(context, line);
  options.memory = memory_option(context);
  options.kind = kind_option(context);
  // The changes of a journal can be analysed by this version once all articles are. They are in the new generation when it is published: the journal is one of the old generation then, and says nothing.
  if (journal_pending(context.database)) options.before_publishing = [&](std::uint64_t generation) { apply_journal(context.database, generation); };
  const std::uint64_t done = rebuild(context.database, options, context.stop);
  line.clear();
  settle_journal(context.database);
  if (!context.options.has("quiet")) context.out << "Analysed " << done << (done == 1 ? " article" : " articles") << " anew.\n";
  return kExitSuccess;
}

int run_snapshot(const CommandContext& context) {
  if (context.options.operands.size() != 1) throw Error(ErrorKind::usage, "snapshot takes one folder: where to write the copy");
  need_database(context.database);
  snapshot(context.database, context.options.operands.front());
  if (!context.options.has("quiet"))
    context.out << "Copied to " << escape_for_terminal(context.options.operands.front(), true) << ".\n";
  return kExitSuccess;
}

}  // namespace dateline
