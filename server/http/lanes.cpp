#include "server/http/lanes.h"

#include <algorithm>

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
    lane.queues.clear();
    lane.turns.clear();
    lane.arrival.notify_all();
  }
  for (One& lane : lanes_)
    for (std::thread& thread : lane.threads) thread.join();
}

void Lanes::offer(Lane which, const std::string& client, Work work) {
  One& lane = lanes_[static_cast<std::size_t>(which)];
  Work refused;
  {
    const std::lock_guard lock(lane.mutex);
    std::deque<Work>& queue = lane.queues[client];
    if (queue.empty()) lane.turns.push_back(client);
    queue.push_back(std::move(work));
    lane.arrival.notify_one();
    if (lane.inside < lane.most) {
      ++lane.inside;
      return;
    }
    const auto longest = std::max_element(lane.queues.begin(), lane.queues.end(), [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    refused = take_last(lane, longest->second.size() > queue.size() ? longest->first : client);
  }
  refused(false);
}

// Of the client whose turn it is. The lane is locked, and something waits.
Lanes::Work Lanes::take_next(One& lane) {
  const std::string client = std::move(lane.turns.front());
  lane.turns.pop_front();
  const auto queue = lane.queues.find(client);
  Work work = std::move(queue->second.front());
  queue->second.pop_front();
  if (queue->second.empty())
    lane.queues.erase(queue);
  else
    lane.turns.push_back(client);
  return work;
}

Lanes::Work Lanes::take_last(One& lane, const std::string& client) {
  const auto queue = lane.queues.find(client);
  Work work = std::move(queue->second.back());
  queue->second.pop_back();
  if (queue->second.empty()) {
    lane.turns.erase(std::find(lane.turns.begin(), lane.turns.end(), client));
    lane.queues.erase(queue);
  }
  return work;
}

void Lanes::drop_waiting() {
  for (One& lane : lanes_) {
    std::map<std::string, std::deque<Work>> dropped;
    const std::lock_guard lock(lane.mutex);
    dropped.swap(lane.queues);
    lane.turns.clear();
    for (const auto& [client, queue] : dropped) lane.inside -= queue.size();
  }
}

std::size_t Lanes::waiting(Lane lane) const { return lanes_[static_cast<std::size_t>(lane)].inside; }

void Lanes::serve(One& lane) {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(lane.mutex);
      lane.arrival.wait(lock, [&] { return lane.ending || !lane.turns.empty(); });
      if (lane.ending) return;
      work = take_next(lane);
    }
    work(true);
    work = {};
    --lane.inside;
  }
}

}  // namespace dateline
