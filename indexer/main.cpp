// dateline-index: the command line around the library. The only place here that exits or reads the environment.
#include <malloc.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/libraries_in_use.h"
#include "common/terminal.h"
#include "indexer/commands/commands.h"
#include "indexer/program.h"

namespace {

std::atomic<bool> stop_requested{false};

// The first one asks; the second one kills.
void request_stop(int signal) {
  if (stop_requested.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

// A destructor within Xapian writes, and ends the program when it cannot. What else comes here is a fault of this program's, and says which.
[[noreturn]] void end_with_a_reason() {
  const auto say = [](std::string_view text) { static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size())); };
  try {
    if (const std::exception_ptr thrown = std::current_exception()) std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    say("dateline-index: ended by a fault: ");
    say(error.what());
    say("\n");
    ::_exit(dateline::kExitFailure);
  } catch (...) {
  }
  say("dateline-index: the database could not be written (is the disk full?) and is as it was committed last; make room on the disk and try again\n");
  ::_exit(dateline::kExitFailure);
}

int run(int argc, char** argv) {
  using namespace dateline;
  const ProgramSpec& program = index_program();
  const ParsedOptions options = parse_options(program, std::vector<std::string>(argv + 1, argv + argc));
  if (answer_about(program, options, terminal_columns(STDOUT_FILENO), std::cout, libraries_in_use())) return kExitSuccess;
  std::signal(SIGINT, request_stop);
  std::signal(SIGTERM, request_stop);
  // Large pieces go back to the system when they are freed, instead of leaving holes.
  ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
  // Xapian reads this when it opens a database: small flushes inside a transaction are the fastest (docs/decisions).
  ::setenv("XAPIAN_FLUSH_THRESHOLD", "250", 0);
  const std::string database =
      options.has("db") ? options.get("db") : default_database(std::getenv("DATELINE_DB"), std::getenv("XDG_DATA_HOME"), std::getenv("HOME"));
  const SystemClock clock;
  const CommandContext context{options,
                               DatabaseDirectory(database),
                               std::cin,
                               std::cout,
                               std::cerr,
                               is_terminal(STDERR_FILENO),
                               terminal_columns(STDERR_FILENO),
                               stop_requested,
                               clock};
  return run_command(context);
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(end_with_a_reason);
  try {
    dateline::hold_standard_streams();
    std::ios::sync_with_stdio(false);
    const int status = run(argc, argv);
    std::cout.flush();
    if (!std::cout) throw dateline::Error(dateline::ErrorKind::io, "cannot write to standard output");
    return status;
  } catch (const dateline::Error& error) {
    std::cerr << "dateline-index: " << error.what() << "\n";
    return dateline::exit_status(error.kind());
  } catch (const std::bad_alloc&) {
    std::cerr << "dateline-index: not enough memory; try again with a lower --memory or fewer --jobs\n";
    return dateline::kExitFailure;
  } catch (const std::exception& error) {
    std::cerr << "dateline-index: " << error.what() << "\n";
    return dateline::kExitFailure;
  }
}
