// dateline-server: the command line around the library. The only place here that exits or reads the environment.
#include <malloc.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/libraries_in_use.h"
#include "common/terminal.h"
#include "server/mcp/stdio.h"
#include "server/program.h"
#include "server/serve.h"

namespace {

constexpr int kMappedBytes = 256 * 1024;

int run(int argc, char** argv) {
  using namespace dateline;
  const ProgramSpec& program = server_program();
  const ParsedOptions options = parse_options(program, std::vector<std::string>(argv + 1, argv + argc));
  if (answer_about(program, options, terminal_columns(STDOUT_FILENO), std::cout, libraries_in_use())) return kExitSuccess;
  // Xapian reads this when it opens a database: small flushes inside a transaction are the fastest (docs/decisions).
  ::setenv("XAPIAN_FLUSH_THRESHOLD", "250", 0);
  // Large bodies and answers go back to the system when they are done: glibc would raise this limit with the first of them, and keep the rest.
  ::mallopt(M_MMAP_THRESHOLD, kMappedBytes);
  std::string usual;
  if (!options.has("db") && !options.has("root")) usual = default_database(std::getenv("DATELINE_DB"), std::getenv("XDG_DATA_HOME"), std::getenv("HOME"));
  if (options.command == "mcp") return run_mcp(options, usual, std::cin, std::cout, std::cerr);
  const auto notify = [](const std::string& state) { sd_notify(0, state.c_str()); };
  const int sockets = sd_listen_fds(1);
  return run_serve({options, std::move(usual), sockets, notify, std::cout, std::cerr});
}

}  // namespace

int main(int argc, char** argv) {
  try {
    dateline::hold_standard_streams();
    std::ios::sync_with_stdio(false);
    return run(argc, argv);
  } catch (const dateline::Error& error) {
    std::cerr << "dateline-server: " << error.what() << "\n";
    return dateline::exit_status(error.kind());
  } catch (const std::exception& error) {
    std::cerr << "dateline-server: " << error.what() << "\n";
    return dateline::kExitFailure;
  }
}
