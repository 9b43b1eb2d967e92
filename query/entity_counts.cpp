#include "query/entity_counts.h"

#include <algorithm>
#include <utility>

#include "common/analysis/entities/base_names.h"
#include "common/analysis/entities/name_key.h"
#include "query/association.h"

namespace dateline {
namespace {

constexpr double kSignificant = 6.63;  // log-likelihood ratio that chance gives in one case of a hundred
constexpr std::size_t kDay = 10;          // bytes of 2024-03-14
constexpr std::size_t kMostPaired = 100;  // entities of an article, the most salient ones, that are seen together
constexpr std::uint64_t kFewestTogether = 2;
constexpr std::size_t kCompanions = 3;

// The country an entity is kept apart from; nullptr when it has none.
const BaseName* country_of(std::string_view id, std::string_view type_name) {
  const auto type = entity_type(type_name);
  const BaseName* known = type ? base_name(*type, key_in_id(id)) : nullptr;
  const BaseName* country = known && !known->country.empty() ? base_name(EntityType::place, known->country) : nullptr;
  return country == known ? nullptr : country;
}

// Japan and Japanese: to say that they go together says nothing.
bool is_demonym(std::string_view id, std::string_view type, std::string_view of_country) {
  if (type != "misc" || !of_country.starts_with("place:")) return false;
  const BaseName* country = country_of(id, type);
  return country && key_in_id(of_country) == country->key;
}

struct Pair {
  double score;
  std::uint64_t articles;
  const std::string* id;
  std::uint32_t number;
  bool operator<(const Pair& other) const {
    if (score != other.score) return score > other.score;
    return articles != other.articles ? articles > other.articles : *id < *other.id;
  }
};

}  // namespace

const std::string& usual_name(const std::unordered_map<std::string, std::uint64_t>& names) {
  return std::max_element(names.begin(), names.end(), [](const auto& a, const auto& b) {
           if (a.second != b.second) return a.second < b.second;
           return a.first.size() != b.first.size() ? a.first.size() < b.first.size() : a.first > b.first;
         })->first;
}

void EntityCounter::add(const std::vector<ArticleEntity>& entities, std::string_view published) {
  const std::string day(published.substr(0, kDay));
  const std::size_t first = named_.size();
  for (const ArticleEntity& entity : entities) {
    const auto [found, fresh] = counts_.try_emplace(entity.id);
    Count& entry = found->second;
    if (fresh) {
      entry.number = static_cast<Number>(by_number_.size());
      by_number_.push_back(&*found);
    }
    EntityCount& count = entry.count;
    count.type = entity.type;
    count.salience += entity.salience;
    ++entry.names[entity.name];
    ++count.articles;
    if (named_.size() - first < kMostPaired) named_.push_back(entry.number);
    if (day.empty()) continue;
    if (count.first.empty() || day < count.first) count.first = day;
    if (day > count.last) count.last = day;
  }
  ends_.push_back(named_.size());
}

std::vector<EntityCount> EntityCounter::most(std::size_t limit, std::string_view type, const Background& background) const {
  std::vector<const Entry*> listed;
  for (const Entry& entry : counts_)
    if (type.empty() || entry.second.count.type == type) listed.push_back(&entry);
  const auto before = [](const Entry* a, const Entry* b) {
    const double one = a->second.count.salience, other = b->second.count.salience;
    return one != other ? one > other : a->first < b->first;
  };
  const std::size_t considered = std::min(background.named_in ? std::max(kConsidered, 4 * limit) : limit, listed.size());
  std::partial_sort(listed.begin(), listed.begin() + static_cast<std::ptrdiff_t>(considered), listed.end(), before);
  listed.resize(considered);
  std::unordered_map<const Entry*, std::uint64_t> everywhere;
  if (background.named_in) {
    std::unordered_map<const Entry*, double> about;
    for (const Entry* entry : listed) {
      const EntityCount& count = entry->second.count;
      const std::uint64_t all = everywhere[entry] = std::max(background.named_in(entry->first), count.articles);
      const double ratio = log_likelihood_ratio(count.articles, ends_.size(), all, background.all);
      about[entry] = ratio < kSignificant ? 0 : ratio * count.salience / static_cast<double>(count.articles);
    }
    std::stable_sort(listed.begin(), listed.end(), [&](const Entry* a, const Entry* b) { return about[a] > about[b]; });
    listed.resize(std::min(limit, listed.size()));
  }
  std::vector<EntityCount> out;
  for (const auto* entry : listed) {
    out.push_back(entry->second.count);
    if (background.named_in) out.back().in_database = everywhere[entry];
    out.back().id = entry->first;
    out.back().name = usual_name(entry->second.names);
    add_country(out.back());
  }
  add_companions(listed, out);
  return out;
}

void EntityCounter::add_companions(const std::vector<const Entry*>& listed, std::vector<EntityCount>& out) const {
  // In which articles each of the listed is.
  std::vector<std::size_t> place(by_number_.size(), listed.size());
  for (std::size_t i = 0; i < listed.size(); ++i) place[listed[i]->second.number] = i;
  std::vector<std::vector<std::uint32_t>> articles(listed.size());
  for (std::size_t article = 0, at = 0; article < ends_.size(); ++article)
    for (; at < ends_[article]; ++at)
      if (const std::size_t one = place[named_[at]]; one < listed.size()) articles[one].push_back(static_cast<std::uint32_t>(article));

  std::vector<std::uint32_t> together(by_number_.size());
  std::vector<Number> seen;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    seen.clear();
    for (const std::uint32_t article : articles[i])
      for (std::size_t at = article ? ends_[article - 1] : 0; at < ends_[article]; ++at)
        if (together[named_[at]]++ == 0) seen.push_back(named_[at]);
    std::vector<Pair> pairs;
    for (const Number number : seen) {
      const std::uint64_t both = std::exchange(together[number], 0u);
      const auto& [id, other] = *by_number_[number];
      if (number == listed[i]->second.number || both < kFewestTogether) continue;
      if (is_demonym(id, other.count.type, out[i].id) || is_demonym(out[i].id, out[i].type, id)) continue;
      pairs.push_back({log_likelihood_ratio(both, out[i].articles, other.count.articles, ends_.size()), both, &id, number});
    }
    const std::size_t kept = std::min(kCompanions, pairs.size());
    std::partial_sort(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(kept), pairs.end());
    for (std::size_t n = 0; n < kept; ++n) out[i].with.push_back({*pairs[n].id, usual_name(by_number_[pairs[n].number]->second.names), pairs[n].articles});
  }
}

void add_country(EntityCount& entity) {
  const BaseName* country = country_of(entity.id, entity.type);
  if (!country) return;
  entity.country = entity_id(EntityType::place, country->key);
  entity.country_name = country->name;
}

}  // namespace dateline
