#include "query/entity_counts.h"

#include <algorithm>

#include "common/analysis/entities/base_names.h"
#include "common/analysis/entities/name_key.h"

namespace dateline {
namespace {

constexpr std::size_t kDay = 10;  // bytes of 2024-03-14

}  // namespace

void EntityCounter::add(const std::vector<ArticleEntity>& entities, std::string_view published) {
  const std::string day(published.substr(0, kDay));
  for (const ArticleEntity& entity : entities) {
    Count& entry = counts_[entity.id];
    EntityCount& count = entry.count;
    count.type = entity.type;
    ++count.articles;
    count.salience += entity.salience;
    ++entry.names[entity.name];
    if (day.empty()) continue;
    if (count.first.empty() || day < count.first) count.first = day;
    if (day > count.last) count.last = day;
  }
}

std::vector<EntityCount> EntityCounter::most(std::size_t limit, std::string_view type) const {
  std::vector<EntityCount> all;
  for (const auto& [id, entry] : counts_) {
    if (!type.empty() && entry.count.type != type) continue;
    EntityCount count = entry.count;
    count.id = id;
    // The usual name; of equally usual ones the fullest.
    const auto usual = std::max_element(entry.names.begin(), entry.names.end(), [](const auto& a, const auto& b) {
      if (a.second != b.second) return a.second < b.second;
      return a.first.size() != b.first.size() ? a.first.size() < b.first.size() : a.first > b.first;
    });
    count.name = usual->first;
    all.push_back(std::move(count));
  }
  const auto before = [](const EntityCount& a, const EntityCount& b) { return a.salience != b.salience ? a.salience > b.salience : a.id < b.id; };
  const std::size_t kept = std::min(limit, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(), before);
  all.resize(kept);
  for (EntityCount& count : all) add_country(count);
  return all;
}

void add_country(EntityCount& entity) {
  const std::string_view key = std::string_view(entity.id).substr(std::min(entity.id.find(':') + 1, entity.id.size()));
  const auto type = entity_type(entity.type);
  const BaseName* known = type ? base_name(*type, key) : nullptr;
  const BaseName* country = known && !known->country.empty() ? base_name(EntityType::place, known->country) : nullptr;
  if (!country || country == known) return;
  entity.country = entity_id(EntityType::place, country->key);
  entity.country_name = country->name;
}

}  // namespace dateline
