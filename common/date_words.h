// Dates as people write them.
#pragma once

#include <optional>
#include <string_view>

#include "common/date.h"

namespace dateline {

// "thu, 14 mar 2024 09:30:00 gmt", "march 14, 2024 5:12 pm edt", "14.03.2024", "3/14/2024": folded text, all of which must be understood. Months in en de fr
// es it nl pt ru.
std::optional<DateTime> parse_written_date(std::string_view folded);

// 1 to 12 for a month's name or usual abbreviation in one of those languages, folded; 0 otherwise.
int month_of(std::string_view folded);

}  // namespace dateline
