#include "indexer/discovery.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "common/error.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

using FileIdentity = std::pair<dev_t, ino_t>;

class Walk {
 public:
  Walk(Discovery& out, const std::string& excluded) : out_(out) {
    struct stat status;
    if (!excluded.empty() && ::stat(excluded.c_str(), &status) == 0) excluded_ = FileIdentity{status.st_dev, status.st_ino};
  }

  void path(const std::string& given, bool allow_missing) {
    if (given.empty()) throw Error(ErrorKind::usage, "an empty path names no file or folder");
    const std::string absolute = fs::absolute(given).lexically_normal().string();
    std::string clean = absolute.size() > 1 && absolute.back() == '/' ? absolute.substr(0, absolute.size() - 1) : absolute;
    struct stat status;
    if (::stat(clean.c_str(), &status)) {
      if (errno != ENOENT || !allow_missing) throw Error(ErrorKind::usage, given + ": " + std::strerror(errno));
      out_.roots.push_back(clean);
      return;
    }
    if (S_ISDIR(status.st_mode)) {
      out_.roots.push_back(clean);
      folder(clean, clean, status);
    } else {
      const std::string root = fs::path(clean).parent_path().string();
      out_.roots.push_back(clean);
      file(clean, root, status);
    }
  }

  void file(const std::string& path, const std::string& root, const struct stat& status) {
    if (!S_ISREG(status.st_mode)) {
      out_.problems.push_back({path, 0, "not a regular file"});
      return;
    }
    if (!seen_files_.insert(path).second) return;
    const std::size_t skip = root == "/" ? 1 : root.size() + 1;
    out_.files.push_back({path, root, path.substr(skip), static_cast<std::uint64_t>(status.st_size),
                          std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec});
  }

 private:
  // By identity: a path may lead there in many ways.
  bool is_excluded(const struct stat& status) const { return excluded_ == FileIdentity{status.st_dev, status.st_ino}; }

  void folder(const std::string& path, const std::string& root, const struct stat& status) {
    if (is_excluded(status) || !seen_folders_.insert({status.st_dev, status.st_ino}).second) return;
    std::error_code error;
    std::vector<std::string> names;
    for (auto entry = fs::directory_iterator(path, error); !error && entry != fs::directory_iterator(); entry.increment(error))
      names.push_back(entry->path().filename().string());
    if (error) out_.problems.push_back({path, 0, "cannot read the folder: " + error.message()});
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      if (name.front() == '.') continue;
      const std::string inner = (path == "/" ? "" : path) + "/" + name;
      struct stat inner_status;
      if (::stat(inner.c_str(), &inner_status))
        out_.problems.push_back({inner, 0, std::strerror(errno)});
      else if (S_ISDIR(inner_status.st_mode))
        folder(inner, root, inner_status);
      else
        file(inner, root, inner_status);
    }
  }

  Discovery& out_;
  std::optional<FileIdentity> excluded_;
  std::set<FileIdentity> seen_folders_;
  std::set<std::string> seen_files_;
};

}  // namespace

Discovery discover(const std::vector<std::string>& paths, const std::string& excluded, bool allow_missing) {
  Discovery out;
  std::string clean = excluded.empty() ? "" : fs::absolute(excluded).lexically_normal().string();
  while (clean.size() > 1 && clean.back() == '/') clean.pop_back();
  Walk walk(out, clean);
  for (const std::string& path : paths) walk.path(path, allow_missing);
  return out;
}

Discovery discover_file(const std::string& path, const std::string& root) {
  Discovery out;
  struct stat status;
  if (::stat(path.c_str(), &status))
    out.problems.push_back({path, 0, std::strerror(errno)});
  else
    Walk(out, {}).file(path, root, status);
  return out;
}

}  // namespace dateline
