// Indexes as dateline-index does, by the library, with limits so low that little is much: what it takes in is committed piece by piece, gathered into segments, and merged.
// small_commits DATABASE MEMORY PATH...
#include <atomic>
#include <iostream>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/exit_status.h"
#include "indexer/discovery.h"
#include "indexer/pipeline.h"

int main(int argc, char** argv) {
  using namespace dateline;
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const DatabaseDirectory directory(arguments.at(0));
    directory.create();
    const WriterLock lock(directory, 5);
    IndexOptions options;
    options.jobs = 1;
    options.memory = std::stoull(arguments.at(1));
    options.publish_bytes = options.gather_bytes = 1;
    const std::atomic<bool> never{false};
    const Discovery discovery = discover({arguments.begin() + 2, arguments.end()}, directory.path(), false);
    return index_files(directory, discovery, false, options, never).skipped ? kExitPartial : kExitSuccess;
  } catch (const Error& error) {
    std::cerr << "small_commits: " << error.what() << "\n";
    return exit_status(error.kind());
  } catch (const std::exception& error) {
    std::cerr << "small_commits: " << error.what() << "; try again\n";
    return kExitFailure;
  }
}
