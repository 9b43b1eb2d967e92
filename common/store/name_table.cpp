#include "common/store/name_table.h"

#include <algorithm>
#include <map>

#include "common/analysis/entities/base_names.h"
#include "common/analysis/entities/name_key.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr std::size_t kRemembered = 100'000;
constexpr std::uint64_t kFewestArticles = 2;   // that show a link, for it to be believed
constexpr double kDominant = 0.8;              // share of one fuller name, from which on the short one is that
constexpr std::size_t kMostCandidates = 12;    // of an ambiguous name
constexpr int kMostSteps = 3;                  // Putin -> Vladimir Putin -> ...

std::string_view key_of(std::string_view id) { return id.substr(std::min(id.find(':') + 1, id.size())); }
bool is_one_word(std::string_view id) { return key_of(id).find('-') == std::string_view::npos; }

const BaseName* base_of(std::string_view id) {
  const auto type = entity_type(id.substr(0, id.find(':')));
  return type ? base_name(*type, key_of(id)) : nullptr;
}

bool more_articles(const LinkedName& a, const LinkedName& b) { return a.articles != b.articles ? a.articles > b.articles : a.id < b.id; }

}  // namespace

std::string readable_name(std::string_view id) {
  if (const BaseName* base = base_of(id); base && base->key == key_of(id)) return base->name;
  std::string name(key_of(id));
  bool begins = true;
  for (char& c : name) {
    if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    begins = c == '-';
    if (begins) c = ' ';
  }
  return name;
}

std::vector<LinkedName> NameTable::links(std::string_view id, std::vector<LinkedName> (*read)(const Xapian::Database&, std::string_view)) const {
  std::map<std::string, std::uint64_t> sums;
  for (const Xapian::Database& database : databases_)
    for (const LinkedName& name : read(database, id)) sums[name.id] += name.articles;
  std::vector<LinkedName> all;
  for (const auto& [name, count] : sums) all.push_back({name, count});
  std::sort(all.begin(), all.end(), more_articles);
  return all;
}

std::uint64_t NameTable::articles(const std::string& id) const {
  std::uint64_t sum = 0;
  for (const Xapian::Database& database : databases_) sum += database.get_termfreq(entity_term(id));
  return sum;
}

const std::string& NameTable::entity_of(const std::string& id) {
  if (const auto found = known_.find(id); found != known_.end()) return found->second;
  if (known_.size() >= kRemembered) known_.clear();
  std::string entity = id;
  for (int step = 0; step < kMostSteps; ++step) {
    std::string next = settle(entity);
    if (next == entity) break;
    entity = std::move(next);
  }
  return known_.emplace(id, std::move(entity)).first->second;
}

// One step: to the fuller name that stands out; of two longer forms, to the one more articles use.
std::string NameTable::settle(const std::string& id) {
  const std::vector<LinkedName> fuller = links(id, fuller_names);
  std::uint64_t all = 0;
  for (const LinkedName& name : fuller) all += name.articles;
  if (is_one_word(id)) {
    if (!fuller.empty() && fuller.front().articles >= kFewestArticles && static_cast<double>(fuller.front().articles) >= kDominant * static_cast<double>(all)) return fuller.front().id;
    // Nothing speaks against what is known beforehand.
    const BaseName* base = fuller.empty() ? base_of(id) : nullptr;
    return base ? entity_id(base->type, base->key) : id;
  }
  std::uint64_t most = articles(id);
  std::string best = id;
  for (const LinkedName& name : fuller)
    if (const std::uint64_t count = articles(name.id); name.articles >= kFewestArticles && !is_one_word(name.id) && count > most) most = count, best = name.id;
  for (const LinkedName& name : links(id, shorter_names))
    if (const std::uint64_t count = articles(name.id); name.articles >= kFewestArticles && !is_one_word(name.id) && count > most) most = count, best = name.id;
  return best;
}

std::vector<std::string> NameTable::forms_of(const std::string& entity) {
  std::vector<std::string> forms{entity};
  for (const auto read : {shorter_names, fuller_names})
    for (const LinkedName& other : links(entity, read))
      if (other.id != entity && entity_of(other.id) == entity) forms.push_back(other.id);
  return forms;
}

// An article has one of them: what it calls by both it has linked.
std::uint64_t NameTable::articles_of(const std::string& entity) {
  std::uint64_t sum = 0;
  for (const std::string& form : forms_of(entity)) sum += articles(form);
  return sum;
}

Named NameTable::named(EntityType type, std::string_view name) {
  Named out;
  std::string id = entity_id(type, name_key(name, type));
  if (const BaseName* base = base_of(id); base && !is_one_word(id)) id = entity_id(type, base->key);
  const auto add = [&](const std::string& one) {
    if (std::find(out.ids.begin(), out.ids.end(), one) == out.ids.end()) out.ids.push_back(one);
  };
  const auto add_entity = [&](const std::string& one) {
    for (const std::string& form : forms_of(one)) add(form);
  };
  const std::string entity = entity_of(id);
  std::map<std::string, std::uint64_t> candidates;  // entities: two spellings of one are no ambiguity
  if (entity == id && is_one_word(id))
    for (const LinkedName& fuller : links(id, fuller_names)) candidates[entity_of(fuller.id)] += fuller.articles;
  for (const auto& [candidate, count] : candidates) out.candidates.push_back({candidate, count});
  std::sort(out.candidates.begin(), out.candidates.end(), more_articles);
  if (out.candidates.size() > kMostCandidates) out.candidates.resize(kMostCandidates);
  for (const LinkedName& candidate : out.candidates) add_entity(candidate.id);
  if (out.candidates.size() == 1) out.candidates.clear();
  add_entity(entity);
  add(id);
  return out;
}

}  // namespace dateline
