#include "common/analysis/entities/packed_model.h"

#include <algorithm>

#include "common/error.h"

namespace dateline {
namespace {

constexpr std::string_view kName = "the entity model";

}  // namespace

PackedModel::PackedModel(Bytes bytes, const Clusters& clusters) {
  PackedSections sections(bytes, kMagic, kVersion, kName);
  const PackedHead& head = sections.head();
  if (head.relative != clusters.checksum()) throw Error(ErrorKind::io, "the entity model was trained with other word clusters");
  const std::uint32_t rows = head.counts[1];
  caseless_ = head.counts[0] & kCaseless;
  buckets_ = head.counts[2];
  if (buckets_ == 0) throw Error(ErrorKind::io, "the entity model is damaged");
  transitions_ = sections.take<Transitions<std::int16_t>>(kTokenClasses);
  ends_ = sections.take<std::uint32_t>(std::size_t{buckets_} + 1);
  fingerprints_ = sections.take<std::uint32_t>(rows);
  rows_ = sections.take<std::int8_t>(std::size_t{rows} * kEntityLabels);
  sections.finish();
  for (const std::uint32_t fingerprint : fingerprints_) endings_[fingerprint % kEndings / 64] |= std::uint64_t{1} << (fingerprint % 64);
}

bool PackedModel::sound(Bytes bytes, const Clusters& clusters) {
  const PackedModel model(bytes, clusters);
  return PackedSections(bytes, kMagic, kVersion, kName).checksum_holds() && model.ends_.front() == 0 && model.ends_.back() == model.features() &&
         std::is_sorted(model.ends_.begin(), model.ends_.end());
}

}  // namespace dateline
