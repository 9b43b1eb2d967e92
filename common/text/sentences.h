// Where sentences and paragraphs end, told while the words are scanned.
//
// A sentence ends at . ! ? … or a CJK full stop when white space and the beginning of another follow: a capital, a digit, a quote. Not after a
// usual abbreviation (Mr. Gen. Inc. Jan.), a single initial, or a dotted acronym unless a word that begins sentences follows. A paragraph ends at an empty line.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/text/tokenizer.h"

namespace dateline {

// Of folded words: a usual abbreviation, written with a full stop (mr, gen, inc); one of these that often ends a sentence, too (inc, co).
bool is_abbreviation(std::string_view folded);
bool may_end_sentence(std::string_view abbreviation);
// A word, as written, that begins a sentence rather than going on with a name (The, After).
bool is_starter(std::string_view word);

class SentenceTracker {
 public:
  SentenceTracker(std::string_view text, TokenList& out) : text_(text), out_(out) {}
  // A token has been added; `form` is of it.
  void token(std::uint16_t flags, std::uint32_t form_begin, std::uint32_t form_length, bool dotted);
  // A character that is no part of a word, at `at`.
  void separator(char32_t c, std::size_t at);
  // A space, the usual one.
  void space(std::size_t at) {
    if (dotted_) separator(' ', at);
  }
  void finish();

 private:
  void end_sentence();
  void end_paragraph();
  bool begins_sentence(std::size_t at) const;
  bool after_abbreviation() const;  // the last token is one, or an initial

  std::string_view text_;
  TokenList& out_;
  bool open_ = false;          // a token since the last sentence end
  bool after_break_ = false;   // a line break, and only blanks since
  std::uint16_t flags_ = 0;    // of the last token
  std::uint32_t form_begin_ = 0, form_length_ = 0;
  bool dotted_ = false;
};

}  // namespace dateline
