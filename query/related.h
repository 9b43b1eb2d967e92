// Background reading: the articles that are about what a given one is about. Its most telling words (telling_words.h) and the entities it is about make a query, in which
// what is common in the database counts little.
//
//   score  = text + entity
//   text   = sum over its words of      weight . sqrt(idf) . BM25(word, hit)                        / own
//   entity = sum over its entities of   3 . salience . idf . salience in the hit        / own
//   own    = both sums, of the article itself
//
// so that a score is a share of what the article is to itself. BM25 has an idf of its own: a word's rarity counts with a power of 1.5, between Xapian's (1) and that of Lucene's
// MoreLikeThis with boosts (2). The salience in the hit is taken as in a search (entity_part.h). Listed is what scores kRelatedFloor and shares at least one word or entity
// that is not common. Every sum is made of statistics of the whole, so that one database and several searched as one give the same.
//
// Figures: docs/decisions/related.md.
#pragma once

#include "common/store/database.h"
#include "common/store/name_table.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

inline constexpr double kRelatedFloor = 0.2;   // the least score
inline constexpr double kStoryFloor = 0.25;    // with RelatedRequest::before_it: the same story

// Fills hits, totals and related_to of `result`; false when no article has the id.
bool find_related(const RelatedRequest& request, Database& database, NameTable& names, Result& result);

}  // namespace dateline
