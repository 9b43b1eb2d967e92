// Trains a model: likelihood of a conditional random field, climbed run by run with AdaGrad (Duchi, Hazan and Singer, JMLR 2011), a pull of weights towards 0, and
// the average of the second half's epochs. Wrong labels have a head start to be overcome (softmax-margin: Gimpel and Smith, NAACL 2010), and some features of each
// word are left out at random each time it is seen, so that none is relied on alone (dropout: Srivastava et al., JMLR 2014). One thread; the same examples and options give the same model.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "common/analysis/entities/train/chain.h"
#include "common/analysis/entities/train/examples.h"

namespace dateline {

struct LearnerOptions {
  int epochs = 12;
  float rate = 0.1f, damping = 1;
  float pull = 0.3f;                     // L2, over the whole of the examples
  float margin = 1;                      // head start of each wrong label
  float dropped = 0.3f;                  // share of features left out, under 1
  std::uint64_t seed = 1;             // of the order
  std::function<void(int epoch, double loss)> on_epoch;  // loss: mean over words
};

struct LearnedModel {
  std::vector<Scores> rows;                       // by feature
  std::vector<Transitions<float>> transitions;    // by token class
};

LearnedModel learn(const Examples& examples, const LearnerOptions& options);

}  // namespace dateline
