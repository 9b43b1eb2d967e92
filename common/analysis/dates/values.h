// TIMEX3 values of durations, sets and times of day.
#pragma once

#include <string>

#include "common/analysis/dates/phrase.h"

namespace dateline {

// "P3D", "PT2H", "PXY", "P2Y6M", "P20Y" for two decades.
std::string duration_value(Grain grain, const TimeAmount& amount);
// "P1D", "XXXX-WXX-1", "XXXX-07", "XXXX-SU".
std::string set_value(const TimePhrase& phrase);
// "T17:00", "TMO"; empty without a time.
std::string time_value(const TimePhrase& phrase);

}  // namespace dateline
