// What is to be counted over the articles that match, and what came out: plain values. Everything is counted over all of them, never over a sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/clause.h"
#include "query/sort_key.h"
#include "query/structured_hit.h"

namespace dateline {

enum class AggregationKind {
  // Buckets: aggregations may stand below them.
  date_histogram, date_range, range, terms, filter, filters, missing, global,
  // One number or a few.
  cardinality, min, max, avg, sum, stats, value_count,
  top_hits,
};

enum class CalendarInterval { minute, hour, day, week, month, quarter, year };

// Of published: seconds since 1970, UTC; of length: words. [from, to).
struct AggregationRange {
  std::string key;                  // empty: the reader of the result makes one
  std::optional<double> from, to;
};

// Orders buckets of terms: by count, by key, or by a number of a sub-aggregation.
struct BucketOrder {
  enum class By { count, key, metric } by = By::count;
  std::string metric;               // name of an aggregation right below; "name.min" for one number of stats
  bool ascending = false;
};

struct Aggregation {
  std::string name;
  AggregationKind kind = AggregationKind::terms;
  // date_histogram, date_range, range, min to value_count: "published" or "length" (min to value_count: also "score"). terms, cardinality, missing, value_count: a keyword field (clause.h);
  // missing, cardinality: also "published".
  std::string field;

  // date_histogram
  std::optional<CalendarInterval> calendar;  // or
  std::int64_t fixed_seconds = 0;
  std::string time_zone;            // "+01:00" or a name of the IANA database; empty: UTC
  std::int64_t offset_seconds = 0;
  std::optional<std::pair<std::int64_t, std::int64_t>> extended_bounds, hard_bounds;  // seconds since 1970, both inclusive
  bool ascending = true;            // by key
  // date_histogram and terms. A histogram with 0 has no gaps from first to last.
  std::optional<std::uint64_t> min_count;  // absent: 0 of a histogram, 1 of terms (with 0 those of no matching article are told as well)

  // date_range, range
  std::vector<AggregationRange> ranges;

  // terms
  std::size_t size = 10;            // also of top_hits
  std::vector<BucketOrder> order;   // empty: by count, most first; then by key
  std::vector<std::string> include, exclude;  // values; empty: all, none
  std::string include_pattern, exclude_pattern;  // with * and ?; empty: none
  std::optional<std::string> missing_as;      // articles without the field count under this key

  // date_histogram, date_range, min to stats, cardinality, of published: articles without it count as of this instant
  std::optional<std::int64_t> missing_instant;

  // filter: one, without a key; filters: several. With other_key, what none of them matches is one more.
  std::vector<std::pair<std::string, Clause>> filters;
  std::optional<std::string> other_key;

  // top_hits
  std::vector<SortKey> sort;
  std::size_t from = 0;
  LoadRequest load;

  std::vector<Aggregation> children;
};

struct AggregationResult;

struct AggregationBucket {
  std::string key;                  // of terms, filters, ranges; of a person, org, place or entity: its name
  std::string id;                   // of a person, org, place or entity: its id, which a keyword clause takes as well
  std::int64_t start = 0;           // of date_histogram: first second, UTC
  std::optional<double> from, to;   // of ranges
  std::uint64_t count = 0;
  std::vector<AggregationResult> children;  // in the order they were asked for
};

struct AggregationResult {
  std::string name;
  AggregationKind kind = AggregationKind::terms;
  std::string field;
  std::vector<AggregationBucket> buckets;  // of filter, missing, global: one
  std::uint64_t other = 0;          // terms: articles' values in buckets that are not told
  std::uint64_t count = 0;          // min to stats: values; value_count, cardinality: the number itself
  double min = 0, max = 0, sum = 0, avg = 0;  // no meaning when count is 0
  std::uint64_t total = 0;          // top_hits
  std::optional<double> max_score;  // top_hits
  std::vector<StructuredHit> hits;  // top_hits
};

// Buckets in one answer; more are an Error{usage}.
inline constexpr std::size_t kMostBuckets = 65536;

}  // namespace dateline
