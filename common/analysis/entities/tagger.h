// One model at work: words in, labels out. Remembers the scores of the word types it met last, so that most features of a word cost one addition of vectors.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/analysis/entities/consensus.h"
#include "common/analysis/entities/decoder.h"
#include "common/analysis/entities/evidence.h"
#include "common/analysis/entities/packed_model.h"

namespace dateline {

// A text cut into tokens; the views must outlive it. Sentence ends rise; the last one is tokens.size().
struct TokenText {
  std::vector<std::string_view> tokens;
  std::vector<std::uint32_t> sentence_ends;
};

// Longer sentences are cut: memory for one stays bounded.
inline constexpr std::uint32_t kLongestSentence = 1000;

// Not for several threads at once.
class Tagger {
 public:
  // `remembered`: word types whose scores are kept, a power of two; some 200 bytes each.
  Tagger(const PackedModel& model, const Clusters& clusters, std::size_t remembered);

  void analyse(const TokenText& text, WordText& out);
  // `words`: of analyse(). `first_place`: of the text's first word in the evidence, or DocumentEvidence::kNowhere when it is not in it. One label per token.
  void tag(const TokenText& text, const WordText& words, const DocumentEvidence& evidence, std::uint32_t first_place, std::vector<Label>& out);

 private:
  static constexpr int kReach = 2, kOffsets = 2 * kReach + 1;

  static constexpr std::ptrdiff_t kAhead = 4;  // words that what is remembered is fetched before

  std::size_t slot_of(std::uint64_t key) const { return key & (edge_ - 1); }
  std::size_t remembered(std::string_view form, std::uint64_t key);
  void add_rows(std::span<const std::uint64_t> features, LabelSums& sum) const;
  void remember(std::size_t slot, const WordFeatures& features);
  struct Sentence {
    std::size_t begin, size;
    SentenceClass kind;
    std::uint32_t place;   // of its first word in the evidence, or kNowhere
  };
  void add_words(const TokenText& text, const WordText& words, const Sentence& sentence);
  void add_contexts(const WordText& words, const Sentence& sentence, const DocumentEvidence& evidence);
  void decode(const WordText& words, const Sentence& sentence, std::vector<Label>& out);

  const PackedModel& model_;
  const Clusters& clusters_;
  std::vector<Word> words_;                        // by slot; key 0 is empty
  std::vector<std::array<LabelSums, kOffsets>> sums_;   // by slot: what the word adds to the places around it; the last slot is the sentence's edge
  std::size_t edge_;                               // that slot
  WordFeatures features_;
  std::vector<std::uint64_t> context_, keys_;
  // Of the text at hand.
  std::vector<Sentence> sentences_;
  std::vector<LabelSums> scores_;
  std::vector<char> candidate_, agrees_;   // to be decided; takes part in the consensus
  Consensus consensus_;
  Decoder decoder_;
};

// The features of a word that come from its surroundings rather than from words alone; what the trainer sees, too.
void append_context_features(std::span<const Word> sentence, std::size_t at, SentenceClass kind, bool caseless, const DocumentEvidence& evidence, std::uint32_t place,
                             std::vector<std::uint64_t>& out);

}  // namespace dateline
