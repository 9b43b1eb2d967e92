// First step of reading a query: the text cut into words, quoted phrases, fields, brackets and operators.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

enum class LexemeKind { word, prefix, phrase, field, open, close, minus, op_and, op_or, op_not, op_near, end };

struct Lexeme {
  LexemeKind kind = LexemeKind::end;
  std::string text;       // the word, what stands between the quotes, the field's name, the operator as typed
  unsigned distance = 0;  // of NEAR
  bool glued = false;     // no white space before it
};

inline constexpr unsigned kDefaultNearDistance = 10;
inline constexpr unsigned kMaxNearDistance = 1000;

// `query` must be valid UTF-8. The last lexeme is `end`. What could not be read is added to `notices`.
std::vector<Lexeme> lex_query(std::string_view query, std::vector<std::string>& notices);

// Whether there is anything but white space and punctuation in it.
bool has_content(std::string_view text);
// White space trimmed, and each run of it inside one space.
std::string collapse_spaces(std::string_view text);
// The text in quotes, so that lexing gives it back.
std::string quoted(std::string_view text);

}  // namespace dateline
