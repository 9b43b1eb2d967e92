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
constexpr double kMostSaid = 2.0 / 3;          // share of one type, from which on the others are that too
constexpr std::size_t kMostBearers = 16;       // of a surname: where more people have it, Chris and Christopher may well be two
constexpr std::size_t kMostCandidates = 12;    // of an ambiguous name
constexpr int kMostSteps = 3;                  // Putin -> Vladimir Putin -> ...

std::string_view key_of(std::string_view id) { return id.substr(std::min(id.find(':') + 1, id.size())); }
bool is_one_word(std::string_view id) { return key_of(id).find('-') == std::string_view::npos; }

const BaseName* base_of(std::string_view id) {
  const auto type = entity_type(id.substr(0, id.find(':')));
  return type ? base_name(*type, key_of(id)) : nullptr;
}

std::string surname_id(std::string_view id) { return "person:" + std::string(id.substr(std::min(std::max(id.rfind('-') + 1, id.find(':') + 1), id.size()))); }

bool may_be_same_first(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  return (one.size() == 1 && other.front() == one.front()) || may_be_same_given_name(one, other);
}

// Two names of one surname, each of two words or more: one has what the other leaves out (Jack in Frank Jack Daniel, Maurice in Hank Greenberg), or the given name is a
// short form or an initial.
bool may_be_one_person(std::string_view one, std::string_view other) {
  const std::vector<std::string_view> a = key_words(key_of(one)), b = key_words(key_of(other));
  if (a.size() < 2 || b.size() < 2 || a.back() != b.back()) return false;
  const std::vector<std::string_view>&longer = a.size() < b.size() ? b : a, &shorter = a.size() < b.size() ? a : b;
  if (may_be_same_first(longer.front(), shorter.front()) && (shorter.size() == 2 || std::equal(longer.begin() + 1, longer.end(), shorter.begin() + 1, shorter.end()))) return true;
  std::size_t at = 0;
  for (const std::string_view word : longer) at += at < shorter.size() && shorter[at] == word;
  return at == shorter.size();
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

// One step: to the type most articles say, to the fuller name that stands out, of two longer forms to the one more articles use.
std::string NameTable::settle(const std::string& id) {
  const std::vector<LinkedName> fuller = links(id, fuller_names);
  if (is_one_word(id)) {
    if (!fuller.empty()) return settle_surname(id, fuller);
    // Nothing speaks against what is known beforehand.
    const BaseName* base = base_of(id);
    return base ? entity_id(base->type, base->key) : id;
  }
  if (std::string other = of_most_said_type(id); other != id) return other;
  std::uint64_t most = articles(id);
  std::string best = id;
  for (const LinkedName& name : fuller)
    if (const std::uint64_t count = articles(name.id); name.articles >= kFewestArticles && !is_one_word(name.id) && count > most) most = count, best = name.id;
  for (const LinkedName& name : links(id, shorter_names))
    if (const std::uint64_t count = articles(name.id); name.articles >= kFewestArticles && !is_one_word(name.id) && count > most) most = count, best = name.id;
  return best == id ? other_form_of_person(id) : best;
}

// One word, and the longer names it is part of: the one that stands out, forms of one name taken together.
std::string NameTable::settle_surname(const std::string& id, const std::vector<LinkedName>& bearers) {
  std::uint64_t all = 0;
  std::map<std::string, std::uint64_t> entities;
  for (const LinkedName& name : bearers) {
    all += name.articles;
    entities[bearers.size() > kMostBearers ? name.id : entity_of(name.id)] += name.articles;
  }
  const auto most = std::max_element(entities.begin(), entities.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const bool stands_out = most->second >= kFewestArticles && static_cast<double>(most->second) >= kDominant * static_cast<double>(all);
  return stands_out ? most->first : id;
}

std::string NameTable::of_most_said_type(const std::string& id) const {
  std::string best = id;
  std::uint64_t most = 0, all = 0;
  for (const EntityType type : kEntityTypes) {
    std::string other = entity_id(type, key_of(id));
    const std::uint64_t count = articles(other);
    all += count;
    if (count > most) most = count, best = std::move(other);
  }
  const bool clear = most > kFewestArticles && static_cast<double>(most) >= kMostSaid * static_cast<double>(all);
  return clear ? best : id;
}

// Josh Rosner and Joshua Rosner, Maurice Greenberg and Maurice "Hank" Greenberg: the form more articles use, when few have the surname, and none of the others may be meant as well.
std::string NameTable::other_form_of_person(const std::string& id) const {
  if (!id.starts_with("person:")) return id;
  const std::vector<LinkedName> bearers = links(surname_id(id), fuller_names);
  if (bearers.size() < 2 || bearers.size() > kMostBearers) return id;
  std::vector<const LinkedName*> forms;
  for (const LinkedName& name : bearers)
    if (may_be_one_person(name.id, id)) forms.push_back(&name);
  if (forms.size() < 2 || forms.front()->articles < kFewestArticles) return id;
  // Ed may be Edgar or Edward: where both are, he is neither. `bearers` has the most frequent first.
  for (const LinkedName* form : forms)
    for (const LinkedName& name : bearers) {
      const bool is_form = std::any_of(forms.begin(), forms.end(), [&](const LinkedName* other) { return other->id == name.id; });
      if (may_be_one_person(name.id, form->id) != is_form) return id;
    }
  return forms.front()->id;
}

std::vector<std::string> NameTable::forms_of(const std::string& entity) {
  std::vector<std::string> forms{entity};
  const auto add = [&](const std::string& other) {
    if (std::find(forms.begin(), forms.end(), other) == forms.end() && entity_of(other) == entity) forms.push_back(other);
  };
  const auto add_linked = [&](const std::string& id) {
    for (const auto read : {shorter_names, fuller_names})
      for (const LinkedName& other : links(id, read)) add(other.id);
  };
  add_linked(entity);
  if (is_one_word(entity)) return forms;
  for (const EntityType type : kEntityTypes) {
    const std::string other = entity_id(type, key_of(entity));
    if (other != entity && articles(other)) add(other);
  }
  if (entity.starts_with("person:")) add_linked(surname_id(entity));
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
