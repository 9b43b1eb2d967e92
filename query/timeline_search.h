// Hits over time, against how much was published, with the peaks named.
#pragma once

#include <xapian.h>

#include "common/store/database.h"
#include "query/query_builder.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

inline constexpr std::size_t kMostPeaks = 5;

// Days of the hits (a spy on slot::kDay that saw all of them) as result.timeline, timeline_unit and undated, with a warning where `unit` is widened.
void add_timeline(TimelineUnit unit, const Xapian::ValueCountMatchSpy& days, Result& result);

// The same of the hits of `query`, of which result.total says about how many there are: of many a sample is counted, and each of it stands for several. Corrects total: to how many there are where all were counted, else, unless that is known, to what the sample says.
void add_sampled_timeline(TimelineUnit unit, Xapian::Query query, Database& database, Result& result);

// Fills total, timeline (Bucket::articles too), timeline_unit, undated and peaks of what matches the query; `ranked` is it with all
// parts of the score, for the headlines. `unit` none: by `choice`.
// The volume comes from the day terms' frequencies (schema.h), not from another match.
void search_timeline(const BuiltQuery& built, const Xapian::Query& ranked, std::optional<TimelineUnit> unit, const TimelineChoice& choice, Database& database, Result& result);

}  // namespace dateline
