// Days as terms: a range is a few years, months and days.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "common/date.h"
#include "query/syntax.h"

namespace dateline {

// The fewest year, month and day terms that together are the days [from, to].
std::vector<std::string> day_range_terms(DayNumber from, DayNumber to);

// A filter (weight 0) for NodeKind::dates. With a time zone, by UTC instant instead of by the day as written.
Xapian::Query dates_query(const Node& node, const Xapian::Database& database, std::optional<int> timezone_minutes);

// The XT terms of the days, months or years that [from, to] touches: days for a month or two, months for a few years, years beyond.
std::vector<std::string> spoken_of_units(DayNumber from, DayNumber to);

// Articles whose text speaks of a time in these days: of a year for whole years, of a month within one, of a day else.
Xapian::Query spoken_of_query(const Node& node, const Xapian::Database& database);

}  // namespace dateline
