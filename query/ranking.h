// How hits are ordered.
#pragma once

#include <xapian.h>

#include "query/request.h"

namespace dateline {

// BM25 (Robertson and Zaragoza 2009) over one field in which title words count kTitleWdf times (schema.h): a BM25F with a fixed title
// weight. Values tuned on the TREC 2002 topics; docs/decisions/ranking.md has the table.
inline constexpr double kBm25K1 = 0.9;
inline constexpr double kBm25B = 0.4;

// Weighting and order of equal scores: the same in every database and shard.
void set_ranking(Xapian::Enquire& enquire, Sort sort);

}  // namespace dateline
