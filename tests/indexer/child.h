// Something done in a process of its own, for what may crash, hang or eat memory.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

namespace dateline {

// Sanitisers take address space by the terabyte: no limit for them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kLimitsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kLimitsMemory = false;
#else
inline constexpr bool kLimitsMemory = true;
#endif
#else
inline constexpr bool kLimitsMemory = true;
#endif

// True when `act` came back without an exception, within the limits: seconds of processor time (many more under a sanitiser), and thirty times that on the clock,
// for what waits for ever, however busy the machine.
inline bool survives(const std::function<void()>& act, unsigned seconds = 20, rlim_t megabytes = 2000) {
  constexpr unsigned kSanitizerCost = 10, kOnTheClock = 30;
  const rlim_t allowed = kLimitsMemory ? seconds : seconds * kSanitizerCost;
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit memory{megabytes << 20, megabytes << 20}, core{0, 0}, processor{allowed, allowed};
    if (kLimitsMemory) ::setrlimit(RLIMIT_AS, &memory);
    ::setrlimit(RLIMIT_CORE, &core);
    ::signal(SIGSEGV, SIG_DFL);
    ::signal(SIGABRT, SIG_DFL);
    ::setrlimit(RLIMIT_CPU, &processor);
    ::alarm(seconds * kOnTheClock);
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
