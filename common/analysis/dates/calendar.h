// The units of the calendar as intervals of days, and their names in TIMEX3 (ISO 8601 with the additions of ISO-TimeML).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/date.h"

namespace dateline {

enum class Grain : std::uint8_t { second, minute, hour, day, week, weekend, month, quarter, half, season, year, decade, century, millennium };

struct UnitDays {
  DayNumber from, to;  // both inclusive
};

// 1 Monday to 7 Sunday.
int weekday_of_day(DayNumber day);

// First day of the unit `day` lies in. Weeks begin on Monday; a weekend is that of the week; a season begins on the first of March, June, September and December,
// and winter has the year of its December. Grains below the day are days.
DayNumber unit_begin(Grain grain, DayNumber day);
// The unit that begins on `begin`, or one `count` units later. Nothing outside the years 1 to 9999.
std::optional<UnitDays> unit_span(Grain grain, DayNumber begin);
std::optional<DayNumber> shifted(Grain grain, DayNumber begin, std::int64_t count);
// The day as many units later; the last day of a shorter month.
std::optional<DayNumber> same_day_later(Grain grain, DayNumber day, std::int64_t count);

// "2024-03-11", "2024-W11", "2024-W11-WE", "2024-03", "2024-Q1", "2024-H1", "2024-SP", "2024", "202", "20".
std::string unit_value(Grain grain, DayNumber begin);

// Western Easter Sunday (Meeus, Jones, Butcher: Astronomical Algorithms, chapter 8).
DayNumber easter_sunday(int year);
// The `n`th `weekday` of the month, from its end for a negative `n`.
DayNumber nth_weekday(int year, int month, int weekday, int n);

}  // namespace dateline
