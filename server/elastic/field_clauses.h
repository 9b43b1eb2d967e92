// One field asked for one thing, as clauses: what a match, term, range ... means on each kind of field. Query DSL and query strings both end here.
// A clause that a field cannot answer is an ElasticError 400 naming both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/clause.h"
#include "server/elastic/date_math.h"
#include "server/elastic/field_names.h"

namespace dateline {

// "75%", "-1", "3<90% 9<-2"; ElasticError 400 for what is none.
std::vector<LeastRule> read_least(std::string_view text);
// All of them, as operator "and" has it.
std::vector<LeastRule> all_of_them();

struct TextMatch {
  enum class Kind { words, phrase, phrase_prefix, word_prefix } kind = Kind::words;  // word_prefix: words, the last of them a beginning (match_bool_prefix)
  std::vector<LeastRule> least;        // of words; empty: any
  unsigned slop = 0;                   // of phrases
  bool lenient = false;                // a text that the field cannot have (a date that is none) matches nothing, rather than being an error
  bool zero_terms_all = false;         // a text without words matches everything
  DateReading dates;                   // how a text for a date field is read
};

Clause everything_clause();
Clause nothing_clause();
// Joins clauses; of one alone, that one. No clause: nothing.
Clause boolean_of(std::vector<Clause> children, Occur occur, std::vector<LeastRule> least = {});

Clause match_clause(const Field& field, const std::string& text, const TextMatch& match);
Clause term_clause(const Field& field, const std::string& value, bool ignore_case, const DateReading& dates);
Clause terms_clause(const Field& field, const std::vector<std::string>& values, const DateReading& dates);
Clause prefix_clause(const Field& field, const std::string& text, bool ignore_case);
Clause pattern_clause(const Field& field, const std::string& pattern, bool ignore_case);  // * ? and \ before one of them
Clause exists_clause(const Field& field);

struct Bound {
  std::string text;
  bool inclusive = true;
};
Clause range_clause(const Field& field, const std::optional<Bound>& from, const std::optional<Bound>& to, const DateReading& dates);

// Clauses and words in a tree; `most` is what may be asked at once: ElasticError 400 (too_many_clauses) beyond kMostClauses.
void check_clause_count(const Clause& clause);

}  // namespace dateline
