// The folder of a database: generations, the stub that names the live one, and the writer's lock. Knows no Xapian.
//
//   DIR/lock        held (flock) by the one writer, with its pid and start time
//   DIR/gen-N/      generations, each a Xapian database
//   DIR/XAPIANDB    the stub: which generation is live; stock Xapian tools follow it
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline {

class DatabaseDirectory {
 public:
  explicit DatabaseDirectory(std::string path);

  const std::string& path() const { return path_; }
  // The generation that the stub names; nothing when there is no stub: nothing was ever committed. Error{database} for a stub that is not ours.
  std::optional<std::uint64_t> live_generation() const;
  std::string generation_path(std::uint64_t generation) const;
  std::vector<std::uint64_t> generations() const;  // those on disk, rising
  bool can_only_be_read() const;  // by anybody, as its disk is mounted
  std::uint64_t bytes_on_disk(std::uint64_t generation) const;

  // The rest is for the holder of the lock.

  // Makes the folder, so that it outlasts a loss of power. Error{io} when it cannot, Error{database} when it holds something else than a database, so that nothing of anybody's is written over.
  void create() const;
  // Makes `generation` the live one: its files synced, the stub replaced by rename, the folder synced.
  void publish(std::uint64_t generation) const;
  // Removes the generations that are not live, and a stub that was never put in place, once the live one has been so for `grace_seconds`; readers that have them open go on.
  void remove_old(std::int64_t grace_seconds) const;
  void remove(std::uint64_t generation) const;
  // After an error: generations newer than the live one, as the stub says now. The disk may be full, and what was not published is not to be left lying there. What cannot be removed stays.
  void remove_unpublished() const;

 private:
  std::string path_;
};

// Held for as long as the object lives; the system lets go of it when the process dies.
class WriterLock {
 public:
  // Waits up to `timeout_seconds`. Error{locked} names the last known holder.
  WriterLock(const DatabaseDirectory& directory, double timeout_seconds);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock(const WriterLock&) = delete;

 private:
  int descriptor_ = -1;
};

// Writes `bytes` to path by way of a temporary file in the same folder, synced and renamed; it outlasts a loss of power when this returns. Error{io}.
void replace_file(const std::string& path, const std::string& bytes);
void sync_folder(const std::string& path);

}  // namespace dateline
