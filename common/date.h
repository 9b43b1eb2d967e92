// Publication dates: reading the ways they are written, and the calendar arithmetic the store and the queries need.
// Proleptic Gregorian calendar; years 1 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// A day, as a count of days since 1970-01-01.
using DayNumber = std::int32_t;

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

DayNumber to_day_number(CivilDate date);
CivilDate to_civil(DayNumber day);
int days_in_month(int year, int month);
bool is_valid(CivilDate date);
// Year, month and day are all given (0: not).
constexpr bool is_whole(CivilDate date) { return date.year && date.month && date.day; }

inline constexpr int kMostOffsetMinutes = 14 * 60;  // of any time zone

// A date as written, perhaps with a time of day and an offset from UTC.
struct DateTime {
  CivilDate date;                              // as written, in its own zone
  std::optional<int> seconds;                  // of the day, 0 to 86,399 (a leap second reads as 86,399)
  std::optional<int> offset_minutes;           // east of UTC; absent: none written, read as UTC
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

// Seconds since 1970-01-01T00:00:00Z. A date without a time stands for its first second, UTC.
std::int64_t to_instant(const DateTime& when);
// RFC 3339: "2024-03-14", "2024-03-14T09:30:00Z", "2024-03-14T09:30:00-05:00"; a time without offset is written as Z.
std::string to_rfc3339(const DateTime& when);
std::string to_rfc3339(CivilDate date);

// Reads one date in any usual machine or human form, the whole of `text`: RFC 3339 and its ISO 8601 kin (space for T, basic
// form, fraction of a second), RFC 2822, epoch seconds or milliseconds (10 or 13 digits), "March 14, 2024", "14 March 2024",
// "Thu Mar 14 2024 5:12 PM EDT", "2024/03/14", "14.03.2024", and d/m/y or m/d/y where only one of them is a date. Month names in en de fr es it nl pt
// ru. Nothing when it cannot be read or is ambiguous.
std::optional<DateTime> parse_date(std::string_view text);

// Strict RFC 3339 date or date-time, as stored articles have it.
std::optional<DateTime> parse_rfc3339(std::string_view text);

}  // namespace dateline
