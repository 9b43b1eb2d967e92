// dateline-query: the command line around the library. The only place here that exits or reads the environment.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>

#include "common/clock.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/libraries_in_use.h"
#include "common/terminal.h"
#include "query/commands/commands.h"
#include "query/program.h"

namespace {

std::atomic<bool> stop_requested{false};

// The first one asks; the second one kills.
void request_stop(int signal) {
  if (stop_requested.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

bool wants_colour(const dateline::ParsedOptions& options) {
  const std::string when = options.get("color", "auto");
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return dateline::is_terminal(STDOUT_FILENO) && !(no_color && *no_color) && !(terminal && std::string_view(terminal) == "dumb");
}

int run(int argc, char** argv) {
  using namespace dateline;
  const ProgramSpec& program = query_program();
  const ParsedOptions options = parse_options(program, std::vector<std::string>(argv + 1, argv + argc), true);
  if (answer_about(program, options, terminal_columns(STDOUT_FILENO), std::cout, libraries_in_use())) return kExitSuccess;
  // An export stops between two articles; everything else is over before anyone could press Ctrl-C twice.
  if (options.command == "export" || options.command == "batch") {
    std::signal(SIGINT, request_stop);
    std::signal(SIGTERM, request_stop);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::vector<std::string> databases = options.all("db");
  // The same one named twice is one.
  std::vector<std::string> distinct;
  for (std::string& path : databases)
    if (std::find(distinct.begin(), distinct.end(), path) == distinct.end()) distinct.push_back(std::move(path));
  databases = std::move(distinct);
  if (databases.empty()) databases = {default_database(std::getenv("DATELINE_DB"), std::getenv("XDG_DATA_HOME"), std::getenv("HOME"))};
  std::optional<Searcher> searcher;
  const auto open = [&]() -> Searcher& { return searcher ? *searcher : searcher.emplace(databases); };
  const QueryContext context{options, open, std::cin, std::cout, std::cerr, {wants_colour(options), terminal_columns(STDOUT_FILENO), is_terminal(STDOUT_FILENO)},
                             SystemClock().now(), stop_requested};
  return find_query_command(options.command)(context);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    dateline::hold_standard_streams();
    std::ios::sync_with_stdio(false);
    const int status = run(argc, argv);
    std::cout.flush();
    if (std::cout) return status;
    if (dateline::is_closed_pipe(STDOUT_FILENO)) return dateline::kExitSuccess;
    throw dateline::Error(dateline::ErrorKind::io, "cannot write to standard output");
  } catch (const dateline::Error& error) {
    std::cerr << "dateline-query: " << error.what() << "\n";
    return dateline::exit_status(error.kind());
  } catch (const std::exception& error) {
    std::cerr << "dateline-query: " << error.what() << "\n";
    return dateline::kExitFailure;
  }
}
