// A structured question and its answer, as plain values: no Xapian, no JSON. StructuredSearcher (structured_searcher.h) answers it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/aggregation.h"
#include "query/clause.h"
#include "query/request.h"
#include "query/result.h"
#include "query/snapshot_mark.h"
#include "query/sort_key.h"
#include "query/structured_hit.h"

namespace dateline {

// exp, gauss and linear decay of ES: 1 within `offset` of `origin`, `decay` at offset + scale. Instants and seconds.
struct Decay {
  enum class Shape { gauss, exp, linear } shape = Shape::gauss;
  std::int64_t origin = 0;
  double scale = 86400, offset = 0;     // scale > 0
  double decay = 0.5;                   // between 0 and 1
};

struct FieldFactor {
  enum class Modifier { none, log, log1p, log2p, ln, ln1p, ln2p, square, sqrt, reciprocal } modifier = Modifier::none;
  std::string field;                    // length, published (milliseconds since 1970, as ES has dates)
  double factor = 1;
  std::optional<double> missing;        // of articles without it; none: Error{usage}, as in ES
};

// Of the three what is there multiplies; a function with none of them is 1.
struct ScoreFunction {
  std::optional<Clause> filter;         // it counts only for articles that match
  std::optional<double> weight;
  std::optional<Decay> decay;           // articles without a date: 1
  std::optional<FieldFactor> factor;
};

struct FunctionScore {
  enum class Mode { multiply, sum, avg, first, max, min } mode = Mode::multiply;           // avg: weighted
  enum class Boost { multiply, replace, sum, avg, max, min } boost = Boost::multiply;      // with the query's score
  std::vector<ScoreFunction> functions; // an article that none counts for: 1
  std::optional<double> max_boost;      // of what the functions come to
};

struct StructuredRequest {
  Clause query;
  std::optional<Clause> post_filter;    // narrows hits and total, not aggregations
  std::optional<FunctionScore> function_score;
  std::optional<double> min_score;      // articles below it do not match
  ScoreParts parts{true, false, false}; // entity and date parts as Searcher has them, of clauses of the query language
  std::vector<SortKey> sort;            // empty: by score, best first
  std::size_t from = 0, size = 10;
  std::vector<SortValue> search_after;  // one a sort key, and perhaps the tie; from must be 0
  std::string collapse;                 // a keyword field, or "family" (of near-duplicates); one hit a value. Those without a value are one each, unlike ES (one for all). Empty: no
  LoadRequest load;
  std::optional<std::uint64_t> count_up_to;  // totals: absent exact; 0 not counted; else exact up to so many
  std::vector<Aggregation> aggregations;
  std::vector<std::string> stem_languages;   // as Request
  std::int64_t now = 0;                 // for the query language
  std::optional<int> timezone_minutes;  // of days in the query language
  bool strict = false;                  // as Request; and names or times in the text, asked of databases that know none, are an Error{usage} rather than a warning
  std::optional<SnapshotMark> until;    // of rows: nothing that came later. Of the same generations
};

struct StructuredResult {
  Total total;                          // articles, after post_filter and min_score, not collapsed
  bool counted = true;                  // false: count_up_to was 0
  std::optional<double> max_score;      // none when nothing was scored or found
  std::vector<StructuredHit> hits;
  std::vector<AggregationResult> aggregations;
  std::vector<std::string> warnings;
  double took_ms = 0;
};

// All matches of one snapshot in their order, for reading page by page: 8 bytes each, and 8 for each sort key but the score. Says nothing of what was committed later, but for what load() finds
// gone. Good for as long as no other generation is live (compact, upgrade).
struct Rows {
  struct Row {
    std::uint32_t article = 0;
    float score = 0;
  };
  // Of one sort key: numbers, or places in `words`; kNone for none.
  struct Column {
    std::vector<std::int64_t> numbers;
    std::vector<std::string> words;
  };
  static constexpr std::int64_t kNone = INT64_MIN;

  std::vector<std::string> generations;  // of each database
  std::vector<SortKey> sort;
  std::vector<Row> rows;
  std::vector<Column> columns;          // one a sort key; empty for the score
  std::optional<double> max_score;
  std::vector<std::string> warnings;
  std::vector<AggregationResult> aggregations;
};

}  // namespace dateline
