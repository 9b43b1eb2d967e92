#include "common/analysis/entities/train/chain.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

template <class Visit>
void for_each_transition(Visit visit) {
  for (int left = 0; left < kOuter; ++left)
    for (int right = 0; right < kOuter; ++right) visit(closing(left), opening(right), [=](auto& t) -> auto& { return t.outer[left][right]; });
  for (int type = 0; type < kTypes; ++type)
    for (int left = 0; left < 2; ++left)
      for (int right = 0; right < 2; ++right)
        visit(label_of(type, left ? Place::inside : Place::begin), label_of(type, right ? Place::last : Place::inside),
              [=](auto& t) -> auto& { return t.inner[type][left][right]; });
}

constexpr bool may_end(Label label) { return label == kOutside || place_of(label) == Place::last || place_of(label) == Place::unit; }

}  // namespace

double Chain::differentiate(std::span<const Scores> emissions, std::span<const Label> labels, std::span<const Transitions<float>* const> into) {
  const std::size_t size = emissions.size();
  emission_.resize(size);
  forward_.resize(size);
  backward_.resize(size);
  weight_.resize(size);
  gradient_.resize(size);
  transition_gradient_.resize(size);
  double log_total = 0, log_gold = 0;
  Row outside{};
  outside[kOutside] = 1;
  for (std::size_t at = 0; at < size; ++at) {
    const float highest = std::max(0.0f, *std::max_element(emissions[at].begin(), emissions[at].end()));
    for (int label = 0; label < kEntityLabels; ++label) emission_[at][static_cast<std::size_t>(label)] = std::exp(emissions[at][static_cast<std::size_t>(label)] - highest);
    emission_[at][kOutside] = std::exp(-highest);
    const Row& before = at ? forward_[at - 1] : outside;
    Row& now = forward_[at];
    now.fill(0);
    const Label gold_before = at ? labels[at - 1] : kOutside, gold = labels[at];
    for_each_transition([&](Label left, Label right, auto of) {
      const float score = of(*into[at]);
      const float weight = std::exp(score);
      of(weight_[at]) = weight;
      now[right] += before[left] * weight;
      if (left == gold_before && right == gold) log_gold += score;
    });
    float sum = 0;
    for (std::size_t label = 0; label <= kEntityLabels; ++label) sum += now[label] *= emission_[at][label];
    for (float& value : now) value /= sum;
    log_total += std::log(sum) + highest;
    if (gold != kOutside) log_gold += emissions[at][gold];
  }
  float ending = 0;
  for (std::size_t label = 0; label <= kEntityLabels; ++label) {
    backward_[size - 1][label] = may_end(static_cast<Label>(label)) ? 1.0f : 0.0f;
    if (may_end(static_cast<Label>(label))) ending += forward_[size - 1][label];
  }
  log_total += std::log(ending);
  for (std::size_t at = size; at-- > 0;) {
    Row& now = backward_[at];
    if (at + 1 < size) {
      now.fill(0);
      Row right_side;
      for (std::size_t label = 0; label <= kEntityLabels; ++label) right_side[label] = backward_[at + 1][label] * emission_[at + 1][label];
      for_each_transition([&](Label left, Label right, auto of) { now[left] += of(weight_[at + 1]) * right_side[right]; });
    }
    float sum = 0;
    for (std::size_t label = 0; label <= kEntityLabels; ++label) sum += now[label] * forward_[at][label];
    for (float& value : now) value /= sum;
    for (std::size_t label = 0; label < kEntityLabels; ++label)
      gradient_[at][label] = now[label] * forward_[at][label] - (labels[at] == label ? 1.0f : 0.0f);
    // Pairs: what the transitions into this word carry.
    const Row& before = at ? forward_[at - 1] : outside;
    const Label gold_before = at ? labels[at - 1] : kOutside;
    float pairs = 0;
    for_each_transition([&](Label left, Label right, auto of) { pairs += of(transition_gradient_[at]) = before[left] * of(weight_[at]) * emission_[at][right] * now[right]; });
    for_each_transition([&](Label left, Label right, auto of) {
      float& gradient = of(transition_gradient_[at]);
      gradient = gradient / pairs - (left == gold_before && right == labels[at] ? 1.0f : 0.0f);
    });
  }
  return log_total - log_gold;
}

}  // namespace dateline
