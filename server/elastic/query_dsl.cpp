#include "server/elastic/query_dsl.h"

#include <algorithm>
#include <cmath>

#include "server/elastic/error.h"
#include "server/elastic/query_kinds.h"

namespace dateline {
namespace {

DslContext deeper(const DslContext& context) { return {context.now, context.depth + 1}; }

Clause read_match_all(const Json& json, const DslContext&) {
  JsonObject object(json, "[match_all] query");
  Clause clause = everything_clause();
  read_boost(object, clause);
  object.done();
  return clause;
}

Clause read_match_none(const Json& json, const DslContext&) {
  JsonObject object(json, "[match_none] query");
  Clause clause = nothing_clause();
  read_boost(object, clause);
  object.done();
  return clause;
}

Clause read_constant_score(const Json& json, const DslContext& context) {
  JsonObject object(json, "[constant_score] query");
  Clause clause;
  clause.kind = ClauseKind::constant;
  clause.children.push_back(read_clause(object.need("filter"), deeper(context)));
  read_boost(object, clause);
  object.done();
  return clause;
}

Clause read_dis_max(const Json& json, const DslContext& context) {
  JsonObject object(json, "[dis_max] query");
  Clause clause;
  clause.kind = ClauseKind::best_of;
  const Json& queries = object.need("queries");
  for (const Json& query : queries.is_array() ? queries : Json::array({queries})) clause.children.push_back(read_clause(query, deeper(context)));
  if (clause.children.empty()) throw parsing_error("[dis_max] requires 'queries' field with at least one clause");
  clause.tie_breaker = object.number("tie_breaker").value_or(0);
  read_boost(object, clause);
  object.done();
  return clause;
}

// What matches the negative query scores less: a function of the whole.
AskedQuery read_boosting(const Json& json, const DslContext& context) {
  JsonObject object(json, "[boosting] query");
  AskedQuery asked;
  asked.clause = read_clause(object.need("positive"), deeper(context));
  const double negative = number_value(object.need("negative_boost"), "[boosting] query [negative_boost]");
  if (negative < 0) throw illegal_argument("[boosting] query requires 'negative_boost' to be set to be a positive value");
  ScoreFunction function;
  function.filter = read_clause(object.need("negative"), deeper(context));
  function.weight = negative;
  asked.function_score.emplace().functions.push_back(std::move(function));
  read_boost(object, asked.clause);
  object.done();
  return asked;
}

AskedQuery read_bool(const Json& json, const DslContext& context) {
  JsonObject object(json, "[bool] query");
  struct Group {
    const char* key;
    Occur occur;
  };
  AskedQuery asked;
  Clause& clause = asked.clause;
  clause.kind = ClauseKind::boolean;
  std::size_t scored = 0;
  for (const Group& group : {Group{"must", Occur::must}, {"filter", Occur::filter}, {"should", Occur::should}, {"must_not", Occur::must_not}}) {
    const Json* given = object.find(group.key);
    if (!given) continue;
    for (const Json& query : given->is_array() ? *given : Json::array({*given})) {
      AskedQuery child = read_query(query, deeper(context));
      const bool scores = group.occur == Occur::must || group.occur == Occur::should;
      scored += scores;
      if (child.function_score && group.occur != Occur::must) throw not_supported("[function_score] or [boosting] in [bool] [" + std::string(group.key) + "]");
      if (child.function_score) {
        asked.function_score = std::move(child.function_score);
        asked.min_score = child.min_score;
      }
      child.clause.occur = group.occur;
      clause.children.push_back(std::move(child.clause));
    }
  }
  // Where it is all that scores, the score of the whole is its own.
  if (asked.function_score && scored > 1) throw not_supported("[function_score] or [boosting] in [bool] beside other queries that score", "put the bool within it");
  clause.least = read_least(object);
  read_boost(object, clause);
  if (asked.function_score && clause.boost != 1) throw not_supported("[bool] [boost] around [function_score]");
  object.find("adjust_pure_negative");
  object.done();
  if (clause.children.empty()) {
    const double boost = clause.boost;
    clause = everything_clause();
    clause.boost = boost;
  }
  return asked;
}

struct Kind {
  std::string_view name;
  Clause (*read)(const Json&, const DslContext&);
};
constexpr Kind kKinds[] = {
    {"match", read_match}, {"match_phrase", read_match_phrase}, {"match_phrase_prefix", read_match_phrase_prefix}, {"match_bool_prefix", read_match_bool_prefix},
    {"multi_match", read_multi_match}, {"query_string", read_query_string}, {"simple_query_string", read_simple_query_string}, {"term", read_term}, {"terms", read_terms},
    {"ids", read_ids}, {"range", read_range}, {"exists", read_exists}, {"prefix", read_prefix}, {"wildcard", read_wildcard}, {"match_all", read_match_all},
    {"match_none", read_match_none}, {"constant_score", read_constant_score}, {"dis_max", read_dis_max},
};
struct ScoringKind {
  std::string_view name;
  AskedQuery (*read)(const Json&, const DslContext&);
};
constexpr ScoringKind kScoringKinds[] = {{"bool", read_bool}, {"function_score", read_function_score}, {"boosting", read_boosting}};

// Queries of Elasticsearch and OpenSearch that we know of and do not have.
constexpr std::string_view kNotOurs[] = {
    "fuzzy", "regexp", "more_like_this", "nested", "has_child", "has_parent", "parent_id", "percolate", "script", "script_score", "geo_bounding_box", "geo_distance", "geo_grid",
    "geo_polygon", "geo_shape", "shape", "span_term", "span_multi", "span_first", "span_near", "span_or", "span_not", "span_containing", "span_within", "span_field_masking", "intervals", "knn",
    "rank_feature", "distance_feature", "terms_set", "wrapper", "pinned", "combined_fields", "common", "sparse_vector", "semantic", "rule", "text_expansion", "weighted_tokens", "neural", "hybrid", "type", "indices"};

}  // namespace

void read_boost(JsonObject& object, Clause& clause) {
  if (const std::optional<double> boost = object.number("boost")) {
    if (*boost < 0 || !std::isfinite(*boost)) throw illegal_argument("negative [boost] are not allowed in " + object.where());
    clause.boost *= *boost;
  }
  object.refuse({"_name"});
}

std::pair<std::string, const Json*> one_field(const Json& json, const std::string& query) {
  if (!json.is_object()) throw parsing_error("[" + query + "] query malformed, no start_object after query name");
  if (json.empty()) throw parsing_error("[" + query + "] query needs a field");
  if (json.size() > 1) throw parsing_error("[" + query + "] query doesn't support multiple fields, found [" + json.begin().key() + "] and [" + std::next(json.begin()).key() + "]");
  return {json.begin().key(), &json.begin().value()};
}

std::vector<LeastRule> read_least(JsonObject& object) {
  const std::optional<std::string> text = object.text("minimum_should_match");
  return text ? read_least(*text) : std::vector<LeastRule>();
}

AskedQuery read_query(const Json& json, const DslContext& context) {
  if (context.depth > kDeepestQuery)
    throw illegal_argument("The nested depth of the query exceeds the maximum nested depth for queries: " + std::to_string(kDeepestQuery));
  if (!json.is_object()) throw parsing_error("[_na] query malformed, must start with start_object, not " + token_of(json));
  if (json.empty()) throw illegal_argument("query malformed, empty clause found");
  if (json.size() > 1) throw parsing_error("[" + json.begin().key() + "] malformed query, expected [END_OBJECT] but found [" + std::next(json.begin()).key() + "]");
  const std::string& name = json.begin().key();
  const Json& given = json.begin().value();
  AskedQuery asked;
  for (const Kind& kind : kKinds)
    if (kind.name == name) {
      asked.clause = kind.read(given, context);
      check_clause_count(asked.clause);
      return asked;
    }
  for (const ScoringKind& kind : kScoringKinds)
    if (kind.name == name) {
      asked = kind.read(given, context);
      check_clause_count(asked.clause);
      return asked;
    }
  if (std::find(std::begin(kNotOurs), std::end(kNotOurs), name) != std::end(kNotOurs)) throw not_supported("query [" + name + "]");
  throw parsing_error("unknown query [" + name + "]");
}

Clause read_clause(const Json& json, const DslContext& context) {
  AskedQuery asked = read_query(json, context);
  if (asked.function_score) throw not_supported("[function_score] or [boosting] within another query");
  return std::move(asked.clause);
}

}  // namespace dateline
