// Where a time axis is marked, and with what.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/date.h"
#include "query/request.h"

namespace dateline {

struct Tick {
  DayNumber day;       // the first of the period it names
  std::string label;   // 2024, 2024-03, 2024-03-14
};

struct Ticks {
  std::vector<Tick> ticks;
  bool each = false;   // one a period of the unit counted by
};

// Marks in [first, last] at days, Mondays, months, quarters, half years, years or round numbers of years: the closest that leave a label the room it needs, none closer than
// `unit`. `columns`: characters of a label that fit side by side on the whole axis. None when not even one label fits in.
Ticks time_ticks(DayNumber first, DayNumber last, TimelineUnit unit, std::size_t columns);

}  // namespace dateline
