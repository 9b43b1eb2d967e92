// Holidays that have a name in the news and a day that can be computed.
#pragma once

#include <cstddef>
#include <optional>

#include "common/analysis/dates/lexer.h"
#include "common/date.h"

namespace dateline {

struct HolidayMatch {
  int holiday;      // index
  std::size_t end;  // token behind the name
};
// The longest name that begins at this token.
std::optional<HolidayMatch> match_holiday(const DateTokens& tokens, std::size_t at);
std::optional<DayNumber> holiday_in(int holiday, int year);

}  // namespace dateline
