#include "common/analysis/entities/consensus.h"

#include <algorithm>
#include <bit>

namespace dateline {
namespace {

// The others' mean counts for up to a half, for half of that where there is but one other. Measured: docs/models/entities.md.
constexpr std::int64_t kShare = 2;

std::int64_t best(const LabelSums& sums, std::size_t type) {
  return *std::max_element(sums.begin() + static_cast<std::ptrdiff_t>(4 * type), sums.begin() + static_cast<std::ptrdiff_t>(4 * type + 4));
}

}  // namespace

Consensus::Opinion& Consensus::of(std::uint64_t fold) {
  std::size_t at = fold & (table_.size() - 1);
  while (table_[at].fold != fold && table_[at].fold != 0) at = (at + 1) & (table_.size() - 1);
  table_[at].fold = fold;
  return table_[at];
}

void Consensus::apply(std::span<const Word> words, std::span<const char> takes_part, std::span<LabelSums> sums) {
  const auto members = static_cast<std::size_t>(std::count(takes_part.begin(), takes_part.end(), true));
  if (members < 2) return;
  table_.assign(std::bit_ceil(2 * members), {});
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!takes_part[at]) continue;
    Opinion& opinion = of(words[at].fold);
    ++opinion.count;
    for (std::size_t type = 0; type < kTypes; ++type) opinion.total[type] += best(sums[at], type);
  }
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!takes_part[at]) continue;
    const Opinion& opinion = of(words[at].fold);
    if (opinion.count < 2) continue;
    for (std::size_t type = 0; type < kTypes; ++type) {
      const std::int64_t others = (opinion.total[type] - best(sums[at], type)) / (kShare * opinion.count);
      for (std::size_t place = 0; place < 4; ++place) {
        std::int16_t& sum = sums[at][4 * type + place];
        sum = static_cast<std::int16_t>(std::clamp<std::int64_t>(sum + others, INT16_MIN, INT16_MAX));
      }
    }
  }
}

}  // namespace dateline
