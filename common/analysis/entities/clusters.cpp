#include "common/analysis/entities/clusters.h"

#include <algorithm>

#include "common/analysis/entities/hashing.h"

namespace dateline {

Clusters::Clusters(Bytes bytes) {
  PackedSections sections(bytes, kMagic, kVersion, "the file of word clusters");
  ends_ = sections.take<std::uint32_t>(sections.head().counts[0]);
  entries_ = sections.take<std::uint64_t>(sections.head().counts[1]);
  sections.finish();
  checksum_ = sections.head().checksum;
}

ClusterIds Clusters::find(std::string_view folded) const {
  if (ends_.empty()) return {};
  const std::uint64_t hash = hash_text(folded);
  const std::uint32_t bucket = bucket_of(hash, static_cast<std::uint32_t>(ends_.size()));
  const std::size_t end = std::min<std::size_t>(ends_[bucket], entries_.size());
  for (std::size_t at = bucket ? ends_[bucket - 1] : 0; at < end; ++at)
    if (entries_[at] >> kIdBits == hash >> kIdBits) return ClusterIds(entries_[at] & ((1ULL << kIdBits) - 1));
  return {};
}

bool Clusters::sound(Bytes bytes) {
  const Clusters clusters(bytes);
  return PackedSections(bytes, kMagic, kVersion, "the file of word clusters").checksum_holds() &&
         std::is_sorted(clusters.ends_.begin(), clusters.ends_.end()) && (clusters.ends_.empty() || clusters.ends_.back() == clusters.entries_.size());
}

}  // namespace dateline
