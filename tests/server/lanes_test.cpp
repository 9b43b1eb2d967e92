#include "server/http/lanes.h"

#include <catch2/catch.hpp>
#include <future>

namespace dateline {
namespace {

constexpr std::array<unsigned, kLanes> kOneThread{0, 1, 0, 0, 0};

// What was done, in its order. Its first work holds the lane's only thread until open() is called.
class Held {
 public:
  explicit Held(unsigned waiting) : lanes_(kOneThread, {0, waiting, 0, 0, 0}) {
    std::promise<void> begun;
    lanes_.offer(Lane::read, "holder", [&, gate = gate_.get_future().share()](bool) {
      begun.set_value();
      gate.wait();
    });
    begun.get_future().wait();
  }

  void offer(const std::string& client, const std::string& name) {
    lanes_.offer(Lane::read, client, [this, name](bool taken) {
      const std::lock_guard lock(mutex_);
      done_ += (taken ? "" : "-") + name + " ";
      if (taken && ++ran_ == wanted_) all_.set_value();
    });
  }

  // When so many have run.
  std::string open(int wanted) {
    wanted_ = wanted;
    gate_.set_value();
    all_.get_future().wait();
    const std::lock_guard lock(mutex_);
    return done_;
  }

 private:
  std::mutex mutex_;
  std::string done_;
  int ran_ = 0, wanted_ = 0;
  std::promise<void> gate_, all_;
  Lanes lanes_;  // ends first
};

}  // namespace

TEST_CASE("clients take turns, whoever has asked more") {
  Held lane(10);
  for (const char* name : {"a1", "a2", "a3"}) lane.offer("a", name);
  lane.offer("b", "b1");
  lane.offer("c", "c1");
  lane.offer("b", "b2");
  CHECK(lane.open(6) == "a1 b1 c1 a2 b2 a3 ");
}

TEST_CASE("a full lane refuses the client that has most of it, and not who comes last") {
  Held lane(3);
  for (const char* name : {"a1", "a2", "a3"}) lane.offer("a", name);
  lane.offer("b", "b1");
  lane.offer("a", "a4");
  CHECK(lane.open(3) == "-a3 -a4 a1 b1 a2 ");
}

TEST_CASE("one client alone may fill a lane, and is refused beyond") {
  Held lane(2);
  for (const char* name : {"a1", "a2", "a3"}) lane.offer("a", name);
  CHECK(lane.open(2) == "-a3 a1 a2 ");
}

}  // namespace dateline
