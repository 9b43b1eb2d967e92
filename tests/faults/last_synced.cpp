#include "last_synced.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace faults {
namespace {

constexpr std::size_t kPathBytes = 4096;

int open_new(const char* path) { return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)); }

void put(int file, const char* bytes, std::size_t count) {
  for (long wrote = 0; count && (wrote = ::syscall(SYS_write, file, bytes, count)) > 0; bytes += wrote) count -= static_cast<std::size_t>(wrote);
}

void put_names(const char* folder, int into) {
  DIR* open = ::opendir(folder);
  if (!open) return;
  while (const dirent* entry = ::readdir(open)) {
    if (!std::strcmp(entry->d_name, ".") || !std::strcmp(entry->d_name, "..")) continue;
    char line[kPathBytes];
    const int size = entry->d_type == DT_DIR ? std::snprintf(line, sizeof line, "/ %s\n", entry->d_name) : std::snprintf(line, sizeof line, "%lu %s\n", entry->d_ino, entry->d_name);
    put(into, line, static_cast<std::size_t>(size));
  }
  ::closedir(open);
}

void put_bytes(int file, int into) {
  char bytes[64 << 10];
  off_t at = 0;
  for (ssize_t count = 0; (count = ::pread(file, bytes, sizeof bytes, at)) > 0; at += count) put(into, bytes, static_cast<std::size_t>(count));
}

}  // namespace

void LastSynced::start(const char* folder, const char* kept) {
  std::snprintf(folder_, sizeof folder_, "%s", folder);
  std::snprintf(kept_, sizeof kept_, "%s", kept);
}

void LastSynced::names_path(const char* path, char* into) const {
  const std::size_t start = std::strlen(folder_);
  const char* below = path[start] == '/' ? path + start + 1 : path + start;
  const int size = std::snprintf(into, kPathBytes, "%s/names:", kept_);
  std::snprintf(into + size, kPathBytes - static_cast<std::size_t>(size), "%s", below);
  for (char* at = into + size; *at; ++at)
    if (*at == '/') *at = ':';
}

void LastSynced::synced(int file, const char* path) {
  struct stat found {};
  if (!watches() || ::fstat(file, &found)) return;
  char target[kPathBytes], fresh[kPathBytes];
  std::snprintf(fresh, sizeof fresh, "%s/fresh", kept_);
  const int into = open_new(fresh);
  if (S_ISDIR(found.st_mode)) {
    put_names(path, into);
    names_path(path, target);
  } else {
    char again[64];  // the program may have opened it for writing alone
    std::snprintf(again, sizeof again, "/proc/self/fd/%d", file);
    const int readable = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, again, O_RDONLY | O_CLOEXEC));
    put_bytes(readable, into);
    ::close(readable);
    std::snprintf(target, sizeof target, "%s/%lu", kept_, found.st_ino);
  }
  ::close(into);
  ::syscall(SYS_renameat2, AT_FDCWD, fresh, AT_FDCWD, target, 0);
}

void LastSynced::going(const char* path) {
  if (!watches()) return;
  char alive[kPathBytes];
  std::snprintf(alive, sizeof alive, "%s/alive/%d-%lu", kept_, ::getpid(), removed_++);
  ::syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, alive, 0);
}

void LastSynced::made_folder(const char* path) {
  if (!watches()) return;
  char names[kPathBytes];
  names_path(path, names);
  ::close(open_new(names));
}

}  // namespace faults
