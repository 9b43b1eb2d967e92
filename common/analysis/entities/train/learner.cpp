#include "common/analysis/entities/train/learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "common/analysis/entities/train/random.h"
#include "common/analysis/entities/word.h"

namespace dateline {
namespace {

constexpr std::size_t kTransitionWeights = sizeof(Transitions<float>) / sizeof(float);

class Learner {
 public:
  Learner(const Examples& examples, const LearnerOptions& options) : examples_(examples), options_(options), random_(options.seed) {
    for (LearnedModel* model : {&model_, &squares_, &sum_}) {
      model->rows.assign(examples.hashes.size(), {});
      model->transitions.assign(kTokenClasses, {});
    }
  }

  LearnedModel run() {
    std::vector<std::size_t> order(examples_.run_ends.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const int first_kept = options_.epochs / 2;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      random_.shuffle(order);
      double loss = 0;
      for (const std::size_t run : order) loss += learn_run(run ? examples_.run_ends[run - 1] : 0, examples_.run_ends[run]);
      if (options_.on_epoch) options_.on_epoch(epoch + 1, loss / static_cast<double>(std::max<std::size_t>(1, examples_.labels.size())));
      if (epoch >= first_kept) add_share(1 / static_cast<float>(options_.epochs - first_kept));
    }
    return std::move(sum_);
  }

 private:
  static float* weights(Transitions<float>& t) { return &t.outer[0][0]; }
  static const float* weights(const Transitions<float>& t) { return &t.outer[0][0]; }

  void add_share(float share) {
    for (std::size_t row = 0; row < model_.rows.size(); ++row)
      for (std::size_t n = 0; n < kEntityLabels; ++n) sum_.rows[row][n] += share * model_.rows[row][n];
    for (std::size_t c = 0; c < model_.transitions.size(); ++c)
      for (std::size_t n = 0; n < kTransitionWeights; ++n) weights(sum_.transitions[c])[n] += share * weights(model_.transitions[c])[n];
  }

  void climb(float* weight, float* square, const float* gradient, std::size_t count, float pull) const {
    for (std::size_t n = 0; n < count; ++n) {
      const float g = gradient[n] + pull * weight[n];
      square[n] += g * g;
      weight[n] -= options_.rate * g / (std::sqrt(square[n]) + options_.damping);
    }
  }

  // The features of the run's words that are not dropped this time.
  void choose_features(std::size_t begin, std::size_t size) {
    features_.clear();
    feature_ends_.clear();
    for (std::size_t n = 0; n < size; ++n) {
      for (const std::uint32_t feature : examples_.features_of(begin + n))
        if (random_.uniform() >= options_.dropped) features_.push_back(feature);
      feature_ends_.push_back(features_.size());
    }
  }
  std::span<const std::uint32_t> features_of(std::size_t n) const {
    const std::size_t begin = n ? feature_ends_[n - 1] : 0;
    return {features_.data() + begin, feature_ends_[n] - begin};
  }

  double learn_run(std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    const float scale = 1 / (1 - options_.dropped);
    choose_features(begin, size);
    emissions_.assign(size, {});
    into_.resize(size);
    for (std::size_t n = 0; n < size; ++n) {
      for (const std::uint32_t feature : features_of(n))
        for (std::size_t label = 0; label < kEntityLabels; ++label) emissions_[n][label] += scale * model_.rows[feature][label];
      // Every wrong label scores `margin` more than it does; outside always scores 0.
      if (const Label right = examples_.labels[begin + n]; right != kOutside) emissions_[n][right] -= options_.margin;
      else for (float& score : emissions_[n]) score += options_.margin;
      into_[n] = &model_.transitions[examples_.token_classes[begin + n]];
    }
    const double loss = chain_.differentiate(emissions_, std::span(examples_.labels).subspan(begin, size), into_);
    for (std::size_t n = 0; n < size; ++n) {
      for (const std::uint32_t feature : features_of(n))
        climb(model_.rows[feature].data(), squares_.rows[feature].data(), chain_.gradient(n).data(), kEntityLabels, options_.pull / static_cast<float>(examples_.counts[feature]));
      const std::uint8_t into = examples_.token_classes[begin + n];
      climb(weights(model_.transitions[into]), weights(squares_.transitions[into]), weights(chain_.transition_gradient(n)), kTransitionWeights, 0);
    }
    return loss;
  }

  const Examples& examples_;
  const LearnerOptions& options_;
  Random random_;
  LearnedModel model_, squares_, sum_;      // squares: AdaGrad's sums, by weight; sum: the average
  Chain chain_;
  std::vector<std::uint32_t> features_;
  std::vector<std::size_t> feature_ends_;
  std::vector<Scores> emissions_;
  std::vector<const Transitions<float>*> into_;
};

}  // namespace

LearnedModel learn(const Examples& examples, const LearnerOptions& options) { return Learner(examples, options).run(); }

}  // namespace dateline
