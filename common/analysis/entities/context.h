// What the recogniser knows of a token from its sentence: how the sentence is cased. In headlines and tables a capital says little.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "common/analysis/entities/word.h"

namespace dateline {

enum class SentenceClass : std::uint8_t {
  normal,
  all_capitals,   // THREE DIE AS FERRY SINKS
  title,          // Three Die as Ferry Sinks
  lower,          // no capital at all
  no_lower,       // a line of a table: no word without a capital
};
SentenceClass sentence_class(std::span<const Word> sentence);

// The words of a text and the ends of its sentences, rising; the last one is words.size().
struct WordText {
  std::vector<Word> words;
  std::vector<std::uint32_t> sentence_ends;
};

// Whether capitals mean nothing in the text: nearly all words have one, or none has.
bool is_caseless(const WordText& text);

// Whether word `at` begins a sentence of its own: labelled texts often keep several in one.
bool begins_sentence(std::span<const Word> sentence, std::size_t at);

// Whether word `at` is worth a decision: where capitals mean something, names are looked for only in words that have one and beside them.
bool is_candidate(std::span<const Word> sentence, std::size_t at, SentenceClass kind);

void append_sentence_features(std::span<const Word> sentence, std::size_t at, SentenceClass kind, std::vector<std::uint64_t>& out);

}  // namespace dateline
