// The body and URL of _search -> a structured request, and how its answer is to be shaped. Whatever would change the answer and is not supported is an ElasticError 400
// naming it; what only says how Elasticsearch should go about it (preference, request_cache ...) is passed over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/structured.h"
#include "server/elastic/aggregations.h"
#include "server/elastic/hit_json.h"
#include "server/elastic/index_choice.h"
#include "server/elastic/url_parameters.h"

namespace dateline {

inline constexpr std::size_t kMostHits = 10000;  // from + size

struct Slice {
  std::size_t id = 0, max = 1;
};

struct SearchAsked {
  StructuredRequest request;
  HitShape hits;
  std::vector<AggregationShape> aggregations;
  bool total_as_number = false;                  // rest_total_hits_as_int
  bool typed_keys = false;
  std::optional<std::int64_t> scroll;            // milliseconds that a scroll is kept
  std::optional<Slice> slice;
  std::string point_in_time;                     // its id; empty: none
  std::optional<std::int64_t> keep_alive;        // of the point in time, milliseconds
  std::optional<std::size_t> after_place;
  IndexWishes indices;
  std::string fingerprint;                       // the same for the pages of one question: all but from, size and search_after
};

// `body` may be null. `now`: milliseconds since 1970. Reads and finishes `url`.
SearchAsked read_search(const Json& body, UrlParameters& url, std::int64_t now);

// The query of _count, _explain, _validate and the like: "query" of the body, or q and its kin of the URL; everything when there is neither. Does not finish `url`.
AskedQuery read_query_of(const Json& body, UrlParameters& url, std::int64_t now);

// What is said of indices that are not there; and what says how Elasticsearch should go about a search, which is passed over.
IndexWishes read_index_parameters(UrlParameters& url);

}  // namespace dateline
