// A packed model: for each feature a row of 8-bit weights, one for each entity label (outside weighs 0), found by hash; and transition weights. All sums are whole
// numbers, so that a text is tagged alike on every machine.
//
// Rows lie by bucket, about four to each, without gaps; a 32-bit fingerprint tells features of a bucket apart.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "common/analysis/entities/labels.h"
#include "common/analysis/entities/packed.h"
#include "common/analysis/entities/word.h"

namespace dateline {

class PackedModel {
 public:
  static constexpr std::string_view kMagic = "DLMODEL1";
  static constexpr std::uint32_t kVersion = 1;
  enum Flags : std::uint32_t { kCaseless = 1 };

  // A view; `bytes` must outlive it. Error{io} when they are damaged in shape or were trained with other clusters.
  PackedModel(Bytes bytes, const Clusters& clusters);
  // The checksum, and that every bucket lies within the rows.
  static bool sound(Bytes bytes, const Clusters& clusters);

  bool caseless() const { return caseless_; }
  std::size_t features() const { return fingerprints_.size(); }
  // Calls take(row), of kEntityLabels weights, for each of the features that weighs something. Several are looked for at once, as each would wait for memory.
  template <typename Take>
  void each_row(std::span<const std::uint64_t> features, const Take& take) const;
  const Transitions<std::int16_t>& transitions(std::uint8_t token_class) const { return transitions_[token_class]; }

  static std::uint32_t bucket_of(std::uint64_t feature, std::uint32_t buckets) { return static_cast<std::uint32_t>((feature & 0xFFFFFFFF) * buckets >> 32); }

 private:
  // Most features weigh nothing, and are told by a bit that is near at hand: of fingerprints that end so there is one.
  static constexpr std::uint32_t kEndings = 1 << 21;
  bool may_have(std::uint32_t fingerprint) const { return endings_[fingerprint % kEndings / 64] >> (fingerprint % 64) & 1; }

  bool caseless_ = false;
  std::uint32_t buckets_ = 0;
  std::span<const Transitions<std::int16_t>> transitions_;
  std::span<const std::uint32_t> ends_;            // buckets_ + 1: where each bucket begins, and where the last one ends
  std::span<const std::uint32_t> fingerprints_;
  std::span<const std::int8_t> rows_;
  std::vector<std::uint64_t> endings_ = std::vector<std::uint64_t>(kEndings / 64);
};

template <typename Take>
void PackedModel::each_row(std::span<const std::uint64_t> features, const Take& take) const {
  constexpr std::size_t kAtOnce = 32;
  struct Wanted {
    std::uint32_t fingerprint, bucket, begin, end;
  };
  std::array<Wanted, kAtOnce> wanted;
  while (!features.empty()) {
    std::size_t count = 0;
    for (const std::uint64_t feature : features.first(std::min(features.size(), kAtOnce))) {
      const auto fingerprint = static_cast<std::uint32_t>(feature >> 32);
      if (!may_have(fingerprint)) continue;
      wanted[count] = {fingerprint, bucket_of(feature, buckets_), 0, 0};
      __builtin_prefetch(&ends_[wanted[count++].bucket]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      wanted[i].begin = ends_[wanted[i].bucket];
      wanted[i].end = ends_[wanted[i].bucket + 1];
      __builtin_prefetch(fingerprints_.data() + wanted[i].begin);
      __builtin_prefetch(rows_.data() + std::size_t{wanted[i].begin} * kEntityLabels);
    }
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t at = wanted[i].begin;
      while (at < wanted[i].end && fingerprints_[at] != wanted[i].fingerprint) ++at;
      if (at < wanted[i].end) take(rows_.data() + std::size_t{at} * kEntityLabels);
    }
    features = features.subspan(std::min(features.size(), kAtOnce));
  }
}

}  // namespace dateline
