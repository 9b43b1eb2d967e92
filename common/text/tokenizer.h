// The one analyser of words, for articles and for queries: UTF-8 text in, folded tokens with places out. What each kind of
// text becomes is specified by the table in tests/common/text/tokenizer_table.txt, which is also the test.
//
// A written word ("unit") usually gives one token. Some give more:
//   cease-fire -> cease, fire at two positions, and the joined form "ceasefire" at both
//   U.S., US   -> "us", and the same token flagged kAcronym (the indexer adds the acronym term)
//   #MeToo     -> "metoo", and "#metoo" at the same position (kMark)
//   3.5%       -> "3.5", and "3.5%" at the same position (kMark); "3.5 percent" and "3.5 pct" likewise
//   CJK        -> overlapping bigrams, one position each (kBigram)
// Position numbers start at 1 and are consecutive over the text, whatever the punctuation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

enum TokenFlag : std::uint16_t {
  kWord = 1,         // letters: to be stemmed
  kNumber = 2,       // begins with a digit
  kAcronym = 4,      // all capitals (2 to 5 letters, in mixed-case text) or dotted capitals: also gets the acronym term
  kPart = 8,         // one part of a compound: cease, fire
  kJoined = 16,      // the whole of a compound in one: ceasefire. Comes after its parts; `position` is the first part's and
                     // `last_position` the last part's; begin/end span the unit
  kMark = 32,        // a second, exact form at the position of the token before it: #metoo, @reuters, 3.5%
  kBigram = 64,      // two CJK characters (or one that stands alone)
  kCapitalised = 128,  // first letter is upper case in the text
  kAllCapitals = 256,  // every letter is upper case, at least two
};

struct Token {
  std::uint32_t form_begin;     // into TokenList::forms
  std::uint32_t form_length;    // bytes
  std::uint32_t begin, end;     // bytes in the text, end exclusive; what a highlighter would mark
  std::uint32_t cp_begin, cp_end;  // the same in code points
  std::uint32_t position;       // 1-based
  std::uint32_t last_position;  // == position but for kJoined
  std::uint16_t flags;
};

struct TokenList {
  std::vector<Token> tokens;
  std::string forms;                          // folded forms, one after the other
  std::vector<std::uint32_t> sentence_ends;   // number of tokens up to each sentence end, rising; a paragraph end is one too
  std::vector<std::uint32_t> paragraph_ends;  // number of tokens up to each paragraph end, rising
  std::uint32_t positions = 0;                // the highest position given

  std::string_view form(const Token& token) const {
    return std::string_view(forms).substr(token.form_begin, token.form_length);
  }
  void clear();
};

struct TokenizerOptions {
  // A token of 2 to 5 capitals is an acronym only in mixed-case text: false for text that is all in capitals (only
  // dotted acronyms count there).
  bool capitals_are_acronyms = true;
};

// Appends nothing: `out` is cleared and filled; keep it between calls to save allocations. Invalid UTF-8 bytes separate words. Never throws
// but for memory. A token's form is at most kMaxFormBytes: what is longer is cut at a code point.
inline constexpr std::size_t kMaxFormBytes = 128;
void tokenize(std::string_view text, const TokenizerOptions& options, TokenList& out);

// True when `text` has letters and (nearly) all of the cased ones are capitals: a headline or wire copy in capitals.
bool is_all_capitals(std::string_view text);

}  // namespace dateline
