#include "common/analysis/entities/decoder.h"

#include <limits>

namespace dateline {
namespace {

constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min() / 2;

}  // namespace

void Decoder::begin() { steps_.clear(); }

void Decoder::step(const std::int16_t* scores, const Transitions<std::int16_t>& into) {
  Step now;
  for (int right = 0; right < kOuter; ++right) {
    std::int32_t best = kNever;
    Label from = kOutside;
    if (steps_.empty()) {
      best = into.outer[0][right];
    } else {
      const Step& before = steps_.back();
      for (int left = 0; left < kOuter; ++left) {
        const Label label = closing(left);
        const std::int32_t score = before.best[label] + into.outer[left][right];
        if (score > best) best = score, from = label;
      }
    }
    const Label label = opening(right);
    now.best[label] = best + (label == kOutside ? 0 : scores[label]);
    now.from[label] = from;
  }
  for (int type = 0; type < kTypes; ++type)
    for (int right = 0; right < 2; ++right) {
      const Label label = label_of(type, right ? Place::last : Place::inside);
      now.best[label] = kNever;
      now.from[label] = label_of(type, Place::begin);
      if (steps_.empty()) continue;
      for (int left = 0; left < 2; ++left) {
        const Label open = label_of(type, left ? Place::inside : Place::begin);
        const std::int32_t score = steps_.back().best[open] + into.inner[type][left][right] + scores[label];
        if (score > now.best[label]) now.best[label] = score, now.from[label] = open;
      }
    }
  steps_.push_back(now);
}

void Decoder::finish(Label* out) {
  if (steps_.empty()) return;
  Label label = kOutside;
  for (int outer = 1; outer < kOuter; ++outer)
    if (steps_.back().best[closing(outer)] > steps_.back().best[label]) label = closing(outer);
  for (std::size_t at = steps_.size(); at-- > 0;) {
    out[at] = label;
    label = steps_[at].from[label];
  }
}

}  // namespace dateline
