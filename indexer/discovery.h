// Which files there are: walks the paths given on the command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

// Something that could not be read or understood, and why. `record` is 1-based; 0 speaks of the whole file.
struct Problem {
  std::string path;
  std::uint64_t record = 0;
  std::string reason;
};

struct FoundFile {
  std::string path;      // absolute
  std::string root;      // absolute: the directory given, or the one that holds the file given
  std::string relative;  // path below the root
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;
};

struct Discovery {
  std::vector<FoundFile> files;     // in order of the paths given, then by name; each file once
  std::vector<std::string> roots;   // absolute
  std::vector<Problem> problems;    // unreadable folders, devices and the like
};

// Hidden entries (name begins with a dot) below a root are left out, and so is `excluded` (the database's own folder). Symbolic links are followed, loops
// once. Error{usage} for a path that does not exist, unless `allow_missing`: then it is a root without files.
Discovery discover(const std::vector<std::string>& paths, const std::string& excluded, bool allow_missing = false);

// One file below a root, if it is a regular one (otherwise `problems` says why not).
Discovery discover_file(const std::string& path, const std::string& root);

}  // namespace dateline
