// An expression of time in an article's text (TIMEX3, ISO-TimeML), with its value resolved against the day of publication.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/date.h"

namespace dateline {

enum class TimexType : std::uint8_t { date, time, duration, set };

struct DateExpression {
  std::uint32_t begin, end;        // bytes in the text, end exclusive
  TimexType type;
  std::string value;               // TIMEX3: "2024-03-11", "2023-Q4", "P3M", "PRESENT_REF"; empty when it cannot be resolved
  std::string mod;                 // START, MID, END, APPROX, BEFORE, AFTER, ...; mostly empty
  std::optional<DayNumber> from, to;  // days it covers, both inclusive; none for durations, sets, and what is not resolved
};

}  // namespace dateline
