// A text asked of several fields at once: multi_match, and what query strings do with words that name no field.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/elastic/field_clauses.h"

namespace dateline {

struct BoostedField {
  Field field;
  double boost = 1;
};

// "title^3", "*", "auth*"; ElasticError 400 for a boost or a field that is none.
std::vector<BoostedField> read_fields(const std::vector<std::string>& names);

struct MultiMatch {
  enum class Type { best_fields, most_fields, cross_fields, phrase, phrase_prefix, bool_prefix } type = Type::best_fields;
  double tie_breaker = 0;
  TextMatch match;
};
MultiMatch::Type multi_match_type(const std::string& name);  // ElasticError 400

Clause multi_match_clause(const std::vector<BoostedField>& fields, const std::string& text, const MultiMatch& how);
// The best of one clause per field.
Clause best_of_fields(const std::vector<BoostedField>& fields, double tie_breaker, const std::function<Clause(const Field&)>& ask);

}  // namespace dateline
