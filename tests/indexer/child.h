// Something done in a process of its own, for what may crash, hang or eat memory.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

namespace dateline {

// True when `act` came back within the limits. The limit of memory is one of address space: of no use under a sanitiser.
inline bool survives(const std::function<void()>& act, unsigned seconds = 20, rlim_t megabytes = 2000) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit memory{megabytes << 20, megabytes << 20}, core{0, 0};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they reserve terabytes
    ::setrlimit(RLIMIT_AS, &memory);
#endif
    ::setrlimit(RLIMIT_CORE, &core);
    ::signal(SIGSEGV, SIG_DFL);
    ::signal(SIGABRT, SIG_DFL);
    ::alarm(seconds);
    try {
      act();
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace dateline
