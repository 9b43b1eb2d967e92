#include "common/analysis/entities/train/scores.h"

#include <algorithm>
#include <cstdio>

namespace dateline {

void SpanScores::add(std::span<const LabelledSpan> gold, std::span<const LabelledSpan> found) {
  for (const LabelledSpan& span : gold) ++counts_[static_cast<std::size_t>(span.type)].gold;
  for (const LabelledSpan& span : found) {
    Counts& counts = counts_[static_cast<std::size_t>(span.type)];
    ++counts.found;
    const auto same = std::lower_bound(gold.begin(), gold.end(), span, [](const LabelledSpan& a, const LabelledSpan& b) { return a.first < b.first; });
    counts.right += same != gold.end() && *same == span;
  }
}

std::string SpanScores::table() const {
  std::string out;
  const auto line = [&](const char* name, const Counts& n) {
    char text[160];
    const double precision = n.found ? 100.0 * static_cast<double>(n.right) / static_cast<double>(n.found) : 0;
    const double recall = n.gold ? 100.0 * static_cast<double>(n.right) / static_cast<double>(n.gold) : 0;
    const double f1 = n.right ? 2 * precision * recall / (precision + recall) : 0;
    std::snprintf(text, sizeof text, "%s\tP %.2f\tR %.2f\tF1 %.2f\t%zu in the file\n", name, precision, recall, f1, n.gold);
    out += text;
  };
  Counts all;
  for (const Counts& counts : counts_) all.gold += counts.gold, all.found += counts.found, all.right += counts.right;
  line("all", all);
  constexpr const char* kNames[kTypes] = {"PER", "ORG", "LOC", "MISC"};
  for (std::size_t type = 0; type < kTypes; ++type) line(kNames[type], counts_[type]);
  return out;
}

}  // namespace dateline
