#include "common/store/database_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <thread>

#include "common/disk_error.h"
#include "common/error.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr char kStub[] = "XAPIANDB";
constexpr char kLock[] = "lock";
constexpr char kGeneration[] = "gen-";

[[noreturn]] void fail(const std::string& what, const std::string& path) { throw_disk_error(what + " " + path, errno); }

std::optional<std::uint64_t> number_of(std::string_view name) {
  if (name.rfind(kGeneration, 0) != 0) return {};
  name.remove_prefix(std::strlen(kGeneration));
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || name.empty()) return {};
  return number;
}

void sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("cannot open", path);
  const int failed = ::fsync(file);
  ::close(file);
  if (failed) fail("cannot sync", path);
}

std::string read_all(const std::string& path) {
  std::string bytes;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // not a stream, whose buffer is long: each question reads the stub
  if (file < 0) return bytes;
  char part[256];
  for (ssize_t count = 0; (count = ::read(file, part, sizeof part)) > 0 || (count < 0 && errno == EINTR);)
    if (count > 0) bytes.append(part, static_cast<std::size_t>(count));
  ::close(file);
  return bytes;
}

}  // namespace

void sync_folder(const std::string& path) { sync_file(path); }

void replace_file(const std::string& path, const std::string& bytes) {
  const std::string temporary = path + ".tmp";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail("cannot write", temporary);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t wrote = ::write(file, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      ::close(file);
      fail("cannot write", temporary);
    }
    done += static_cast<std::size_t>(wrote);
  }
  const int failed = ::fsync(file);
  ::close(file);
  if (failed) fail("cannot sync", temporary);
  if (::rename(temporary.c_str(), path.c_str())) fail("cannot replace", path);
  sync_folder(fs::absolute(path).parent_path().string());
}

DatabaseDirectory::DatabaseDirectory(std::string path) : path_(std::move(path)) {
  while (path_.size() > 1 && path_.back() == '/') path_.pop_back();
}

std::optional<std::uint64_t> DatabaseDirectory::live_generation() const {
  const std::string stub = path_ + "/" + kStub;
  if (!fs::exists(stub)) return {};
  std::string line = read_all(stub);
  line = line.substr(0, line.find('\n'));
  if (line.rfind("auto ", 0) == 0)
    if (const auto number = number_of(std::string_view(line).substr(5))) return number;
  throw Error(ErrorKind::database, stub + " names no generation of a Dateline database; is --db right?");
}

std::string DatabaseDirectory::generation_path(std::uint64_t generation) const {
  return path_ + "/" + kGeneration + std::to_string(generation);
}

std::vector<std::uint64_t> DatabaseDirectory::generations() const {
  std::vector<std::uint64_t> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path_, error))
    if (const auto number = number_of(entry.path().filename().string())) found.push_back(*number);
  std::sort(found.begin(), found.end());
  return found;
}

bool DatabaseDirectory::can_only_be_read() const { return ::access(path_.c_str(), W_OK) != 0 && errno == EROFS; }

std::uint64_t DatabaseDirectory::bytes_on_disk(std::uint64_t generation) const {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(generation_path(generation), error)) {
    const auto size = entry.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
}

void DatabaseDirectory::create() const {
  std::error_code error;
  if (fs::exists(path_) && !fs::is_directory(path_))
    throw Error(ErrorKind::database, path_ + " is a file; --db takes a folder");
  std::vector<std::string> growing;  // folders that get a new name in them, which is to last
  for (fs::path missing = fs::absolute(path_); !fs::exists(missing); missing = missing.parent_path()) growing.push_back(missing.parent_path().string());
  fs::create_directories(path_, error);
  if (error) throw_disk_error("cannot make the folder " + path_, error.value());
  for (const std::string& folder : growing) sync_folder(folder);
  if (live_generation()) return;
  for (const auto& entry : fs::directory_iterator(path_, error)) {
    const std::string name = entry.path().filename().string();
    if (name != kLock && name != std::string(kStub) + ".tmp" && !number_of(name))
      throw Error(ErrorKind::database,
                  path_ + " holds other files (" + name + "); choose a new or empty folder for the database");
  }
  if (error) throw Error(ErrorKind::database, "cannot read the folder " + path_ + ": " + error.message());
}

void DatabaseDirectory::publish(std::uint64_t generation) const {
  const std::string folder = generation_path(generation);
  for (const auto& entry : fs::directory_iterator(folder)) sync_file(entry.path().string());
  sync_folder(folder);
  sync_folder(path_);
  replace_file(path_ + "/" + kStub, std::string("auto ") + kGeneration + std::to_string(generation) + "\n");
}

void DatabaseDirectory::remove_old(std::int64_t grace_seconds) const {
  const auto live = live_generation();
  std::error_code error;
  const auto published = fs::last_write_time(path_ + "/" + kStub, error);
  if (error || fs::file_time_type::clock::now() - published < std::chrono::seconds(grace_seconds)) return;
  for (const std::uint64_t generation : generations())
    if (generation != live) remove(generation);
  fs::remove(path_ + "/" + kStub + ".tmp", error);
}

void DatabaseDirectory::remove(std::uint64_t generation) const {
  std::error_code error;
  fs::remove_all(generation_path(generation), error);
  if (error) throw_disk_error("cannot remove " + generation_path(generation), error.value());
}

void DatabaseDirectory::remove_unpublished() const {
  const std::uint64_t live = live_generation().value_or(0);
  std::error_code stays;
  for (const std::uint64_t generation : generations())
    if (generation > live) fs::remove_all(generation_path(generation), stays);
}

WriterLock::WriterLock(const DatabaseDirectory& directory, double timeout_seconds) {
  const std::string path = directory.path() + "/" + kLock;
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail("cannot open", path);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(timeout_seconds);
  while (::flock(descriptor_, LOCK_EX | LOCK_NB)) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      ::close(descriptor_);
      fail("cannot lock", path);
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      std::string holder = read_all(path);
      holder = holder.substr(0, holder.find('\n'));
      ::close(descriptor_);
      throw Error(ErrorKind::locked, directory.path() + " is being written by another process (" +
                                         (holder.empty() ? "which has not said its name" : holder) +
                                         "); try again when it is done, or wait longer with --lock-timeout");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  char started[32];
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::strftime(started, sizeof started, "%Y-%m-%dT%H:%M:%SZ", &parts);
  const std::string line = "pid " + std::to_string(::getpid()) + ", started " + started + "\n";
  // Whoever is refused meanwhile reads the holder before this one, rather than nobody.
  if (::pwrite(descriptor_, line.data(), line.size(), 0) < 0 || ::ftruncate(descriptor_, static_cast<off_t>(line.size()))) {
    ::close(descriptor_);
    fail("cannot write", path);
  }
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }

}  // namespace dateline
