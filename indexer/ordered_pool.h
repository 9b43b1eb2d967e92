// Work done on many threads, taken back in the order it was handed in: source -> (workers) -> consumer, with at most `depth` pieces
// under way, so that memory is bounded.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace dateline {

template <typename Piece>
class OrderedPool {
 public:
  // `make` runs on one thread and returns pieces until it returns nothing. `work` runs on `workers` threads; each gets the
  // number of its worker, 0-based.
  OrderedPool(std::size_t workers, std::size_t depth, std::function<std::optional<Piece>()> make,
              std::function<void(Piece&, std::size_t)> work)
      : depth_(depth), make_(std::move(make)), work_(std::move(work)) {
    threads_.emplace_back([this] { run_source(); });
    for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this, i] { run_worker(i); });
  }

  ~OrderedPool() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  // The next piece in order, worked on; nothing at the end. Rethrows what `make` or `work` threw.
  std::optional<Piece> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || done_.count(taken_) || (ended_ && taken_ == made_); });
    if (failure_) std::rethrow_exception(failure_);
    const auto found = done_.find(taken_);
    if (found == done_.end()) return {};
    std::optional<Piece> piece(std::move(found->second));
    done_.erase(found);
    ++taken_;
    lock.unlock();
    changed_.notify_all();
    return piece;
  }

 private:
  void run_source() {
    try {
      for (;;) {
        {
          std::unique_lock lock(mutex_);
          changed_.wait(lock, [&] { return closed_ || made_ - taken_ < depth_; });
          if (closed_) return;
        }
        std::optional<Piece> piece = make_();
        const std::lock_guard lock(mutex_);
        if (!piece) {
          ended_ = true;
          changed_.notify_all();
          return;
        }
        waiting_.emplace_back(made_++, std::move(*piece));
        changed_.notify_all();
      }
    } catch (...) {
      fail();
    }
  }

  void run_worker(std::size_t number) {
    try {
      for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return closed_ || !waiting_.empty() || ended_; });
        if (closed_ || waiting_.empty()) return;
        auto [sequence, piece] = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work_(piece, number);
        lock.lock();
        done_.emplace(sequence, std::move(piece));
        lock.unlock();
        changed_.notify_all();
      }
    } catch (...) {
      fail();
    }
  }

  void fail() {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
    closed_ = true;
    changed_.notify_all();
  }

  const std::size_t depth_;
  const std::function<std::optional<Piece>()> make_;
  const std::function<void(Piece&, std::size_t)> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<std::uint64_t, Piece>> waiting_;
  std::map<std::uint64_t, Piece> done_;
  std::uint64_t made_ = 0, taken_ = 0;
  bool ended_ = false, closed_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

}  // namespace dateline
