// Counts matches by aggregations (aggregation.h), from columns: no article is read but those of top_hits and the names of entities.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/aggregation.h"
#include "query/clause_builder.h"
#include "query/match_list.h"
#include "query/search_session.h"

namespace dateline {

// Whether any of them looks at scores.
bool need_scores(const std::vector<Aggregation>& aggregations);

// Over `matches`, in the order of `wishes`. `asked`: what they matched; `until`: what may be counted beyond them (global). Error{usage} names the aggregation that cannot be answered.
std::vector<AggregationResult> aggregate(const std::vector<Aggregation>& wishes, const Matches& matches, const BuiltClause& asked, const ClauseOptions& options,
                                         const std::optional<SnapshotMark>& until, SearchSession& session);

}  // namespace dateline
