// The simple_query_string language of Elasticsearch as clauses: + (and) | (or) - (not) "phrase"~2 begin* ( ). There are no errors of syntax in it: what cannot be an
// operator is text. A fuzzy word (word~1) is an ElasticError 400 that names it.
#pragma once

#include <string_view>

#include "server/elastic/query_string.h"

namespace dateline {

struct SimpleFlags {
  bool conjunction = true, disjunction = true, negation = true, prefix = true, phrase = true, precedence = true, escape = true, fuzzy = true, near = true;
};
// "AND|OR|PREFIX", "ALL", "NONE"; ElasticError 400.
SimpleFlags read_simple_flags(std::string_view text);

Clause simple_query_string_clause(std::string_view text, const SimpleFlags& flags, const QueryStringOptions& options);

}  // namespace dateline
