#include "indexer/shards.h"

#include <xxhash.h>

#include <algorithm>

#include "common/error.h"
#include "indexer/build_limits.h"

namespace dateline {

void check_shard_memory(std::uint64_t memory, std::size_t shards) {
  if (shards > 1 && memory / shards < kLeastShardMemory)
    throw Error(ErrorKind::usage, "--memory is too little for " + std::to_string(shards) + " shards: give them " + std::to_string((shards * kLeastShardMemory) >> 20) + "M");
}

Shards::Shards(const std::vector<DatabaseDirectory>& directories, ShardBy by, const WantedKind& wanted, const DestinationLimits& limits, Report& report) : directories_(directories), by_(by) {
  check_shard_memory(limits.memory, directories.size());
  DestinationLimits each = limits;
  each.memory /= directories.size();
  for (const DatabaseDirectory& directory : directories) {
    destinations_.push_back(std::make_unique<Destination>(directory, wanted, each, report));
    if (!(destinations_.back()->kind() == kind()))
      throw Error(ErrorKind::usage, directory.path() + " was made otherwise than " + directories.front().path() + " (--analysis, --positions): make all shards alike, with dateline-index upgrade on the whole cluster");
  }
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
  if (by_ == ShardBy::hash || destinations_.size() == 1) {
    destinations_[step.shard]->add(std::move(step));
    return;
  }
  const std::size_t shard = shard_with(step.bulk ? step.bulk->article.id : step.document->article.id, step.shard);
  if (shard == step.shard) destinations_[shard]->add(std::move(step));
  else destinations_[shard]->add_anew(std::move(step));
}

// Where the id is already: its year may be another one now.
std::size_t Shards::shard_with(const std::string& id, std::size_t otherwise) {
  const auto [placed, is_new] = placed_.try_emplace(XXH3_64bits(id.data(), id.size()), static_cast<std::uint32_t>(otherwise));
  if (!is_new || destinations_[otherwise]->concerns(id)) return placed->second;
  for (std::size_t shard = 0; shard < destinations_.size(); ++shard)
    if (destinations_[shard]->concerns(id)) return placed->second = static_cast<std::uint32_t>(shard);
  return otherwise;
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
