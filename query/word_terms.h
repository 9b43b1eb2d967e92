// From words as they are asked for to the terms that articles may have for them: stems in the languages asked in, acronyms, marks, compounds joined or in parts, and what begins in a
// certain way.
#pragma once

#include <xapian.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"

namespace dateline {

// Where words are looked for.
struct WordField {
  std::string prefix;      // of the terms
  bool text = true;        // words of title or body: stemmed, scored
};

// What stands at one place of a phrase: terms of which any will do.
using Alternatives = std::vector<std::string>;

// Places side by side. A compound is looked for joined or in its parts.
struct WordPlaces {
  std::vector<Alternatives> parts, joined;
  bool compound = false;   // the two differ
};

// Words of all databases that begin so (common/store/word_forms.h).
using FormsOf = std::function<std::set<std::string>(const std::string& start)>;

// Not thread-safe: keeps stemmers. The database is borrowed.
class WordTerms {
 public:
  // `others`: for a word that no article has by the stems of `languages`.
  WordTerms(const Xapian::Database& database, const std::vector<std::string>& languages, const std::vector<std::string>& others);

  bool reads_english() const { return reads_english_; }
  // The index terms a token may have.
  Alternatives alternatives(const TokenList& tokens, const Token& token, const WordField& field);
  WordPlaces places(const std::string& text, bool capitals_are_acronyms, const WordField& field);
  // Those that begin with `start` (folded): terms, and stems of words as written.
  std::set<std::string> beginning_with(const std::string& start, const WordField& field, const FormsOf& forms);
  // All stems of a word as written.
  std::vector<std::string> stems(const std::string& word);

 private:
  const Xapian::Database& database_;
  std::vector<Stemmer> stemmers_, other_stemmers_;  // the others are made when needed
  const std::vector<std::string> others_;
  bool reads_english_ = true;
};

}  // namespace dateline
