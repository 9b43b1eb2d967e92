#include "query/timeline.h"

#include <cstdio>

namespace dateline {
namespace {

// First day of the unit that holds `day`. Weeks begin on Monday (ISO 8601).
DayNumber floor_to(DayNumber day, TimelineUnit unit) {
  const CivilDate date = to_civil(day);
  switch (unit) {
    case TimelineUnit::day: return day;
    case TimelineUnit::week: return day - ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
    case TimelineUnit::month: return to_day_number({date.year, date.month, 1});
    case TimelineUnit::year: return to_day_number({date.year, 1, 1});
  }
  return day;
}

DayNumber next_start(DayNumber start, TimelineUnit unit) {
  const CivilDate date = to_civil(start);
  switch (unit) {
    case TimelineUnit::day: return start + 1;
    case TimelineUnit::week: return start + 7;
    case TimelineUnit::month: return start + days_in_month(date.year, date.month);
    case TimelineUnit::year: return to_day_number({date.year + 1, 1, 1});
  }
  return start + 1;
}

std::string key_of(DayNumber start, TimelineUnit unit) {
  const std::string day = to_rfc3339(to_civil(start));
  switch (unit) {
    case TimelineUnit::day: return day;
    case TimelineUnit::week: {
      // The year of an ISO week is that of its Thursday.
      const CivilDate thursday = to_civil(start + 3);
      const int week = (start + 3 - to_day_number({thursday.year, 1, 1})) / 7 + 1;
      char text[32];
      std::snprintf(text, sizeof text, "%04d-W%02d", thursday.year, week);
      return text;
    }
    case TimelineUnit::month: return day.substr(0, 7);
    case TimelineUnit::year: return day.substr(0, 4);
  }
  return day;
}

std::size_t days_in(TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::day: return 1;
    case TimelineUnit::week: return 7;
    case TimelineUnit::month: return 28;
    case TimelineUnit::year: return 365;
  }
  return 1;
}

}  // namespace

std::vector<Bucket> make_timeline(const std::map<DayNumber, std::uint64_t>& days, TimelineUnit& unit) {
  std::vector<Bucket> buckets;
  if (days.empty()) return buckets;
  const DayNumber first = days.begin()->first, last = days.rbegin()->first;
  while (unit != TimelineUnit::year && static_cast<std::size_t>(last - first) / days_in(unit) >= kMaxBuckets)
    unit = unit == TimelineUnit::day ? TimelineUnit::week : unit == TimelineUnit::week ? TimelineUnit::month : TimelineUnit::year;
  auto day = days.begin();
  for (DayNumber start = floor_to(first, unit); start <= last;) {
    const DayNumber next = next_start(start, unit);
    Bucket bucket{key_of(start, unit), to_rfc3339(to_civil(start)), 0, 0};
    for (; day != days.end() && day->first < next; ++day) bucket.count += day->second;
    buckets.push_back(std::move(bucket));
    start = next;
  }
  return buckets;
}

TimelineUnit fitting_unit(DayNumber first, DayNumber last, const TimelineChoice& choice) {
  for (const TimelineUnit unit : choice.units) {
    std::size_t periods = 1;
    for (DayNumber start = floor_to(first, unit); next_start(start, unit) <= last && periods <= choice.most_periods; start = next_start(start, unit)) ++periods;
    if (periods <= choice.most_periods) return unit;
  }
  return choice.units.back();
}

DayNumber first_day(const Bucket& bucket) { return to_day_number(parse_rfc3339(bucket.from).value_or(DateTime()).date); }

DayNumber last_day(const Bucket& bucket, TimelineUnit unit) { return next_start(first_day(bucket), unit) - 1; }

void add_volume(const std::map<DayNumber, std::uint64_t>& articles, TimelineUnit unit, std::vector<Bucket>& buckets) {
  for (Bucket& bucket : buckets) {
    bucket.articles = 0;
    const auto end = articles.upper_bound(last_day(bucket, unit));
    for (auto day = articles.lower_bound(first_day(bucket)); day != end; ++day) bucket.articles += day->second;
  }
}

}  // namespace dateline
