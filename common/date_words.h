// Dates as people write them, alone or in running text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "common/date.h"

namespace dateline {

// "thu, 14 mar 2024 09:30:00 gmt", "march 14, 2024 5:12 pm edt", "14.03.2024", "3/14/2024": folded text, all of which must be understood. Months in en de fr
// es it nl pt ru.
std::optional<DateTime> parse_written_date(std::string_view folded);

// A date somewhere in a text.
struct WrittenDate {
  std::size_t begin = 0, end = 0;    // in bytes of the text
  DateTime when;                     // 0 for a year or a day that is not written: "March 14", "March 2024"
  std::optional<CivilDate> swapped;  // 3/4/2024 and 3.4.2024: the other reading
  bool open_order = false;           // 3/4/2024: either is usual, `when` has the month first; with points it has the day first
};

// All of them, in order and without overlap, in time linear in the text. Besides the forms of parse_written_date: those that leave a day or a year open, and
// 3/4/2024 and 3/14/24.
std::vector<WrittenDate> find_dates(std::string_view folded);

// The first whole date in a value that is hardly more than one: all of it where it is a date (common/date.h), else the first that is found.
std::optional<WrittenDate> first_date(std::string_view value);

// 1 to 12 for a month's name or usual abbreviation in one of those languages, folded; 0 otherwise.
int month_of(std::string_view folded);

}  // namespace dateline
