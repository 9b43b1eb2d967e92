#include "indexer/commands/commands.h"

#include <algorithm>
#include <map>
#include <thread>

#include "common/error.h"
#include "indexer/build_limits.h"
#include "indexer/journal.h"

namespace dateline {
namespace {

constexpr long long kDefaultLockSeconds = 5;
constexpr long long kLongestLockSeconds = 7 * 24 * 3600;

}  // namespace

Command find_command(const std::string& name) {
  static const std::map<std::string, Command> commands{
      {"index", run_index}, {"extract", run_extract}, {"annotate", run_annotate}, {"watch", run_watch},     {"aliases", run_aliases}, {"remove", run_remove},
      {"status", run_status}, {"check", run_check}, {"compact", run_compact}, {"upgrade", run_upgrade}, {"snapshot", run_snapshot}};
  const auto found = commands.find(name);
  return found == commands.end() ? nullptr : found->second;
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

void need_database(const CommandContext& context) {
  if (!context.database.live_generation())
    throw Error(ErrorKind::database, "there is no database in " + context.database.path() + "; make one with: dateline-index --db " +
                                         context.database.path() + " FOLDER");
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
