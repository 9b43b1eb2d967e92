// index, extract and watch: the commands that read files.
#include <chrono>
#include <filesystem>
#include <set>
#include <thread>

#include "common/article_json.h"
#include "common/date.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/progress_line.h"
#include "indexer/date_report.h"
#include "indexer/pipeline.h"
#include "indexer/watch.h"

namespace dateline {
namespace {

constexpr int kWatchQuietMilliseconds = 300;
constexpr int kWatchLongestMilliseconds = 2000;
constexpr std::chrono::milliseconds kWatchRetry{500};

struct Inputs {
  std::vector<std::string> paths;
  bool standard_input = false;
};

Inputs inputs_of(const CommandContext& context) {
  Inputs inputs;
  for (const std::string& operand : context.options.operands) {
    if (operand == "-")
      inputs.standard_input = true;
    else
      inputs.paths.push_back(operand);
  }
  if (inputs.paths.empty() && !inputs.standard_input)
    throw Error(ErrorKind::usage, "name the files or folders to read (- for JSON lines on standard input); --help says more");
  return inputs;
}

std::int64_t now_of(const CommandContext& context) {
  if (!context.options.has("now")) return context.clock.now();
  const auto when = parse_date(context.options.get("now"));
  if (!when) throw Error(ErrorKind::usage, "--now takes a date such as 2024-03-14, not " + context.options.get("now"));
  return to_instant(*when);
}

// Problems and progress share the terminal.
class Console {
 public:
  explicit Console(const CommandContext& context)
      : err_(context.err), line_(context.err, context.err_columns), progress_(wants_progress(context)) {}

  IndexOptions options(const CommandContext& context) {
    IndexOptions options;
    options.jobs = jobs_option(context);
    options.memory = memory_option(context);
    options.source_name = context.options.get("source");
    options.now = now_of(context);
    options.kind = kind_option(context);
    options.on_problem = [this](const Problem& problem) {
      line_.clear();
      err_ << "dateline-index: skipped " << describe(problem) << "\n";
    };
    if (progress_) options.on_progress = [this](const Progress& progress) { line_.draw(progress); };
    return options;
  }

  void clear() { line_.clear(); }

 private:
  std::ostream& err_;
  ProgressLine line_;
  bool progress_;
};

void print(const Report& report, const CommandContext& context) {
  if (context.options.get("report") == "json")
    context.out << report_json(report) << "\n";
  else if (!context.options.has("quiet"))
    print_report(report, context.out);
}

int status_of(const Report& report) {
  if (report.interrupted) return kExitInterrupted;
  return report.skipped ? kExitPartial : kExitSuccess;
}

// The articles of what has changed; of a file that is gone, only with --prune.
void take_in(const CommandContext& context, const WrittenShards& shards, Console& console, const Changes& changes, const std::vector<std::string>& roots) {
  Discovery discovery;
  std::vector<std::string> gone;
  if (changes.overflow) {
    discovery = discover(roots, context.database.path(), true);
    gone = roots;
  }
  for (const auto& [path, root] : changes.files) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
      gone.push_back(path);
      continue;
    }
    Discovery one = discover_file(path, root);
    discovery.files.insert(discovery.files.end(), one.files.begin(), one.files.end());
    discovery.problems.insert(discovery.problems.end(), one.problems.begin(), one.problems.end());
  }
  const std::vector<WriterLock> locks = lock_all(context, shards);
  Report report;
  if (!discovery.files.empty() || !discovery.problems.empty())
    report = index_files(shards.directories, *shards.by, discovery, false, console.options(context), context.stop);
  if (context.options.has("prune") && !gone.empty()) report.removed += prune(shards.directories, gone, true);
  console.clear();
  if (!context.options.has("quiet") && report.added + report.replaced + report.renamed + report.removed)
    context.out << report.added + report.renamed << " new, " << report.replaced << " replaced, " << report.removed << " removed"
                << std::endl;
}

}  // namespace

int run_index(const CommandContext& context) {
  const Inputs inputs = inputs_of(context);
  const bool prunes = context.options.has("prune"), yes = context.options.has("yes");
  const Discovery discovery = discover(inputs.paths, context.database.path(), prunes && yes);
  Console console(context);
  if (context.options.has("dry-run")) {
    const std::string file = cluster_file_of(context.database.path());
    const Report report = dry_run(file.empty() ? context.database : written_shards(context).directories.front(), discovery, inputs.standard_input, console.options(context), context.stop);
    console.clear();
    print(report, context);
    return status_of(report);
  }
  const IndexOptions options = console.options(context);
  const WrittenShards shards = make_shards(context);
  const std::vector<WriterLock> locks = lock_all(context, shards);
  Report report = index_files(shards.directories, *shards.by, discovery, inputs.standard_input, options, context.stop);
  console.clear();
  if (prunes && !report.interrupted) {
    try {
      const std::uint64_t gone = prune(shards.directories, discovery.roots, yes);
      report.removed += gone;
      report.articles_in_database -= gone;
    } catch (const Error&) {
      print(report, context);  // what was indexed stays
      throw;
    }
  }
  print(report, context);
  return status_of(report);
}

int run_extract(const CommandContext& context) {
  const Inputs inputs = inputs_of(context);
  const Discovery discovery = discover(inputs.paths, {});
  Console console(context);
  const bool explain = context.options.has("explain-date"), json = context.options.has("format");
  const Report report = extract(discovery, inputs.standard_input, console.options(context), context.stop,
                                [&](const Article& article, const DateLedger& dates) {
                                  if (!explain)
                                    context.out << to_json(article) << '\n';
                                  else if (json)
                                    context.out << explained_json(article, dates) << '\n';
                                  else
                                    print_ledger(article, dates, context.out);
                                });
  context.out.flush();
  return report.interrupted ? kExitInterrupted : kExitSuccess;
}

int run_watch(const CommandContext& context) {
  const Inputs inputs = inputs_of(context);
  if (inputs.standard_input) throw Error(ErrorKind::usage, "watch takes files and folders, not standard input");
  const Discovery discovery = discover(inputs.paths, context.database.path());
  Console console(context);
  const IndexOptions options = console.options(context);
  const WrittenShards shards = make_shards(context);
  // Watched before the first run, so that nothing falls between.
  Watch watch(discovery.roots, std::filesystem::absolute(context.database.path()).lexically_normal().string());
  {
    const std::vector<WriterLock> locks = lock_all(context, shards);
    const Report report = index_files(shards.directories, *shards.by, discovery, false, options, context.stop);
    console.clear();
    print(report, context);
  }
  if (!context.options.has("quiet") && !context.stop) context.out << "Watching for changes; Ctrl-C ends it." << std::endl;
  while (!context.stop) {
    const Changes changes = watch.wait(kWatchQuietMilliseconds, kWatchLongestMilliseconds, context.stop);
    for (bool waiting = !changes.files.empty() || changes.overflow; waiting && !context.stop;) {
      try {
        take_in(context, shards, console, changes, discovery.roots);
        waiting = false;
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::locked) throw;
        std::this_thread::sleep_for(kWatchRetry);  // another program writes: later
      }
    }
  }
  return kExitInterrupted;
}

}  // namespace dateline
