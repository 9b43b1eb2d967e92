// Preloaded into a program, it makes the n-th call of a kind fail, or kills the program there. nth_call.py says when; last_synced.h remembers what would outlast a loss of power.
//
//   FAULT_FOLDER   calls about what is below it are counted; of allocations all, once main has begun
//   FAULT_CALLS    a file of 64-bit numbers: how many calls of each kind there were, in the order of kKindNames, and how many of them failed. It outlasts a kill
//   FAULT_KIND     one of kKindNames; change: any of them but allocate
//   FAULT_AT       which of them, from 1
//   FAULT_EFFECT   fail: with FAULT_ERRNO, without having done anything; half: half of a write, the rest fails; kill: SIGKILL before the call; half-kill: after half of a write
//   FAULT_ERRNO    a number
//   FAULT_LASTS    the calls of the kind after that one fail too
//   FAULT_KEPT     the folder for last_synced.h; without it nothing is remembered
//
// A sync does nothing but be remembered: nobody pulls the plug.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "last_synced.h"

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
}

namespace faults {
namespace {

enum Kind { kWrite, kSync, kRename, kOpen, kTruncate, kUnlink, kMkdir, kAllocate, kKinds };
constexpr const char* kKindNames[] = {"write", "sync", "rename", "open", "truncate", "unlink", "mkdir", "allocate", "change"};
constexpr int kChange = kKinds;
constexpr std::size_t kPathBytes = 4096;

enum class Effect { fail, half, kill, half_kill };

struct Counters {
  std::atomic<std::uint64_t> calls[kKinds + 1], failed;
};

Counters* counters = nullptr;
char folder[kPathBytes];
int wanted_kind = -1, error_number = EIO;
std::uint64_t wanted = 0;
Effect effect = Effect::fail;
bool lasts = false;
std::atomic<bool> in_main{false};
std::mutex one_at_a_time;  // of what is remembered: a kill comes between two calls, not within one's remembering
LastSynced last_synced;

[[noreturn]] void die() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

bool strikes(Kind kind) {
  const std::uint64_t own = ++counters->calls[kind];
  const std::uint64_t change = kind == kAllocate ? 0 : ++counters->calls[kChange];
  const std::uint64_t number = wanted_kind == kind ? own : wanted_kind == kChange ? change : 0;
  if (!wanted || !number || (lasts ? number < wanted : number != wanted)) return false;
  ++counters->failed;
  return true;
}

// True: the call is to return -1. A write's caller looks at the effect first.
bool fails(Kind kind) {
  if (!strikes(kind)) return false;
  if (effect == Effect::kill || effect == Effect::half_kill) die();
  errno = error_number;
  return true;
}

bool below(const char* path) {
  const std::size_t size = std::strlen(folder);
  return counters && size && !std::strncmp(path, folder, size) && (path[size] == '/' || !path[size]);
}

// The path of an open file, an empty one when it is none.
const char* path_of(int file, char* into) {
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = ::readlink(link, into, kPathBytes - 1);
  into[size < 0 ? 0 : size] = '\0';
  return into;
}

const char* path_at(int at, const char* path, char* into) {
  if (path[0] == '/') {
    std::snprintf(into, kPathBytes, "%s", path);
  } else {
    if (at != AT_FDCWD) path_of(at, into);
    else if (!::getcwd(into, kPathBytes)) into[0] = '\0';
    const std::size_t size = std::strlen(into);
    std::snprintf(into + size, kPathBytes - size, "/%s", path);
  }
  return into;
}

int open_at(int at, const char* path, int flags, mode_t mode) {
  char whole[kPathBytes];
  if (counters && ((flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT) && below(path_at(at, path, whole)) && fails(kOpen)) return -1;
  return static_cast<int>(::syscall(SYS_openat, at, path, flags, mode));
}

// `write` takes so many bytes at most.
template <typename Write>
ssize_t write_some(int file, std::size_t bytes, const Write& write) {
  char path[kPathBytes];
  if (!counters || !below(path_of(file, path)) || !strikes(kWrite)) return write(bytes);
  if (effect == Effect::kill) die();
  static std::atomic<bool> half_done{false};
  if ((effect == Effect::half || effect == Effect::half_kill) && bytes > 1 && !half_done.exchange(true)) {
    const ssize_t done = write(bytes / 2);
    if (effect == Effect::half_kill) die();
    lasts = true;  // the rest, which the program is to try
    return done;
  }
  if (effect == Effect::half_kill) die();
  errno = error_number;
  return -1;
}

int sync_file(int file) {
  char path[kPathBytes];
  if (!counters || !below(path_of(file, path))) return 0;
  if (fails(kSync)) return -1;
  const std::lock_guard lock(one_at_a_time);
  last_synced.synced(file, path);
  return 0;
}

int rename_at(int from_at, const char* from, int to_at, const char* to, unsigned flags) {
  char whole[kPathBytes];
  if (!counters || !below(path_at(to_at, to, whole))) return static_cast<int>(::syscall(SYS_renameat2, from_at, from, to_at, to, flags));
  if (fails(kRename)) return -1;
  const std::lock_guard lock(one_at_a_time);
  last_synced.going(whole);
  return static_cast<int>(::syscall(SYS_renameat2, from_at, from, to_at, to, flags));
}

int unlink_at(int at, const char* path, int flags) {
  char whole[kPathBytes];
  if (!counters || !below(path_at(at, path, whole))) return static_cast<int>(::syscall(SYS_unlinkat, at, path, flags));
  if (fails(kUnlink)) return -1;
  const std::lock_guard lock(one_at_a_time);
  if (!(flags & AT_REMOVEDIR)) last_synced.going(whole);
  return static_cast<int>(::syscall(SYS_unlinkat, at, path, flags));
}

int mkdir_at(int at, const char* path, mode_t mode) {
  char whole[kPathBytes];
  if (!counters || !below(path_at(at, path, whole))) return static_cast<int>(::syscall(SYS_mkdirat, at, path, mode));
  if (fails(kMkdir)) return -1;
  const std::lock_guard lock(one_at_a_time);
  const int made = static_cast<int>(::syscall(SYS_mkdirat, at, path, mode));
  if (!made) last_synced.made_folder(whole);
  return made;
}

int truncate_file(int file, off_t size) {
  char path[kPathBytes];
  if (counters && below(path_of(file, path)) && fails(kTruncate)) return -1;
  return static_cast<int>(::syscall(SYS_ftruncate, file, size));
}

bool no_memory() { return in_main.load(std::memory_order_relaxed) && fails(kAllocate); }

__attribute__((constructor)) void start() {
  const auto text = [](const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  const int file = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, text("FAULT_CALLS"), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (file < 0 || ::syscall(SYS_ftruncate, file, sizeof(Counters))) return;
  void* shared = ::mmap(nullptr, sizeof(Counters), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (shared == MAP_FAILED) return;
  std::snprintf(folder, sizeof folder, "%s", text("FAULT_FOLDER"));
  for (int kind = 0; kind <= kKinds; ++kind)
    if (!std::strcmp(text("FAULT_KIND"), kKindNames[kind])) wanted_kind = kind;
  wanted = std::strtoull(text("FAULT_AT"), nullptr, 10);
  error_number = std::atoi(text("FAULT_ERRNO"));
  lasts = *text("FAULT_LASTS");
  const char* name = text("FAULT_EFFECT");
  effect = !std::strcmp(name, "half") ? Effect::half : !std::strcmp(name, "kill") ? Effect::kill : !std::strcmp(name, "half-kill") ? Effect::half_kill : Effect::fail;
  if (*text("FAULT_KEPT")) last_synced.start(folder, text("FAULT_KEPT"));
  counters = static_cast<Counters*>(shared);
}

int (*program_main)(int, char**, char**) = nullptr;

int counted_main(int argc, char** argv, char** environment) {
  in_main = counters != nullptr;
  const int status = program_main(argc, argv, environment);
  in_main = false;
  return status;
}

}  // namespace
}  // namespace faults

using namespace faults;

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_at(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) __attribute__((alias("open")));
int openat(int at, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_at(at, path, flags, mode);
}
int openat64(int at, const char* path, int flags, ...) __attribute__((alias("openat")));
int __open_2(const char* path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }
int __open64_2(const char* path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }
int creat(const char* path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char* path, mode_t mode) __attribute__((alias("creat")));

ssize_t write(int file, const void* bytes, std::size_t count) {
  return write_some(file, count, [&](std::size_t some) { return ::syscall(SYS_write, file, bytes, some); });
}
ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t at) {
  return write_some(file, count, [&](std::size_t some) { return ::syscall(SYS_pwrite64, file, bytes, some, at); });
}
ssize_t pwrite64(int file, const void* bytes, std::size_t count, off64_t at) __attribute__((alias("pwrite")));
ssize_t writev(int file, const iovec* parts, int count) {
  std::size_t bytes = 0;
  for (int i = 0; i < count; ++i) bytes += parts[i].iov_len;
  return write_some(file, bytes, [&](std::size_t some) { return some == bytes ? ::syscall(SYS_writev, file, parts, count) : ::syscall(SYS_write, file, parts[0].iov_base, std::min(some, parts[0].iov_len)); });
}

int fsync(int file) { return sync_file(file); }
int fdatasync(int file) { return sync_file(file); }

int rename(const char* from, const char* to) noexcept { return rename_at(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_at, const char* from, int to_at, const char* to) noexcept { return rename_at(from_at, from, to_at, to, 0); }
int renameat2(int from_at, const char* from, int to_at, const char* to, unsigned flags) noexcept { return rename_at(from_at, from, to_at, to, flags); }
int unlink(const char* path) noexcept { return unlink_at(AT_FDCWD, path, 0); }
int unlinkat(int at, const char* path, int flags) noexcept { return unlink_at(at, path, flags); }
int rmdir(const char* path) noexcept { return unlink_at(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char* path) noexcept {
  struct stat found {};
  return unlink_at(AT_FDCWD, path, !::lstat(path, &found) && S_ISDIR(found.st_mode) ? AT_REMOVEDIR : 0);
}
int mkdir(const char* path, mode_t mode) noexcept { return mkdir_at(AT_FDCWD, path, mode); }
int mkdirat(int at, const char* path, mode_t mode) noexcept { return mkdir_at(at, path, mode); }
int ftruncate(int file, off_t size) noexcept { return truncate_file(file, size); }
int ftruncate64(int file, off64_t size) noexcept __attribute__((alias("ftruncate")));

void* malloc(std::size_t bytes) { return no_memory() ? nullptr : __libc_malloc(bytes); }
void* calloc(std::size_t count, std::size_t bytes) { return no_memory() ? nullptr : __libc_calloc(count, bytes); }
void* realloc(void* old, std::size_t bytes) { return no_memory() ? nullptr : __libc_realloc(old, bytes); }
void* memalign(std::size_t alignment, std::size_t bytes) { return no_memory() ? nullptr : __libc_memalign(alignment, bytes); }
void* aligned_alloc(std::size_t alignment, std::size_t bytes) { return memalign(alignment, bytes); }
int posix_memalign(void** into, std::size_t alignment, std::size_t bytes) {
  void* made = memalign(alignment, bytes);
  if (made) *into = made;
  return made ? 0 : ENOMEM;
}

// The program's main begins inside of ours.
int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(), void (*fini)(), void (*loader_fini)(), void* stack_end) {
  program_main = main;
  const auto next = reinterpret_cast<decltype(&__libc_start_main)>(::dlsym(RTLD_NEXT, "__libc_start_main"));
  return next(counted_main, argc, argv, init, fini, loader_fini, stack_end);
}
}
