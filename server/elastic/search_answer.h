// The answer of a search as JSON: took, hits, aggregations and the rest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/elastic/search_request.h"

namespace dateline {

struct SearchFound {
  Total total;
  bool counted = true;
  std::optional<double> max_score;
  std::vector<StructuredHit> hits;
  std::vector<AggregationResult> aggregations;
  std::vector<std::size_t> places;  // of the hits in a point in time; empty elsewhere
  double took_ms = 0;
  std::size_t databases = 1;
};

// `index` tells the database of a hit.
Json search_json(const SearchAsked& asked, const SearchFound& found, const std::function<std::string(const StructuredHit&)>& index);

Json shards_json(std::size_t databases);

}  // namespace dateline
