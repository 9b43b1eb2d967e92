// One document, one name, mostly one type: the scores of a word lean towards what the other places of the text where it stands say of it. (Non-local
// consistency as in Krishnan and Manning, ACL 2006, but by scores instead of a second model.)
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "common/analysis/entities/labels.h"
#include "common/analysis/entities/word.h"

namespace dateline {

using LabelSums = std::array<std::int16_t, kEntityLabels>;   // scores of the entity labels; outside scores 0

class Consensus {
 public:
  // By word of a text: whether it takes part, and its scores, which are changed.
  void apply(std::span<const Word> words, std::span<const char> takes_part, std::span<LabelSums> sums);

 private:
  struct Opinion {
    std::uint64_t fold = 0;   // 0: empty
    std::int64_t count = 0;
    std::array<std::int64_t, kTypes> total{};
  };
  Opinion& of(std::uint64_t fold);

  std::vector<Opinion> table_;   // open addressing; a power of two, at most half full
};

}  // namespace dateline
