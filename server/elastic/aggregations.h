// "aggs" of a search -> aggregations of the engine, and their results -> JSON. What is not supported is an ElasticError 400 naming it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "query/aggregation.h"
#include "server/elastic/hit_json.h"
#include "server/elastic/json.h"

namespace dateline {

// How the result of one aggregation is written.
struct AggregationShape {
  std::string type;          // as typed_keys has it: "sterms"
  Json meta;                 // null when there is none
  bool keyed = false;
  bool show_errors = false;  // of terms
  bool by_id = false;        // entities under their ids rather than their names
  std::string format;        // of dates; empty: the default
  std::string time_zone;
  HitShape hits;             // of top_hits
  std::vector<AggregationShape> children;
};

struct AggregationRequest {
  std::vector<Aggregation> aggregations;
  std::vector<AggregationShape> shapes;
};

AggregationRequest read_aggregations(const Json& json, const DslContext& context, int depth = 0);

// `index` names the hits of top_hits: by hit.
Json aggregations_json(const std::vector<AggregationResult>& results, const std::vector<AggregationShape>& shapes, bool typed_keys, const std::function<std::string(const StructuredHit&)>& index);

}  // namespace dateline
