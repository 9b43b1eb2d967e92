// Days in the query language: what date:, after:, since:, before:, about: and around: mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/syntax.h"

namespace dateline {

// Of all days that dates can be of.
inline constexpr CivilDate kFirstDate{1, 1, 1}, kLastDate{9999, 12, 31};

// The day of an instant, in UTC; of the years that dates can have.
DayNumber today_of(std::int64_t now);

// A dates node, or nothing with a notice.
Node date_condition(std::string_view field, std::string_view operand, std::int64_t now, std::vector<std::string>& notices);
// How many days "7d", "2 weeks", "3m" or "1 year" are (a number alone is days; a month 30, a year 365), up to kMostSpanDays; nothing for what is none or 0.
inline constexpr unsigned kMostSpanDays = 3650;
std::optional<unsigned> parse_span(std::string_view text);
// The days as they are written in a query: 2024, 2024-03, 2024-03-14, 2024-03-14..2024-03-20, 2024-03-14.. and ..2024-03-14
std::string date_operand(std::optional<DayNumber> from, std::optional<DayNumber> to);

}  // namespace dateline
