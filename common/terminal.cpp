#include "common/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace dateline {

bool is_terminal(int fd) { return ::isatty(fd) == 1; }

void hold_standard_streams() {
  // The lowest free number is the one that is opened; the wrong direction keeps it unusable.
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd)
    if (::fcntl(fd, F_GETFD) == -1) (void)!::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

bool is_closed_pipe(int fd) {
  pollfd asked{fd, POLLOUT, 0};
  return ::poll(&asked, 1, 0) > 0 && (asked.revents & POLLERR);
}

std::size_t terminal_columns(int fd, std::size_t fallback) {
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return fallback;
}

std::string with_separators(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

Palette palette(bool colour) {
  if (!colour) return {};
  // Weight and the terminal's own dark colours, which can be read on dark and light; yellow and white cannot.
  return {"\033[1m", "\033[1;31m", "\033[36m", "\033[4m", "\033[32m", "\033[35m", "\033[2m", "\033[0m"};
}

}  // namespace dateline
