// What is kept of a body to tell its near-duplicates: a sketch of fixed size, and the keys under which candidates are looked up. Both are
// functions of the words alone, so that the same text gives the same in every database.
//
// A feature is a shingle (Broder, "On the resemblance and containment of documents", 1997) of kShingleWords words within one sentence, so that sentences
// and paragraphs may change places. Its hash takes in the figures that stand within kFigureReach words of it: the same sentence with other figures is
// other features, which tells a market report from yesterday's. A feature with a figure near it or a name in it (a capital inside a sentence)
// weighs kTellingWeight, any other 1: stock phrases and an outlet's notices are mostly the others.
//
//   text     kTextBins bins by one-permutation min-hash (Li, Owen and Zhang, 2012), 8 bits of each bin's winner (b-bit min-hash; Li and Koenig, 2010).
//            The weight divides a feature's rank, which makes a winner of it that much more often (priority sampling; Duffield, Lund and Thorup, 2007)
//   figures  kFigureBins bins over the shingles near a figure, hashed with every figure masked: 5 bits of the winner, 5 bits of its figures.
//            Two texts that share winners but not their figures are the same template
//   size     sum of the weights, on a logarithmic scale
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/tokenizer.h"

namespace dateline {

inline constexpr std::size_t kShingleWords = 4;
inline constexpr std::size_t kFigureReach = 8;      // words
inline constexpr std::uint32_t kTellingWeight = 16;
inline constexpr std::size_t kFewestShingles = 16;  // a shorter body has no sketch and no near-duplicates
inline constexpr std::size_t kTextBins = 24;
inline constexpr std::size_t kFigureBins = 12;
inline constexpr std::size_t kSketchBytes = 1 + kTextBins + kFigureBins * 10 / 8;  // 40
inline constexpr std::size_t kSketchKeys = 6;
inline constexpr int kSketchKeyBits = 30;

// Near-duplicates contain at least this share of the smaller one's features ...
inline constexpr double kCopyContainment = 0.5;
// ... and are dated at most so many days apart, if both are dated.
inline constexpr int kCopyDays = 7;

struct Sketch {
  std::array<std::uint8_t, kSketchBytes> bytes{};  // the size, the text bins, the figure bins; all 0: no sketch

  bool empty() const { return bytes[0] == 0; }
  friend bool operator==(const Sketch&, const Sketch&) = default;
};

struct BodySketch {
  Sketch sketch;
  std::vector<std::uint32_t> keys;  // of kSketchKeyBits bits, rising, at most kSketchKeys: the features lowest in one fixed order. Near-duplicates share one
};

// `out` is overwritten; keep it between calls to save allocations.
void sketch_body(const TokenList& body, BodySketch& out);

// Estimated share of the smaller one's features that the other has too, 0 to 1; 0 when either is empty, or more of the shared contexts have different
// figures than the same. Symmetric.
double containment(const Sketch& a, const Sketch& b);

}  // namespace dateline
