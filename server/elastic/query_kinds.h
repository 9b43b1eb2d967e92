// The readers of the single kinds of query, for query_dsl.cpp: each is given what stands under the query's name.
#pragma once

#include "server/elastic/query_dsl.h"

namespace dateline {

// text_queries.cpp
Clause read_match(const Json& json, const DslContext& context);
Clause read_match_phrase(const Json& json, const DslContext& context);
Clause read_match_phrase_prefix(const Json& json, const DslContext& context);
Clause read_match_bool_prefix(const Json& json, const DslContext& context);
Clause read_multi_match(const Json& json, const DslContext& context);
Clause read_query_string(const Json& json, const DslContext& context);
Clause read_simple_query_string(const Json& json, const DslContext& context);

// value_queries.cpp
Clause read_term(const Json& json, const DslContext& context);
Clause read_terms(const Json& json, const DslContext& context);
Clause read_ids(const Json& json, const DslContext& context);
Clause read_range(const Json& json, const DslContext& context);
Clause read_exists(const Json& json, const DslContext& context);
Clause read_prefix(const Json& json, const DslContext& context);
Clause read_wildcard(const Json& json, const DslContext& context);

// function_score.cpp
AskedQuery read_function_score(const Json& json, const DslContext& context);

// boost and _name, which every query may have: multiplies the clause's boost.
void read_boost(JsonObject& object, Clause& clause);
// {"title": ...}: the one field of it, and what is said of it. ElasticError 400 for more.
std::pair<std::string, const Json*> one_field(const Json& json, const std::string& query);
// minimum_should_match, a number or a text.
std::vector<LeastRule> read_least(JsonObject& object);

}  // namespace dateline
