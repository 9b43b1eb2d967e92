#include "common/disk_error.h"

#include <cerrno>
#include <cstring>

#include "common/error.h"

namespace dateline {
namespace {

constexpr struct {
  int error_number;
  const char* advice;
} kAdvice[] = {{ENOSPC, "make room on the disk and try again"},
               {EDQUOT, "make room within your quota and try again"},
               {EROFS, "this disk can only be read: choose another place with --db"},
               {EACCES, "see who may write there, or choose another place with --db"},
               {EPERM, "see who may write there, or choose another place with --db"},
               {EIO, "see what the system's log says of the disk, and try again"},
               {EMFILE, "try again with more open files allowed (ulimit -n)"},
               {ENFILE, "try again when fewer files are open"}};

}  // namespace

void throw_disk_error(const std::string& what, int error_number) {
  const std::string message = what + ": " + std::strerror(error_number);
  throw Error(ErrorKind::io, message + disk_advice(message));
}

std::string disk_advice(const std::string& message) {
  for (const auto& [error_number, advice] : kAdvice)
    if (message.find(std::strerror(error_number)) != std::string::npos) return std::string("; ") + advice;
  return {};
}

}  // namespace dateline
