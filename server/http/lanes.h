// Threads for requests, some for each lane, with a bound on what waits for them.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/http/message.h"

namespace dateline {

class Lanes {
 public:
  Lanes(const std::array<unsigned, kLanes>& threads, const std::array<unsigned, kLanes>& waiting);
  ~Lanes();  // waits for what runs; what waits is dropped

  // False when the lane is full.
  bool offer(Lane lane, std::function<void()> work);
  void drop_waiting();                   // what no thread has begun
  std::size_t waiting(Lane lane) const;  // running ones too

 private:
  struct One {
    std::mutex mutex;
    std::condition_variable arrival;
    std::deque<std::function<void()>> queue;
    std::size_t most = 0;
    std::atomic<std::size_t> inside{0};
    bool ending = false;
    std::vector<std::thread> threads;
  };
  static void serve(One& lane);

  std::array<One, kLanes> lanes_;
};

}  // namespace dateline
