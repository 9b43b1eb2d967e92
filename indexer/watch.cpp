#include "indexer/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <map>

#include "common/error.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;
constexpr int kPollMilliseconds = 200;  // how soon a stop is seen

// A link to a file that is there already: nothing will be written.
bool comes_whole(const std::string& path) {
  struct stat status;
  return ::lstat(path.c_str(), &status) == 0 && (S_ISLNK(status.st_mode) || status.st_nlink > 1);
}

bool hidden(const std::string& path) { return fs::path(path).filename().string().front() == '.'; }

}  // namespace

struct Watch::State {
  int descriptor = -1;
  std::string excluded;
  std::map<int, std::pair<std::string, std::string>> folders;   // watch -> path, root
  std::set<std::string> single_files;                           // roots that are files: only they count in their folder
  std::set<std::string> folder_roots;

  ~State() {
    if (descriptor >= 0) ::close(descriptor);
  }

  void add_folder(const std::string& path, const std::string& root, Changes* found, std::set<int>& visited);
  void take(const inotify_event& event, Changes& changes);
};

// With `found`, files already there count as changed: they came before the watch did.
void Watch::State::add_folder(const std::string& path, const std::string& root, Changes* found, std::set<int>& visited) {
  if (path == excluded) return;
  const int watch = ::inotify_add_watch(descriptor, path.c_str(), kEvents | IN_ONLYDIR);
  if (watch < 0) {
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES) return;  // gone again, or not for us: discovery says so
    throw Error(ErrorKind::io, "cannot watch " + path + ": " + std::strerror(errno) +
                                   (errno == ENOSPC ? " (raise fs.inotify.max_user_watches with sysctl)" : ""));
  }
  if (!visited.insert(watch).second) return;  // a link leads back here
  folders[watch] = {path, root};
  if (single_files.count(root)) return;
  std::error_code error;
  for (auto entry = fs::directory_iterator(path, error); !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string inner = entry->path().string();
    if (hidden(inner)) continue;
    if (entry->is_directory(error))
      add_folder(inner, root, found, visited);
    else if (found)
      found->files.insert({inner, root});
  }
}

void Watch::State::take(const inotify_event& event, Changes& changes) {
  if (event.mask & IN_Q_OVERFLOW) changes.overflow = true;
  const auto folder = folders.find(event.wd);
  if (folder == folders.end() || !event.len) return;
  const std::string path = folder->second.first + "/" + event.name;
  const std::string root = folder->second.second;
  if (hidden(path)) return;
  if (event.mask & IN_ISDIR) {
    std::set<int> visited;
    if (event.mask & (IN_CREATE | IN_MOVED_TO) && folder_roots.count(root)) add_folder(path, root, &changes, visited);
    if (event.mask & (IN_DELETE | IN_MOVED_FROM) && folder_roots.count(root)) changes.files.insert({path, root});  // and all that was below
    return;
  }
  if (event.mask & IN_CREATE && !comes_whole(path)) return;  // its writing ends later
  if (folder_roots.count(root))
    changes.files.insert({path, root});
  else if (single_files.count(path))
    changes.files.insert({path, fs::path(path).parent_path().string()});
}

Watch::Watch(const std::vector<std::string>& roots, const std::string& excluded) : state_(std::make_unique<State>()) {
  state_->excluded = excluded.size() > 1 && excluded.back() == '/' ? excluded.substr(0, excluded.size() - 1) : excluded;
  state_->descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (state_->descriptor < 0) throw Error(ErrorKind::io, std::string("cannot watch for changes: ") + std::strerror(errno));
  // Folders after files: one that is watched for a file's sake may be watched for its own.
  for (const bool folders : {false, true})
    for (const std::string& root : roots) {
      if (fs::is_directory(root) != folders) continue;
      (folders ? state_->folder_roots : state_->single_files).insert(root);
      std::set<int> visited;
      state_->add_folder(folders ? root : fs::path(root).parent_path().string(), root, nullptr, visited);
    }
}

Watch::~Watch() = default;

Changes Watch::wait(int quiet_ms, int longest_ms, const std::atomic<bool>& stop) {
  using Clock = std::chrono::steady_clock;
  Changes changes;
  Clock::time_point first, last;
  alignas(inotify_event) char buffer[64 * 1024];
  while (!stop) {
    const bool any = !changes.files.empty() || changes.overflow;
    const auto now = Clock::now();
    if (any && (now - last >= std::chrono::milliseconds(quiet_ms) || now - first >= std::chrono::milliseconds(longest_ms))) break;
    pollfd ready{state_->descriptor, POLLIN, 0};
    ::poll(&ready, 1, any ? std::min(quiet_ms, kPollMilliseconds) : kPollMilliseconds);
    const ssize_t got = ::read(state_->descriptor, buffer, sizeof buffer);
    if (got <= 0) continue;
    const std::size_t before = changes.files.size();
    for (ssize_t at = 0; at < got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
      state_->take(*event, changes);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
    if (changes.files.size() == before && !changes.overflow) continue;
    last = Clock::now();
    if (!any) first = last;
  }
  return changes;
}

}  // namespace dateline
