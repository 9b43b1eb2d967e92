#include "query/ranking.h"

#include "common/store/schema.h"

namespace dateline {

using Xapian::Query;

void set_ranking(Xapian::Enquire& enquire, Sort sort) {
  constexpr double kNoK2 = 0, kK3 = 1, kMinNormalisedLength = 0.5;
  enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25K1, kNoK2, kK3, kBm25B, kMinNormalisedLength));
  switch (sort) {
    case Sort::relevance: enquire.set_sort_by_relevance_then_value(slot::kTie, false); break;
    case Sort::newest: enquire.set_sort_by_value(slot::kNewest, true); break;
    case Sort::oldest: enquire.set_sort_by_value(slot::kOldest, true); break;
  }
}

Query scored_query(const Query& text, const Scoring& scoring, const ScoreParts& parts, const Xapian::Database& database) {
  const Query words = parts.text ? text : Query(Query::OP_SCALE_WEIGHT, text, 0.0);
  std::vector<Query> more;
  if (parts.entity)
    for (const AskedEntity& asked : scoring.entities) more.push_back(entity_query(asked));
  if (parts.date) {
    std::vector<Query> dates = date_queries(scoring.wishes, database);
    std::move(dates.begin(), dates.end(), std::back_inserter(more));
  }
  return more.empty() ? words : Query(Query::OP_AND_MAYBE, words, Query(Query::OP_OR, more.begin(), more.end()));
}

}  // namespace dateline
