#include "common/analysis/entities/train/pack.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "common/analysis/entities/hashing.h"
#include "common/analysis/entities/packed_model.h"

namespace dateline {
namespace {

constexpr std::size_t kRowsPerBucket = 4;

template <class T>
void append_section(std::string& out, const std::vector<T>& values) {
  const std::size_t size = values.size() * sizeof(T);
  out.append(reinterpret_cast<const char*>(values.data()), size);
  out.append(section_padding(size), '\0');
}

std::string with_head(PackedHead head, std::string_view magic, std::string_view sections) {
  std::memcpy(head.magic, magic.data(), sizeof head.magic);
  head.checksum = XXH3_64bits(sections.data(), sections.size());
  std::string out(reinterpret_cast<const char*>(&head), sizeof head);
  return out += sections;
}

float highest(std::span<const float> weights) {
  float most = 0;
  for (const float weight : weights) most = std::max(most, std::abs(weight));
  return most;
}

template <class T>
T rounded(float value, float most) {
  return static_cast<T>(std::lround(std::clamp(value, -most, most)));
}

// Where each bucket ends, of rising bucket numbers.
std::vector<std::uint32_t> ends_of(std::span<const std::uint32_t> buckets, std::uint32_t count) {
  std::vector<std::uint32_t> ends(count, 0);
  for (const std::uint32_t bucket : buckets) ++ends[bucket];
  for (std::size_t n = 1; n < ends.size(); ++n) ends[n] += ends[n - 1];
  return ends;
}

}  // namespace

std::string pack_model(const LearnedModel& model, std::span<const std::uint64_t> hashes, const Clusters& clusters, const PackOptions& options) {
  std::vector<std::size_t> kept;
  float most = 1e-3f;
  for (std::size_t feature = 0; feature < hashes.size(); ++feature) {
    const float weight = highest(model.rows[feature]);
    if (weight < options.prune) continue;
    kept.push_back(feature);
    most = std::max(most, weight);
  }
  const auto buckets = static_cast<std::uint32_t>(kept.size() / kRowsPerBucket + 1);
  const auto bucket = [&](std::size_t feature) { return PackedModel::bucket_of(hashes[feature], buckets); };
  std::sort(kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) { return std::pair(bucket(a), hashes[a]) < std::pair(bucket(b), hashes[b]); });

  const float unit = most / 127;
  std::vector<std::uint32_t> fingerprints, of_bucket;
  std::vector<std::int8_t> rows;
  for (const std::size_t feature : kept) {
    fingerprints.push_back(static_cast<std::uint32_t>(hashes[feature] >> 32));
    of_bucket.push_back(bucket(feature));
    for (const float weight : model.rows[feature]) rows.push_back(rounded<std::int8_t>(weight / unit, 127));
  }
  std::vector<Transitions<std::int16_t>> transitions(model.transitions.size());
  for (std::size_t c = 0; c < transitions.size(); ++c)
    for (std::size_t n = 0; n < sizeof(Transitions<float>) / sizeof(float); ++n)
      (&transitions[c].outer[0][0])[n] = rounded<std::int16_t>((&model.transitions[c].outer[0][0])[n] / unit, 32767);
  std::vector<std::uint32_t> ends(1, 0);
  for (const std::uint32_t end : ends_of(of_bucket, buckets)) ends.push_back(end);

  std::string sections;
  append_section(sections, transitions);
  append_section(sections, ends);
  append_section(sections, fingerprints);
  append_section(sections, rows);
  PackedHead head{};
  head.version = PackedModel::kVersion;
  head.counts[0] = options.caseless ? std::uint32_t{PackedModel::kCaseless} : 0;
  head.counts[1] = static_cast<std::uint32_t>(kept.size());
  head.counts[2] = buckets;
  head.relative = clusters.checksum();
  return with_head(head, PackedModel::kMagic, sections);
}

std::string pack_clusters(const WordClusters& words) {
  const auto buckets = static_cast<std::uint32_t>(words.size() / kRowsPerBucket + 1);
  std::vector<std::pair<std::uint32_t, std::uint64_t>> entries;
  std::set<std::uint64_t> seen;
  for (const auto& [word, ids] : words) {
    const std::uint64_t hash = hash_text(word);
    const std::uint64_t bits = ids[0] | std::uint64_t{ids[1]} << 6 | std::uint64_t{ids[2]} << 14 | std::uint64_t{ids[3]} << 24;
    if (seen.insert(hash).second) entries.emplace_back(Clusters::bucket_of(hash, buckets), hash >> Clusters::kIdBits << Clusters::kIdBits | bits);
  }
  std::sort(entries.begin(), entries.end());
  std::vector<std::uint32_t> of_bucket;
  std::vector<std::uint64_t> packed;
  for (const auto& [bucket, entry] : entries) of_bucket.push_back(bucket), packed.push_back(entry);
  std::string sections;
  append_section(sections, ends_of(of_bucket, buckets));
  append_section(sections, packed);
  PackedHead head{};
  head.version = Clusters::kVersion;
  head.counts[0] = buckets;
  head.counts[1] = static_cast<std::uint32_t>(packed.size());
  return with_head(head, Clusters::kMagic, sections);
}

}  // namespace dateline
