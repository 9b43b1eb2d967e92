// What the recogniser knows of a token by itself, whatever stands around it: its kind, its folded form, its clusters, and the features it gives to its own
// place and to the two places on either side. A pure function of the token, so that the tagger can remember it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/analysis/entities/clusters.h"

namespace dateline {

enum class WordKind : std::uint8_t {
  lower,         // letters, none of them a capital (also scripts without case)
  capitalised,   // Minister
  upper,         // NATO
  initial,       // J or J.
  mixed,         // McDonald, iPhone, al-Assad
  dotted,        // U.S.
  number,        // 1,000 4.5 1996-08-22
  alphanumeric,  // G7, 20th
  punctuation,
};
inline constexpr int kWordKinds = 9;

// Transition weights depend on the class of the token on the right: its kind, or for some words that stand in names (of, the, de, ') the word.
inline constexpr int kTokenClasses = 24;
enum TokenClass : std::uint8_t { kHyphenClass = kWordKinds + 4, kParticleClass = kWordKinds + 7, kStopClass = kWordKinds + 11, kQuoteClass = kWordKinds + 13, kSingleQuoteClass = kWordKinds + 14 };

struct Word {
  std::uint64_t key = 0;       // of the token as written
  std::uint64_t fold = 0;      // of its folded form, digits as 0
  ClusterIds clusters;
  WordKind kind = WordKind::punctuation;
  std::uint8_t token_class = 0;
  char first_letter = 0;       // first byte of the folded form
  bool capital = false;        // holds a capital letter
  bool letters = false;        // holds a letter
  bool abbreviation = false;   // Mr, Gen, U.S., J.: a full stop after it ends no sentence
  bool function = false;       // an article, preposition, conjunction, pronoun or auxiliary
};

// Templates on their own place are final; the others are made so by near_feature and far_feature.
struct WordFeatures {
  std::vector<std::uint64_t> here, near, far;
};

// The form without case, accents and width; typographic quotes and dashes as ASCII. At most the first kLongestForm bytes are looked at.
inline constexpr std::size_t kLongestForm = 120;
void fold_form(std::string_view form, std::string& out);

// `caseless`: as though the token were written in lower case.
Word analyse_word(std::string_view form, const Clusters& clusters, bool caseless, WordFeatures& features);
// What stands beside the first and last token of a sentence.
Word sentence_boundary(WordFeatures& features);

// Of a word at `offset` (-2 to 2, not 0) from the place in question.
std::uint64_t neighbour_feature(std::uint64_t feature, int offset);

}  // namespace dateline
