#include "server/http/lanes.h"

namespace dateline {

Lanes::Lanes(const std::array<unsigned, kLanes>& threads, const std::array<unsigned, kLanes>& waiting) {
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    lanes_[i].most = threads[i] + waiting[i];
    for (unsigned n = 0; n < threads[i]; ++n) lanes_[i].threads.emplace_back(serve, std::ref(lanes_[i]));
  }
}

Lanes::~Lanes() {
  for (One& lane : lanes_) {
    const std::lock_guard lock(lane.mutex);
    lane.ending = true;
    lane.queue.clear();
    lane.arrival.notify_all();
  }
  for (One& lane : lanes_)
    for (std::thread& thread : lane.threads) thread.join();
}

bool Lanes::offer(Lane which, std::function<void()> work) {
  One& lane = lanes_[static_cast<std::size_t>(which)];
  const std::lock_guard lock(lane.mutex);
  if (lane.inside >= lane.most) return false;
  ++lane.inside;
  lane.queue.push_back(std::move(work));
  lane.arrival.notify_one();
  return true;
}

void Lanes::drop_waiting() {
  for (One& lane : lanes_) {
    std::deque<std::function<void()>> dropped;
    const std::lock_guard lock(lane.mutex);
    dropped.swap(lane.queue);
    lane.inside -= dropped.size();
  }
}

std::size_t Lanes::waiting(Lane lane) const { return lanes_[static_cast<std::size_t>(lane)].inside; }

void Lanes::serve(One& lane) {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(lane.mutex);
      lane.arrival.wait(lock, [&] { return lane.ending || !lane.queue.empty(); });
      if (lane.ending) return;
      work = std::move(lane.queue.front());
      lane.queue.pop_front();
    }
    work();
    --lane.inside;
  }
}

}  // namespace dateline
