#include "indexer/commands/commands.h"

#include <map>

namespace dateline {
namespace {

constexpr long long kDefaultLockSeconds = 5;
constexpr long long kLongestLockSeconds = 7 * 24 * 3600;

}  // namespace

Command find_command(const std::string& name) {
  static const std::map<std::string, Command> commands{
      {"index", run_index}, {"extract", run_extract}, {"annotate", run_annotate}, {"watch", run_watch},     {"remove", run_remove},
      {"status", run_status}, {"check", run_check}, {"compact", run_compact}, {"upgrade", run_upgrade}, {"snapshot", run_snapshot}};
  const auto found = commands.find(name);
  return found == commands.end() ? nullptr : found->second;
}

std::optional<AnalysisDepth> depth_option(const CommandContext& context) {
  if (!context.options.has("analysis")) return {};
  return context.options.get("analysis") == "none" ? AnalysisDepth::words : AnalysisDepth::full;
}

WriterLock lock_for_writing(const CommandContext& context) {
  return WriterLock(context.database, static_cast<double>(context.options.number("lock-timeout", kDefaultLockSeconds, 0,
                                                                                 kLongestLockSeconds)));
}

}  // namespace dateline
