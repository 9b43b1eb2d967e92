#include "query/date_buckets.h"

#include "common/date.h"
#include "common/error.h"
#include "query/instant_terms.h"

namespace dateline {
namespace {

constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;

std::int64_t floor_to(std::int64_t value, std::int64_t unit) { return value - ((value % unit) + unit) % unit; }

std::int64_t first_second(int year, int month) {
  const int months = month - 1, years = year + months / 12;
  return std::int64_t{to_day_number({years, months % 12 + 1, 1})} * kDay;
}

}  // namespace

DateBuckets::DateBuckets(const Aggregation& histogram)
    : calendar_(histogram.calendar), seconds_(histogram.fixed_seconds), shift_(histogram.offset_seconds), zone_(histogram.time_zone) {
  if (!calendar_ && seconds_ <= 0) throw Error(ErrorKind::usage, "date_histogram " + histogram.name + ": an interval is needed, and more than 0 seconds");
  if (calendar_ == CalendarInterval::minute) seconds_ = kMinute;
  if (calendar_ == CalendarInterval::hour) seconds_ = kHour;
}

bool DateBuckets::within_hours() const { return seconds_ > 0 && seconds_ < kDay; }

std::int64_t DateBuckets::start_of(std::int64_t instant) const {
  const std::int64_t at = instant - shift_, offset = zone_.offset_at(at), local = floor_local(at + offset);
  return (within_hours() ? local - offset : zone_.instant_of_local(local)) + shift_;
}

std::int64_t DateBuckets::next(std::int64_t start) const {
  const std::int64_t at = start - shift_;
  if (within_hours()) return at + seconds_ + shift_;
  return zone_.instant_of_local(next_local(floor_local(at + zone_.offset_at(at)))) + shift_;
}

std::int64_t DateBuckets::floor_local(std::int64_t local) const {
  if (seconds_ > 0) return floor_to(local, seconds_);
  const DayNumber day = day_of(local);
  const CivilDate date = to_civil(day);
  switch (*calendar_) {
    case CalendarInterval::week: return std::int64_t{day - ((day + 3) % 7 + 7) % 7} * kDay;  // day 0 was a Thursday
    case CalendarInterval::month: return first_second(date.year, date.month);
    case CalendarInterval::quarter: return first_second(date.year, (date.month - 1) / 3 * 3 + 1);
    case CalendarInterval::year: return first_second(date.year, 1);
    default: return std::int64_t{day} * kDay;
  }
}

std::int64_t DateBuckets::next_local(std::int64_t local) const {
  if (seconds_ > 0) return local + seconds_;
  const CivilDate date = to_civil(day_of(local));
  switch (*calendar_) {
    case CalendarInterval::week: return local + 7 * kDay;
    case CalendarInterval::month: return first_second(date.year, date.month + 1);
    case CalendarInterval::quarter: return first_second(date.year, date.month + 3);
    case CalendarInterval::year: return first_second(date.year + 1, 1);
    default: return local + kDay;
  }
}

}  // namespace dateline
