// Cuts text into the tokens that expressions of time are recognised in: words, runs of digits, marks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/dates/words.h"

namespace dateline {

struct DateToken {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  DateWord lexeme;
  std::int32_t value = 0;            // of digits, 999,999,999 at most; the character of a mark
  std::uint8_t digits = 0;           // how many, 255 at most
  bool glued = false;                // nothing before it, not even a blank
  bool capital = false;              // begins with one
  bool past_form = false;            // a word in -ed that has no other meaning here
};

// The tokens of one stretch of text, usually a paragraph. Reading past either end gives a token of TimeWord::end.
class DateTokens {
 public:
  const DateToken& operator[](std::size_t at) const { return at < tokens_.size() ? tokens_[at] : end_; }
  std::size_t size() const { return tokens_.size(); }
  TimeWord word(std::size_t at) const { return (*this)[at].lexeme.word; }
  template <typename... Words>
  bool one_of(std::size_t at, Words... words) const {
    return is_one_of(word(at), words...);
  }
  bool is_glued_number(std::size_t at) const { return word(at) == TimeWord::digits && (*this)[at].glued; }
  bool is_mark(std::size_t at, char mark) const { return word(at) == TimeWord::mark && (*this)[at].value == mark; }
  bool is_glued_mark(std::size_t at, char mark) const { return is_mark(at, mark) && (*this)[at].glued; }
  std::string_view text(std::size_t at) const { return text_.substr((*this)[at].begin, (*this)[at].end - (*this)[at].begin); }
  bool has_capitals() const { return capitals_; }  // any English word begins with one: names of months and weekdays then do too
  // Without regard to ASCII case.
  bool is(std::size_t at, std::string_view lower) const;
  std::string_view whole_text() const { return text_; }

 private:
  friend class DateLexer;
  std::vector<DateToken> tokens_;
  bool capitals_ = false;
  DateToken end_{0, 0, {TimeWord::end, false, false, 0}, 0, 0, false, false, false};
  std::string_view text_;
};

class DateLexer {
 public:
  // `language`: ISO 639-1; one without names of months of its own is read as English.
  DateLexer(std::string_view text, std::string_view language);
  // The next paragraph, or part of one that is longer than kMostTokens. False at the end of the text.
  bool next(DateTokens& out);

 private:
  static constexpr std::size_t kMostTokens = 8192;
  void word(DateTokens& out, std::size_t begin);
  void digits(DateTokens& out, std::size_t begin);

  std::string_view text_;
  std::string language_;
  bool foreign_;
  std::size_t at_ = 0;
  std::string folded_;
};

}  // namespace dateline
