// dateline-train: the command line around the trainer. The only place here that exits.
#include <unistd.h>

#include <exception>
#include <iostream>

#include "common/analysis/entities/train/commands.h"
#include "common/analysis/entities/train/program.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "common/terminal.h"

int main(int argc, char** argv) {
  using namespace dateline;
  try {
    const ParsedOptions options = parse_options(train_program(), std::vector<std::string>(argv + 1, argv + argc));
    if (!answer_about(train_program(), options, terminal_columns(STDOUT_FILENO), std::cout)) run_train_command(options, std::cout);
    std::cout.flush();
    if (!std::cout) throw Error(ErrorKind::io, "cannot write to standard output");
    return kExitSuccess;
  } catch (const Error& error) {
    std::cerr << "dateline-train: " << error.what() << "\n";
    return exit_status(error.kind());
  } catch (const std::exception& error) {
    std::cerr << "dateline-train: " << error.what() << "\n";
    return kExitFailure;
  }
}
