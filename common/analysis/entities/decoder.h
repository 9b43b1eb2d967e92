// The best sequence of labels of some neighbouring words (Viterbi), outside on either side.
#pragma once

#include <cstdint>
#include <vector>

#include "common/analysis/entities/labels.h"

namespace dateline {

class Decoder {
 public:
  void begin();
  // The next word: scores of the entity labels (outside scores 0).
  void step(const std::int16_t* scores, const Transitions<std::int16_t>& into);
  // One label for each step.
  void finish(Label* out);

 private:
  // Of one word: the best score of each label and the label before it.
  struct Step {
    std::int32_t best[kEntityLabels + 1];
    Label from[kEntityLabels + 1];
  };
  std::vector<Step> steps_;
};

}  // namespace dateline
