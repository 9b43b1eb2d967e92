// "Now", given to whoever needs it, so that tests and as-of queries can choose it.
#pragma once

#include <chrono>
#include <cstdint>

namespace dateline {

class Clock {
 public:
  virtual ~Clock() = default;
  // Seconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t now() const = 0;
};

class SystemClock : public Clock {
 public:
  std::int64_t now() const override {
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
  }
};

class FixedClock : public Clock {
 public:
  explicit FixedClock(std::int64_t seconds) : seconds_(seconds) {}
  std::int64_t now() const override { return seconds_; }

 private:
  std::int64_t seconds_;
};

}  // namespace dateline
