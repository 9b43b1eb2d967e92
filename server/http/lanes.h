// Threads for requests, some for each lane, with a bound on what waits for them. Clients take turns in a lane, whoever has asked more: one that asks for much waits for itself.
// (Fair queueing, as J. Nagle has it in RFC 970.)
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/http/message.h"

namespace dateline {

class Lanes {
 public:
  Lanes(const std::array<unsigned, kLanes>& threads, const std::array<unsigned, kLanes>& waiting);
  ~Lanes();  // waits for what runs; what waits is dropped

  // Called once: with true on a thread of the lane, or with false when it is refused, by the thread that offers something.
  using Work = std::function<void(bool taken)>;
  // Where the lane is full, work is refused: the last of the client that has most of it waiting, which may be this.
  void offer(Lane lane, const std::string& client, Work work);
  void drop_waiting();                   // what no thread has begun
  std::size_t waiting(Lane lane) const;  // running ones too

 private:
  struct One {
    std::mutex mutex;
    std::condition_variable arrival;
    std::map<std::string, std::deque<Work>> queues;  // what waits, by client; none is empty
    std::deque<std::string> turns;                   // the clients of `queues`, who is next first
    std::size_t most = 0;
    std::atomic<std::size_t> inside{0};
    bool ending = false;
    std::vector<std::thread> threads;
  };
  static void serve(One& lane);
  static Work take_next(One& lane);
  static Work take_last(One& lane, const std::string& client);

  std::array<One, kLanes> lanes_;
};

}  // namespace dateline
