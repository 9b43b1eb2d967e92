// What is said when a disk fails.
#include <catch2/catch.hpp>
#include <cerrno>
#include <string>

#include "common/disk_error.h"
#include "common/error.h"

namespace dateline {

TEST_CASE("an error of the disk says what failed, why, and what to do", "[disk_error]") {
  try {
    throw_disk_error("cannot write /news/lock", ENOSPC);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::io);
    CHECK(std::string(error.what()) == "cannot write /news/lock: No space left on device; make room on the disk and try again");
  }
}

TEST_CASE("advice goes by the system's words, wherever they stand in a message", "[disk_error]") {
  CHECK(disk_advice("/news: Commit failed (Input/output error)") == "; see what the system's log says of the disk, and try again");
  CHECK(disk_advice("/news/lock: Read-only file system").find("choose another place") != std::string::npos);
  CHECK(disk_advice("/news: no such term").empty());
}

}  // namespace dateline
