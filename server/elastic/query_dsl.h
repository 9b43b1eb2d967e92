// Elasticsearch's query DSL -> clauses. What is not supported is an ElasticError 400 naming it, an unknown key of a known query likewise: nothing is passed over
// in silence. docs/elasticsearch.md lists what there is.
#pragma once

#include <cstdint>
#include <optional>

#include "query/structured.h"
#include "server/elastic/field_clauses.h"
#include "server/elastic/json.h"

namespace dateline {

struct DslContext {
  std::int64_t now = 0;   // milliseconds since 1970, of "now" in date math
  int depth = 0;
};

inline constexpr int kDeepestQuery = 30;  // queries within queries

// A query, and what changes its score as a whole (function_score and boosting, which stand at the top or in a bool with nothing else that scores).
struct AskedQuery {
  Clause clause;
  std::optional<FunctionScore> function_score;
  std::optional<double> min_score;
};

AskedQuery read_query(const Json& json, const DslContext& context);
// A query within another: function_score is refused.
Clause read_clause(const Json& json, const DslContext& context);

}  // namespace dateline
