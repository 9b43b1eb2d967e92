// The query language: text in, tree out. Knows no database. What can be read is read; what cannot is said in `notices`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "query/request.h"

namespace dateline {

enum class NodeKind {
  nothing,   // an empty query
  word,      // text: one word as typed (the builder tokenises and stems it)
  phrase,    // text: the words between the quotes
  exact,     // text: "=as written": verified on the stored text
  prefix,    // text: ukrain of ukrain*
  near,      // children: two or more word/phrase/prefix nodes; distance: most words between them, any order
  all,       // AND, every child
  any,       // OR, at least one child
  words,     // free words side by side: joined as Request::match says. Children may also be phrases, near and the like
  name,      // free words side by side that name somebody or something: children are words. The parser makes none (query_entities.h)
  negation,  // NOT or -: one child
  field,     // field + one child (word, phrase, exact or prefix, or any/all/words of them: title:(a OR b))
  dates,     // days [from, to], either end open: of publication; with field "about" spoken of in the text; with "around" wished for, not required
};

struct Node {
  NodeKind kind = NodeKind::nothing;
  std::string field;                  // canonical name: title author source section lang tag url id
  std::string text;
  unsigned distance = 0;              // near: words; dates of around: days, 0 when not said
  std::optional<DayNumber> from, to;  // inclusive
  bool optional = false;              // of a word: an article need not have it. The parser makes none (query_times.h)
  std::size_t entity = 0;             // of a name: which of those found in the query
  std::vector<Node> children;
};

struct Parsed {
  Node root;
  std::vector<std::string> notices;   // unknown field (did you mean), unbalanced quote, operator without operand, bad date ...
};

// `now` resolves "3 weeks ago", "yesterday", "last year". Never throws but for memory; depth and length are bounded (kMaxQueryBytes, 64 levels).
inline constexpr std::size_t kMaxQueryBytes = 32 * 1024;
Parsed parse_query(std::string_view query, std::int64_t now);

// A field condition given as an option: same rules as `field:"value"`. Error{usage} naming the field and the value when it cannot be read.
Node parse_condition(const FieldCondition& condition, std::int64_t now);

// Days meant by a date operand: 2024, 2024-03, 2024-03-14, A..B (either end open), "3 weeks ago", yesterday, today, "last month".
struct DaySpan {
  std::optional<DayNumber> from, to;
};
std::optional<DaySpan> parse_day_span(std::string_view text, std::int64_t now);

// The tree in the query language, fully bracketed: what `understood` shows.
std::string to_string(const Node& node);

}  // namespace dateline
