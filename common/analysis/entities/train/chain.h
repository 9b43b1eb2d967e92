// A run of words under the model: how probable each label is at each word, and the gradient of the run's likelihood (conditional random fields: Lafferty,
// McCallum and Pereira, ICML 2001; forward-backward with scaling).
#pragma once

#include <span>
#include <vector>

#include "common/analysis/entities/labels.h"

namespace dateline {

using Scores = std::array<float, kEntityLabels>;   // of the entity labels; outside scores 0

class Chain {
 public:
  // `emissions` and `labels`: by word; `into`: by word, the weights of the transition into it. Returns the negative log-likelihood. Afterwards gradient(word) is
  // of the emissions, and transition_gradient(word) of the transitions into the word.
  double differentiate(std::span<const Scores> emissions, std::span<const Label> labels, std::span<const Transitions<float>* const> into);
  const Scores& gradient(std::size_t word) const { return gradient_[word]; }
  const Transitions<float>& transition_gradient(std::size_t word) const { return transition_gradient_[word]; }

 private:
  using Row = std::array<float, kEntityLabels + 1>;
  std::vector<Row> emission_, forward_, backward_;
  std::vector<Transitions<float>> weight_;           // exponentials
  std::vector<Scores> gradient_;
  std::vector<Transitions<float>> transition_gradient_;
};

}  // namespace dateline
