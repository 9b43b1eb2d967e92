// Hits over time: days counted into buckets.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "common/date.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

// Buckets from the first to the last day with a hit, empty ones included (at most kMaxBuckets: then the unit is widened, and `unit` says to which).
inline constexpr std::size_t kMaxBuckets = 5000;
std::vector<Bucket> make_timeline(const std::map<DayNumber, std::uint64_t>& days, TimelineUnit& unit);

}  // namespace dateline
