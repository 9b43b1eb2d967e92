#include "query/present/time_axis.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

constexpr std::size_t kBetweenLabels = 2;  // characters

struct Step {
  TimelineUnit unit;
  int every;
};
constexpr std::array<Step, 15> kSteps{{{TimelineUnit::day, 1},    {TimelineUnit::week, 1},   {TimelineUnit::month, 1},  {TimelineUnit::month, 3},  {TimelineUnit::month, 6},
                                       {TimelineUnit::year, 1},   {TimelineUnit::year, 2},   {TimelineUnit::year, 5},   {TimelineUnit::year, 10},  {TimelineUnit::year, 20},
                                       {TimelineUnit::year, 50},  {TimelineUnit::year, 100}, {TimelineUnit::year, 200}, {TimelineUnit::year, 500}, {TimelineUnit::year, 1000}}};

bool is_marked(DayNumber day, const Step& step) {
  const CivilDate date = to_civil(day);
  switch (step.unit) {
    case TimelineUnit::day: return true;
    case TimelineUnit::week: return ((day + 3) % 7 + 7) % 7 == 0;  // 1970-01-01 was a Thursday
    case TimelineUnit::month: return date.day == 1 && (date.month - 1) % step.every == 0;
    case TimelineUnit::year: return date.day == 1 && date.month == 1 && date.year % step.every == 0;
  }
  return false;
}

std::size_t label_length(TimelineUnit unit) { return unit == TimelineUnit::year ? 4 : unit == TimelineUnit::month ? 7 : 10; }

}  // namespace

Ticks time_ticks(DayNumber first, DayNumber last, TimelineUnit unit, std::size_t columns) {
  for (const Step& step : kSteps) {
    if (step.unit < unit) continue;
    const std::size_t length = label_length(step.unit), most = columns / (length + kBetweenLabels);
    Ticks found;
    found.each = step.unit == unit && step.every == 1;
    for (DayNumber day = first; day <= last && found.ticks.size() <= most; ++day)
      if (is_marked(day, step)) found.ticks.push_back({day, to_rfc3339(to_civil(day)).substr(0, length)});
    if (!found.ticks.empty() && found.ticks.size() <= most) return found;
  }
  return {};
}

}  // namespace dateline
