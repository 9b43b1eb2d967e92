// Word clusters: for each of some 100,000 frequent words, the cluster it falls into at four grains, from coarse to fine. Words that behave alike share clusters, so
// that the tagger knows something of words its labelled texts never held (Miller, Guinness and Zamanian, HLT-NAACL 2004; Turian, Ratinov and Bengio, ACL 2010).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/analysis/entities/packed.h"

namespace dateline {

inline constexpr int kGrains = 4;
inline constexpr std::array<std::uint32_t, kGrains> kClusterCounts = {64, 256, 1024, 2048};

class ClusterIds {
 public:
  ClusterIds() = default;
  // `bits`: six, eight, ten and eleven bits of ids, from the lowest.
  explicit ClusterIds(std::uint64_t bits) : bits_(bits), known_(true) {}
  bool known() const { return known_; }
  std::uint32_t at(int grain) const {
    constexpr int kShift[kGrains] = {0, 6, 14, 24};
    return static_cast<std::uint32_t>(bits_ >> kShift[grain]) & (kClusterCounts[static_cast<std::size_t>(grain)] - 1);
  }

 private:
  std::uint64_t bits_ = 0;
  bool known_ = false;
};

class Clusters {
 public:
  static constexpr std::string_view kMagic = "DLCLUST1";
  static constexpr std::uint32_t kVersion = 1;
  static constexpr int kIdBits = 35;  // an entry: 35 bits of ids, 29 of fingerprint

  // A view of packed clusters; `bytes` must outlive it. Error{io} when they are damaged in shape.
  explicit Clusters(Bytes bytes);
  ClusterIds find(std::string_view folded) const;
  std::uint64_t checksum() const { return checksum_; }
  std::size_t words() const { return entries_.size(); }
  // The checksum, and that every bucket lies within the entries.
  static bool sound(Bytes bytes);

  static std::uint32_t bucket_of(std::uint64_t hash, std::uint32_t buckets) { return static_cast<std::uint32_t>((hash & 0xFFFFFFFF) * buckets >> 32); }

 private:
  std::span<const std::uint32_t> ends_;      // of each bucket, in entries_
  std::span<const std::uint64_t> entries_;
  std::uint64_t checksum_ = 0;
};

}  // namespace dateline
