#include "common/store/name_memory.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kMostKept = 200'000;     // some 200 bytes each; 40,000 articles have 100,000 names
constexpr std::size_t kMostChanged = 500'000;
constexpr std::size_t kMostInputs = 256;

}  // namespace

void NameMemory::changed(const std::set<std::uint32_t>& names, Epoch epoch) {
  const std::unique_lock lock(mutex_);
  if (last_changed_.size() + names.size() > kMostChanged) {
    kept_.clear();
    last_changed_.clear();
    first_ = epoch;
  }
  for (const std::uint32_t name : names) last_changed_[name] = epoch;
}

void NameMemory::forget(Epoch epoch) {
  const std::unique_lock lock(mutex_);
  kept_.clear();
  last_changed_.clear();
  first_ = epoch;
}

bool NameMemory::holds(const Kept& kept, Epoch epoch) const {
  if (kept.epoch == epoch) return true;
  if (kept.epoch > epoch || !kept.for_long) return false;
  return std::all_of(kept.inputs.begin(), kept.inputs.end(), [&](std::uint32_t input) {
    const auto changed = last_changed_.find(input);
    return changed == last_changed_.end() || changed->second <= kept.epoch;
  });
}

std::optional<std::string> NameMemory::find(const std::string& key, Epoch epoch, Inputs* inputs) const {
  const std::shared_lock lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end() || !holds(found->second, epoch)) return std::nullopt;
  if (inputs) inputs->insert(inputs->end(), found->second.inputs.begin(), found->second.inputs.end());
  return found->second.entity.empty() ? key : found->second.entity;
}

void NameMemory::keep(const std::string& key, const std::string& entity, Inputs inputs, Epoch epoch) {
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  const bool for_long = inputs.size() <= kMostInputs;
  inputs.shrink_to_fit();
  const std::unique_lock lock(mutex_);
  if (epoch < first_) return;
  if (kept_.size() >= kMostKept) kept_.clear();
  Kept& kept = kept_[key];
  if (kept.epoch > epoch) return;  // another reader is further on
  kept = {entity == key ? std::string() : entity, epoch, for_long, std::move(inputs)};
}

}  // namespace dateline
