// How long a question may look for matches. Xapian's own limit ends the counting of matches, not the matching, which with hundreds of phrases takes minutes.
#pragma once

#include <xapian.h>

#include <chrono>
#include <memory>
#include <optional>

namespace dateline {

// Of one searcher: its queries look at it while they match. Not thread-safe.
class TimeLimit {
 public:
  using Clock = std::chrono::steady_clock;

  void start(Clock::duration patience) {
    end_ = Clock::now() + patience;
    looked_ = 0;
  }
  void stop() { end_.reset(); }
  void check() const;  // Error{usage} when the time is over
  // The same, every so many calls: for each article that is come upon.
  void look() const {
    if (looked_++ % kArticlesBetween == 0) check();
  }

 private:
  static constexpr unsigned kArticlesBetween = 256;
  std::optional<Clock::time_point> end_;
  mutable unsigned looked_ = 0;
};

// Matches and scores as `query` does, but looks at the clock with every so many articles that it comes upon; a phrase with those that have all of its words. Without a limit the
// query itself. Not for remote shards, which do not know what it is made of.
Xapian::Query in_time(const Xapian::Query& query, const std::shared_ptr<const TimeLimit>& limit);

}  // namespace dateline
