// Periods of a date_histogram: which one an instant is in, and where the next begins.
#pragma once

#include <cstdint>
#include <optional>

#include "query/aggregation.h"
#include "query/time_zone.h"

namespace dateline {

class DateBuckets {
 public:
  // Error{usage} when the aggregation names no interval, or an unknown zone.
  explicit DateBuckets(const Aggregation& histogram);

  // The first second of its period. Weeks begin on Monday.
  std::int64_t start_of(std::int64_t instant) const;
  std::int64_t next(std::int64_t start) const;

 private:
  std::int64_t floor_local(std::int64_t local) const;
  std::int64_t next_local(std::int64_t local) const;
  bool within_hours() const;  // shorter than a day: an hour that comes twice is two

  std::optional<CalendarInterval> calendar_;
  std::int64_t seconds_ = 0;
  std::int64_t shift_ = 0;
  TimeZone zone_;
};

}  // namespace dateline
