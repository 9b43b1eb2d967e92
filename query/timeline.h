// Hits over time: days counted into buckets. Plain arithmetic; timeline_search.h asks the database.
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

// The first of the choice's units that makes few enough periods of [first, last].
TimelineUnit fitting_unit(DayNumber first, DayNumber last, const TimelineChoice& choice);

DayNumber first_day(const Bucket& bucket);
DayNumber last_day(const Bucket& bucket, TimelineUnit unit);

// Fills Bucket::articles from the articles of each day.
void add_volume(const std::map<DayNumber, std::uint64_t>& articles, TimelineUnit unit, std::vector<Bucket>& buckets);

}  // namespace dateline
