// Which files change under some folders, by inotify.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

struct Changes {
  std::set<std::pair<std::string, std::string>> files;  // path, root: written, moved in, or gone
  bool overflow = false;                                // the system lost count: everything must be looked at again
};

class Watch {
 public:
  // Absolute paths; folders are watched with all below them, hidden ones left out. Error{io} when the system gives no more watches (says which setting).
  Watch(const std::vector<std::string>& roots, const std::string& excluded);
  ~Watch();

  // Waits until something has changed and `quiet_ms` have passed without more, at most `longest_ms` after the first change; or until `stop`: then
  // what it has.
  Changes wait(int quiet_ms, int longest_ms, const std::atomic<bool>& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
