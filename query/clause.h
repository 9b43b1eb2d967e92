// A question as a tree of clauses, as plain values: what a program asks that builds its queries itself. A clause of the query language (docs/query.md) can stand anywhere in it.
//
// Keyword fields, by whole values as the article writes them: source author section tag lang id url (letter by letter), and person org place entity: by the id
// ("person:jake-sullivan") or the name ("Jake Sullivan"), whichever forms of it an article has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/request.h"

namespace dateline {

enum class ClauseKind {
  everything,
  nothing,
  language,         // text: in the query language; match: how its free words are joined
  words,            // text, part, least (how many of the words; none: one), prefix_last
  phrase,           // text, part, slop, prefix_last
  word_prefix,      // text: the beginning of a word, part
  word_pattern,     // text: a word with * and ?, part
  keyword,          // field, values: any of them
  keyword_prefix,   // field, text, ignore_case
  keyword_pattern,  // field, text: * stands for any characters, ? for one, \ before one of these for itself; ignore_case
  exists,           // field: a keyword field, published, title, body or entity
  instants,         // from, to: seconds
  lengths,          // from, to: words of title and body; local databases
  spoken_of,        // from, to: the text speaks of a time in these days (UTC)
  boolean,          // children by their `occur`; least: how many of those that should
  constant,         // children: one; scores 1 (times boost) wherever it matches
  best_of,          // children: the score of the best of them, and tie_breaker times those of the others
};

enum class Occur { must, should, must_not, filter };  // filter: must, without a score
enum class TextPart { either, title, body };          // of an article

// "75%", "-1", "3<90%" of minimum_should_match: with more than `above` clauses `value` of them; negative: all but so many.
struct LeastRule {
  std::size_t above = 0;
  int value = 1;
  bool percent = false;
};
// By the last rule that applies (rules rise by `above`), all when none does; 0 to clauses.
std::size_t least_of(const std::vector<LeastRule>& rules, std::size_t clauses);

struct Clause {
  ClauseKind kind = ClauseKind::everything;
  Occur occur = Occur::must;          // in a boolean clause
  double boost = 1;                   // >= 0; of all kinds
  std::string field;
  std::string text;
  std::vector<std::string> values;
  TextPart part = TextPart::either;
  unsigned slop = 0;                  // of a phrase: how many places its words may be off in all (Lucene's); with one, any order
  bool prefix_last = false;           // the last word is the beginning of one
  bool ignore_case = false;
  bool score_prefix = false;          // of word_prefix and word_pattern: as their best word, rather than 1 wherever they match
  Match match = Match::any;           // of the query language: all or any (automatic is read as any)
  std::vector<LeastRule> least;       // of words: empty is any. Of boolean: empty is one where nothing must match, else none
  double tie_breaker = 0;
  std::optional<std::int64_t> from, to;  // [from, to); seconds since 1970, UTC, or words
  std::vector<Clause> children;
};

// How many terms a prefix or pattern may stand for; beyond it is an Error{usage} that says so.
inline constexpr std::size_t kMostPatternTerms = 2000;
inline constexpr std::size_t kMostClauses = 1024;   // in one tree
inline constexpr std::size_t kDeepestClause = 64;

}  // namespace dateline
