// Exact-match scores, as conlleval counts: an entity is right when its first token, its last and its type are.
#pragma once

#include <array>
#include <span>
#include <string>

#include "common/analysis/entities/tags.h"

namespace dateline {

class SpanScores {
 public:
  // Of one text; both rise.
  void add(std::span<const LabelledSpan> gold, std::span<const LabelledSpan> found);
  // A line for all and for each type: precision, recall and F1 in per cent.
  std::string table() const;

 private:
  struct Counts {
    std::size_t gold = 0, found = 0, right = 0;
  };
  std::array<Counts, kTypes> counts_{};
};

}  // namespace dateline
