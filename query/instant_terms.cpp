#include "query/instant_terms.h"

#include <algorithm>
#include <string>

#include "common/store/schema.h"
#include "query/date_terms.h"
#include "query/no_match.h"

namespace dateline {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

}  // namespace

DayNumber day_of(std::int64_t instant) {
  // Far beyond any calendar, whatever was asked.
  constexpr std::int64_t kFarthest = std::int64_t{10'000'000} * kDaySeconds;
  const std::int64_t seconds = std::clamp(instant, -kFarthest, kFarthest);
  return static_cast<DayNumber>(seconds / kDaySeconds - (seconds % kDaySeconds < 0));
}

Xapian::Query instants_query(std::optional<std::int64_t> from, std::optional<std::int64_t> to, const Xapian::Database& database) {
  using Xapian::Query;
  const std::string lowest = database.get_value_lower_bound(slot::kDay);
  if (lowest.empty()) return no_match();  // no article has a date
  const DayNumber first_there = day_of_value(lowest), last_there = day_of_value(database.get_value_upper_bound(slot::kDay));
  const std::int64_t begin = from.value_or((std::int64_t{first_there} - 2) * kDaySeconds), end = to.value_or((std::int64_t{last_there} + 3) * kDaySeconds);
  if (begin >= end) return no_match();
  const DayNumber first = std::max(day_of(begin) - 1, first_there), last = std::min(day_of(end - 1) + 1, last_there);
  if (first > last) return no_match();
  const std::vector<std::string> terms = day_range_terms(first, last);
  const Query days(Query::OP_OR, terms.begin(), terms.end());
  if (!from && !to) return days;
  const Query instants(Query::OP_VALUE_RANGE, slot::kNewest, instant_bound(begin), instant_bound(end - 1) + std::string(4, '\xff'));
  return Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_AND, days, instants), 0.0);
}

}  // namespace dateline
