#include "indexer/shards.h"

#include <xxhash.h>

#include <algorithm>

#include "common/store/name_links.h"

namespace dateline {

std::size_t shard_of(const Article& article, ShardBy by, std::size_t count) {
  const unsigned year = by == ShardBy::date ? year_of(article) : 0;
  return (year ? year : XXH3_64bits(article.id.data(), article.id.size())) % count;
}

Shards::Shards(const std::vector<DatabaseDirectory>& directories, ShardBy by, const WantedKind& wanted, const DestinationLimits& limits, Report& report) : directories_(directories), by_(by) {
  DestinationLimits each = limits;
  each.memory /= directories.size();
  for (const DatabaseDirectory& directory : directories) destinations_.push_back(std::make_unique<Destination>(directory, wanted, each, report));
}

bool Shards::wants_dictionary() const {
  return std::any_of(destinations_.begin(), destinations_.end(), [](const auto& shard) { return shard->wants_dictionary(); });
}

void Shards::set_dictionary(const std::string& bytes) {
  for (const auto& shard : destinations_)
    if (shard->wants_dictionary()) shard->set_dictionary(bytes);
}

std::vector<Worker::Target> Shards::targets(std::size_t worker) {
  std::vector<Worker::Target> targets;
  for (const auto& shard : destinations_) targets.push_back(shard->target(worker));
  return targets;
}

void Shards::add(Step step) {
  const std::size_t shard = step.shard;
  if (by_ == ShardBy::date && destinations_.size() > 1 && step.id_kind == IdKind::given) remove_elsewhere(step.bulk ? step.bulk->article.id : step.document->article.id, shard);
  destinations_[shard]->add(std::move(step));
}

// An article whose date was corrected may have been in another shard.
void Shards::remove_elsewhere(const std::string& id, std::size_t shard) {
  const auto [placed, is_new] = placed_.try_emplace(XXH3_64bits(id.data(), id.size()), static_cast<std::uint32_t>(shard));
  if (!is_new && placed->second == shard) return;
  for (std::size_t other = 0; other < destinations_.size(); ++other)
    if (other != shard && (is_new ? destinations_[other]->concerns(id) : other == placed->second)) destinations_[other]->remove(id);
  placed->second = static_cast<std::uint32_t>(shard);
}

void Shards::put_manifest(const ManifestEntry& entry) {
  for (const auto& shard : destinations_) shard->put_manifest(entry);
}

void Shards::drop_earlier_readings(const std::string& file_key, std::uint64_t reading) {
  for (const auto& shard : destinations_) shard->drop_earlier_readings(file_key, reading);
}

bool Shards::gathers() const {
  return std::any_of(destinations_.begin(), destinations_.end(), [](const auto& shard) { return shard->gathers(); });
}

bool Shards::full() const {
  return std::any_of(destinations_.begin(), destinations_.end(), [](const auto& shard) { return shard->gathers() && shard->full(); });
}

bool Shards::dirty() const {
  return std::any_of(destinations_.begin(), destinations_.end(), [](const auto& shard) { return shard->dirty(); });
}

std::uint64_t Shards::pending_bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& shard : destinations_)
    if (!shard->gathers()) bytes += shard->pending_bytes();
  return bytes;
}

void Shards::commit(bool more) {
  for (auto shard = destinations_.rbegin(); shard != destinations_.rend(); ++shard) {
    const bool gathered = (*shard)->gathers();
    (*shard)->commit();
    if (more && (gathered || (*shard)->much())) (*shard)->gather();
  }
}

std::uint64_t Shards::articles() const {
  std::uint64_t sum = 0;
  for (const auto& shard : destinations_) sum += shard->articles();
  return sum;
}

void Shards::close() {
  for (const auto& shard : destinations_) shard->close();
}

std::vector<DatabaseDirectory> Shards::loose() const {
  std::vector<DatabaseDirectory> loose;
  for (std::size_t i = 0; i < destinations_.size(); ++i)
    if (destinations_[i]->loose()) loose.push_back(directories_[i]);
  return loose;
}

}  // namespace dateline
