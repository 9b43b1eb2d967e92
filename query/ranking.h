// How hits are ordered: score = text + entity + date. Each part comes from its own inputs and all of them are scored inside the match, by what the engine can prune and what
// shards over the network know: so the whole order is exact, however deep, and the same for one database and for many. docs/decisions/ranking.md has the figures.
//
//   text    BM25 (Robertson and Zaragoza 2009) over one field in which title words count kTitleWdf times (schema.h): a BM25F with a fixed title weight
//   entity  how much the article is about whom the query names (entity_part.h)
//   date    how near it comes to the time the query wishes (date_part.h)
#pragma once

#include <xapian.h>

#include <vector>

#include "query/date_part.h"
#include "query/entity_part.h"
#include "query/request.h"

namespace dateline {

// Tuned on the TREC 2002 topics.
inline constexpr double kBm25K1 = 0.9;
inline constexpr double kBm25B = 0.4;

// Weighting and order of equal scores: the same in every database and shard.
void set_ranking(Xapian::Enquire& enquire, Sort sort);

// What a query scores by beside its words.
struct Scoring {
  std::vector<AskedEntity> entities;
  std::vector<DateWish> wishes;
};

// `text` with the parts that are asked for.
Xapian::Query scored_query(const Xapian::Query& text, const Scoring& scoring, const ScoreParts& parts, const Xapian::Database& database);

}  // namespace dateline
