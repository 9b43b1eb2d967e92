#include "query/date_terms.h"

#include <algorithm>

#include "common/store/schema.h"
#include "query/no_match.h"

namespace dateline {

std::vector<std::string> day_range_terms(DayNumber from, DayNumber to) {
  std::vector<std::string> terms;
  while (from <= to) {
    const CivilDate date = to_civil(from);
    const DayNumber year_end = to_day_number({date.year, 12, 31});
    const DayNumber month_end = to_day_number({date.year, date.month, days_in_month(date.year, date.month)});
    if (date.month == 1 && date.day == 1 && year_end <= to) {
      terms.push_back(year_term(date.year));
      from = year_end + 1;
    } else if (date.day == 1 && month_end <= to) {
      terms.push_back(month_term(date.year, date.month));
      from = month_end + 1;
    } else {
      terms.push_back(day_term(date));
      ++from;
    }
  }
  return terms;
}

Xapian::Query dates_query(const Node& node, const Xapian::Database& database, std::optional<int> timezone_minutes) {
  using Xapian::Query;
  const std::string lowest = database.get_value_lower_bound(slot::kDay);
  if (lowest.empty()) return no_match();  // no article has a date
  // Open ends reach as far as there are articles; a day more, for what a time zone moves.
  const DayNumber first = std::max(node.from.value_or(INT32_MIN), day_of_value(lowest) - 1);
  const DayNumber last = std::min(node.to.value_or(INT32_MAX), day_of_value(database.get_value_upper_bound(slot::kDay)) + 1);
  if (first > last) return no_match();
  const std::vector<std::string> terms = day_range_terms(first, last);
  const Query days(Query::OP_OR, terms.begin(), terms.end());
  if (timezone_minutes) {
    constexpr std::int64_t kDaySeconds = 86400;
    const std::int64_t shift = std::int64_t{*timezone_minutes} * 60;
    const std::string low = instant_bound(first * kDaySeconds - shift);
    const std::string high = instant_bound((std::int64_t{last} + 1) * kDaySeconds - shift - 1) + std::string(4, '\xff');
    const Query day_only{std::string(prefix::kDayOnly)};
    const Query timed(Query::OP_AND_NOT, Query(Query::OP_VALUE_RANGE, slot::kNewest, low, high), day_only);
    return Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, timed, Query(Query::OP_FILTER, days, day_only)), 0.0);
  }
  return Query(Query::OP_SCALE_WEIGHT, days, 0.0);
}

std::vector<std::string> spoken_of_units(DayNumber from, DayNumber to) {
  constexpr DayNumber kByDay = 62, kByMonth = 5 * 366;
  const std::string start(prefix::kSpokenOf);
  std::vector<std::string> units;
  for (DayNumber day = from; day <= to; ++day) {
    const CivilDate date = to_civil(day);
    if (to - from < kByDay) {
      units.push_back(start + day_term(date));
    } else if (to - from < kByMonth) {
      units.push_back(start + month_term(date.year, date.month));
      day = to_day_number({date.year, date.month, days_in_month(date.year, date.month)});
    } else {
      units.push_back(start + year_term(date.year));
      day = to_day_number({date.year, 12, 31});
    }
  }
  return units;
}

Xapian::Query spoken_of_query(const Node& node, const Xapian::Database& database) {
  using Xapian::Query;
  // Open ends reach as far as there are years spoken of.
  const std::string start(prefix::kSpokenOf), years = start + std::string(prefix::kYear);
  std::string first_year, last_year;
  for (auto term = database.allterms_begin(years); term != database.allterms_end(years); ++term) {
    last_year = (*term).substr(years.size());
    if (first_year.empty()) first_year = last_year;
  }
  if (first_year.empty()) return no_match();
  const DayNumber first = std::max(node.from.value_or(INT32_MIN), to_day_number({std::stoi(first_year), 1, 1}));
  const DayNumber last = std::min(node.to.value_or(INT32_MAX), to_day_number({std::stoi(last_year), 12, 31}));
  if (first > last) return no_match();
  std::vector<std::string> terms;
  for (const std::string& term : day_range_terms(first, last)) terms.push_back(start + term);
  return Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, terms.begin(), terms.end()), 0.0);
}

}  // namespace dateline
