// A hit as JSON, and as named columns: what json, ndjson and csv share.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "query/result.h"

namespace dateline {

// Names that --fields takes, and those shown without it.
const std::vector<std::string>& hit_fields();
const std::vector<std::string>& usual_hit_fields();
// The same of a hit of Searcher::related.
const std::vector<std::string>& related_fields();
const std::vector<std::string>& usual_related_fields();
// Error{usage} naming the first one that is not in `known`.
void check_fields(const std::vector<std::string>& fields, const std::vector<std::string>& known);

nlohmann::ordered_json hit_json(const Hit& hit, const std::vector<std::string>& fields, bool explain);
// One value as text: lists joined by "; ", numbers with 9 significant digits.
std::string hit_column(const Hit& hit, const std::string& field);
// One line; bad UTF-8 replaced.
std::string dumped(const nlohmann::ordered_json& value);

nlohmann::ordered_json query_json(const Result& result);
const char* relation_name(Relation relation);  // eq, ge, approx
nlohmann::ordered_json total_json(const Total& total);
nlohmann::ordered_json timeline_json(const std::vector<Bucket>& timeline);

}  // namespace dateline
