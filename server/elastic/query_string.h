// The query_string language of Elasticsearch (Lucene's classic query syntax) as clauses:
//
//   words "a phrase"~2 title:word published:[2024-01-01 TO now} published:>=2024-03 ukrain* te?t (a OR b)^2 +must -not AND OR NOT && || ! _exists_:authors *:* \(escaped\)
//
// As in Lucene, AND makes the clauses beside it required, OR joins nothing: precedence is by position, so "a AND b OR c" is +a +b c. Words side by side are one text,
// matched within each field. Fuzzy words (word~) and /regular expressions/ are ElasticErrors 400 that name them; so is what cannot be read.
#pragma once

#include <string_view>
#include <vector>

#include "server/elastic/multi_match.h"

namespace dateline {

struct QueryStringOptions {
  std::vector<BoostedField> fields;    // of words that name none
  bool all = false;                    // default_operator AND
  MultiMatch how;                      // of such words; its lenient and dates hold for all fields
  unsigned phrase_slop = 0;
  bool leading_wildcard = true;        // allowed
  std::vector<LeastRule> least;        // minimum_should_match
};

inline constexpr std::size_t kMostQueryStringBytes = 32 * 1024;
inline constexpr int kDeepestBrackets = 30;

Clause query_string_clause(std::string_view text, const QueryStringOptions& options);

}  // namespace dateline
