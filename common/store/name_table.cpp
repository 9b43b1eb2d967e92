#include "common/store/name_table.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "common/analysis/entities/base_names.h"
#include "common/analysis/entities/name_key.h"
#include "common/store/aliases.h"
#include "common/store/change_log.h"
#include "common/store/schema.h"
#include "common/store/whole_lists.h"

namespace dateline {
namespace {

constexpr std::size_t kRemembered = 100'000;
constexpr std::uint64_t kFewestArticles = 2;   // that show a link, for it to be believed
constexpr double kDominant = 0.8;              // share of one fuller name, from which on the short one is that
constexpr double kHalf = 0.5;                  // of a year's: below it the short one is not that which stands out over all years
constexpr std::uint64_t kEnoughOfYear = 5;     // articles that show whom a short name means in a year; with fewer the years beside it count as well
constexpr double kMostSaid = 2.0 / 3;          // share of one type, from which on the others are that too
constexpr std::size_t kMostBearers = 16;       // of a surname: where more people have it, Chris and Christopher may well be two
constexpr std::size_t kMostCandidates = 12;    // of an ambiguous name
constexpr int kMostSteps = 3;                  // Putin -> Vladimir Putin -> ...
constexpr std::size_t kMostLinksKept = 1000;

bool is_one_word(std::string_view id) { return key_in_id(id).find('-') == std::string_view::npos; }

const BaseName* base_of(std::string_view id, unsigned year = 0) {
  const auto type = entity_type(type_in_id(id));
  if (!type) return nullptr;
  const BaseName* base = base_name(*type, key_in_id(id));
  return base || *type != EntityType::person ? base : base_leader(key_in_id(id), year);
}

std::string surname_id(std::string_view id) { return "person:" + std::string(id.substr(std::min(std::max(id.rfind('-') + 1, id.find(':') + 1), id.size()))); }

bool may_be_same_first(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  return (one.size() == 1 && other.front() == one.front()) || may_be_same_given_name(one, other);
}

// Two names of one surname, each of two words or more: one has what the other leaves out (Jack in Frank Jack Daniel, Maurice in Hank Greenberg), or the given name is a
// short form or an initial.
bool may_be_one_person(std::string_view one, std::string_view other) {
  const std::vector<std::string_view> a = key_words(key_in_id(one)), b = key_words(key_in_id(other));
  if (a.size() < 2 || b.size() < 2 || a.back() != b.back()) return false;
  const std::vector<std::string_view>&longer = a.size() < b.size() ? b : a, &shorter = a.size() < b.size() ? a : b;
  if (may_be_same_first(longer.front(), shorter.front()) && (shorter.size() == 2 || std::equal(longer.begin() + 1, longer.end(), shorter.begin() + 1, shorter.end()))) return true;
  std::size_t at = 0;
  for (const std::string_view word : longer) at += at < shorter.size() && shorter[at] == word;
  return at == shorter.size();
}

void add_years(std::vector<YearCount>& years, const std::vector<YearCount>& more) {
  for (const auto& [year, count] : more) {
    auto place = std::lower_bound(years.begin(), years.end(), YearCount{year, 0});
    if (place == years.end() || place->first != year) place = years.insert(place, {year, 0});
    place->second += count;
  }
}

// Each id once.
void sum_up(std::vector<LinkedName>& names) {
  std::sort(names.begin(), names.end(), [](const LinkedName& a, const LinkedName& b) { return a.id < b.id; });
  auto last = names.begin();
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (name == last) continue;
    if (name->id == last->id) {
      last->articles += name->articles;
      add_years(last->years, name->years);
    } else if (++last != name) {
      *last = std::move(*name);
    }
  }
  if (last != names.end()) names.erase(last + 1, names.end());
}

bool more_articles(const LinkedName& a, const LinkedName& b) { return a.articles != b.articles ? a.articles > b.articles : a.id < b.id; }

}  // namespace

NameTable::NameTable(std::vector<Xapian::Database> databases, std::shared_ptr<NameMemory> memory, Epoch epoch)
    : databases_(std::move(databases)), memory_(std::move(memory)), epoch_(epoch) {
  any_aliases_ = std::any_of(databases_.begin(), databases_.end(), [](const Xapian::Database& database) { return !alias_text(database).empty(); });
}

std::optional<std::string> NameTable::aliased(const std::string& id) const {
  if (any_aliases_)
    for (const Xapian::Database& database : databases_)
      if (auto said = aliased_entity(database, id)) return said;
  return std::nullopt;
}

Xapian::Query form_query(const NameForm& form, const std::string& term) {
  using Xapian::Query;
  const Query id(term);
  std::vector<Query> years;
  for (const unsigned year : form.years) years.emplace_back(year_term(static_cast<int>(year)));
  if (years.empty()) return id;
  return Query(form.mostly ? Query::OP_AND_NOT : Query::OP_AND, id, Query(Query::OP_OR, years.begin(), years.end()));
}

Xapian::Query forms_query(const std::vector<NameForm>& forms) {
  std::vector<Xapian::Query> ways;
  for (const NameForm& form : forms) ways.push_back(form_query(form, entity_term(form.id)));
  return Xapian::Query(Xapian::Query::OP_OR, ways.begin(), ways.end());
}

std::string NameTable::known_name(const std::string& entity) const {
  for (const Xapian::Database& database : databases_)
    if (const auto entry = alias_entry(database, entity)) return entry->name;
  const BaseName* base = base_of(entity);
  return base && base->key == key_in_id(entity) ? base->name : std::string();
}

std::string words_of_key(std::string_view entity) {
  std::string name(key_in_id(entity));
  bool begins = true;
  for (char& c : name) {
    if (begins && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    begins = c == '-';
    if (begins) c = ' ';
  }
  return name;
}

// What is found out hangs on how many articles have the id, and on its links.
void NameTable::note(std::string_view id) const {
  if (inputs_) inputs_->push_back(name_hash(id));
}

const NameTable::Links& NameTable::linked(const std::string& id, bool fuller) {
  note(id);
  auto& kept = fuller ? fuller_ : shorter_;
  if (const auto found = kept.find(id); found != kept.end()) return found->second;
  Links all;
  for (const Xapian::Database& database : databases_) {
    Links some = fuller ? fuller_names(database, id) : shorter_names(database, id);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  if (databases_.size() > 1) sum_up(all);
  std::sort(all.begin(), all.end(), more_articles);
  if (kept.size() >= kMostLinksKept) kept.clear();
  return kept.emplace(id, std::move(all)).first->second;
}

std::uint64_t NameTable::articles(const std::string& id) const {
  note(id);
  if (articles_.size() >= kRemembered) articles_.clear();
  if (const auto known = articles_.find(id); known != articles_.end()) return known->second;
  std::uint64_t sum = 0;
  for (const Xapian::Database& database : databases_) sum += database.get_termfreq(entity_term(id));
  return articles_.emplace(id, sum).first->second;
}

const std::vector<unsigned>& NameTable::years() {
  if (years_) return *years_;
  std::set<unsigned> all;
  const std::string prefix(prefix::kYear);
  for (const Xapian::Database& database : databases_)
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
      const std::string digits = (*term).substr(prefix.size());
      unsigned year = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), year);
      if (year) all.insert(year);
    }
  return years_.emplace(all.begin(), all.end());
}

bool NameTable::tells_years_apart(std::string_view id) { return is_one_word(id); }

std::string NameTable::entity_of(const std::string& id, unsigned year) {
  const bool by_year = year && is_one_word(id);
  const std::string key = by_year ? id + "@" + std::to_string(year) : id;
  if (std::optional<std::string> known = memory_->find(key, epoch_, inputs_)) return *std::move(known);
  NameMemory::Inputs inputs;
  struct Noting {  // also when the databases change meanwhile, and reading throws
    NameMemory::Inputs*& place;
    NameMemory::Inputs* outer;
    ~Noting() { place = outer; }
  };
  const Noting noting{inputs_, std::exchange(inputs_, &inputs)};
  std::string entity = id;
  for (int step = 0; step < kMostSteps; ++step) {
    std::string next = settle(entity, year);
    if (next == entity) break;
    entity = std::move(next);
  }
  if (noting.outer) noting.outer->insert(noting.outer->end(), inputs.begin(), inputs.end());
  memory_->keep(key, entity, std::move(inputs), epoch_);
  return entity;
}

// One step: to what the user says, to the type most articles say, to the fuller name that stands out, of two longer forms to the one more articles use.
std::string NameTable::settle(const std::string& id, unsigned year) {
  if (auto said = aliased(id)) return *std::move(said);
  if (is_one_word(id)) {
    // By value: what is found on the way may push it out of what is kept.
    if (const Links bearers = linked(id, true); !bearers.empty()) return settle_short(id, bearers, year);
    // Nothing speaks against what is known beforehand.
    const BaseName* base = base_of(id, year);
    return base ? entity_id(base->type, base->key) : id;
  }
  if (std::string other = of_most_said_type(id); other != id) return other;
  std::uint64_t most = articles(id);
  std::string best = id;
  for (const bool fuller : {true, false})
    for (const LinkedName& name : linked(id, fuller))
      if (const std::uint64_t count = articles(name.id); name.articles >= kFewestArticles && !is_one_word(name.id) && count > most) most = count, best = name.id;
  return best == id ? other_form_of_person(id) : best;
}

namespace {

// How many articles show that a short name means each of several entities.
using Shares = std::map<std::string, std::uint64_t>;

std::uint64_t total(const Shares& shares) {
  std::uint64_t sum = 0;
  for (const auto& [entity, count] : shares) sum += count;
  return sum;
}

// The one it means by them; empty when none stands out.
std::string outstanding(const Shares& shares) {
  const auto most = std::max_element(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const bool stands_out = most != shares.end() && most->second >= kFewestArticles && static_cast<double>(most->second) >= kDominant * static_cast<double>(total(shares));
  return stands_out ? most->first : std::string();
}

}  // namespace

// One word, and the longer names it is part of: the one that stands out in that year, else over all of them, forms of one name taken together.
std::string NameTable::settle_short(const std::string& id, const Links& bearers, unsigned year) {
  Shares all, of_year, around;
  for (const LinkedName& name : bearers) {
    const std::string entity = bearers.size() > kMostBearers ? name.id : entity_of(name.id);
    all[entity] += name.articles;
    for (const auto& [shown, count] : name.years) {
      if (year && shown == year) of_year[entity] += count;
      if (year && shown + 1 >= year && shown <= year + 1) around[entity] += count;
    }
  }
  const Shares& then = total(of_year) >= kEnoughOfYear ? of_year : around;
  std::string usual = outstanding(all);
  if (usual.empty()) {
    // Too few articles to tell by them alone, and they agree with what is known beforehand.
    const BaseName* base = base_of(id, year);
    std::string known = base ? entity_id(base->type, base->key) : std::string();
    if (const auto share = all.find(known); share != all.end() && static_cast<double>(share->second) >= kDominant * static_cast<double>(total(all))) usual = std::move(known);
  }
  // What goes by its short name alone in most articles is itself in every year: a few articles on Apple TV do not make it Apple.
  const bool is_own_name = !id.starts_with("person:") && static_cast<double>(total(all)) < kHalf * static_cast<double>(articles(id));
  if (is_own_name || total(then) < kEnoughOfYear) return usual.empty() ? id : usual;
  if (std::string entity = outstanding(then); !entity.empty()) return entity;
  const auto share = then.find(usual);
  return share != then.end() && static_cast<double>(share->second) >= kHalf * static_cast<double>(total(then)) ? usual : id;
}

std::string NameTable::of_most_said_type(const std::string& id) const {
  std::string best = id;
  std::uint64_t most = 0, all = 0;
  for (const EntityType type : kEntityTypes) {
    std::string other = entity_id(type, key_in_id(id));
    const std::uint64_t count = articles(other);
    all += count;
    if (count > most) most = count, best = std::move(other);
  }
  const bool clear = most > kFewestArticles && static_cast<double>(most) >= kMostSaid * static_cast<double>(all);
  return clear ? best : id;
}

// Josh Rosner and Joshua Rosner, Maurice Greenberg and Maurice "Hank" Greenberg: the form more articles use, when few have the surname, and none of the others may be meant as well.
std::string NameTable::other_form_of_person(const std::string& id) {
  if (!id.starts_with("person:")) return id;
  const Links& bearers = linked(surname_id(id), true);
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

// When an id stands for the entity; none when it never does.
std::optional<NameForm> NameTable::form_of(const std::string& id, const std::string& entity) {
  NameForm form{id, entity_of(id) == entity, {}};
  if (is_one_word(id) && id != entity) {
    for (const unsigned year : years())
      if ((entity_of(id, year) == entity) != form.mostly) form.years.push_back(year);
  }
  return form.mostly || !form.years.empty() ? std::optional(std::move(form)) : std::nullopt;
}

std::vector<NameForm> NameTable::forms_of(const std::string& entity) {
  std::vector<NameForm> forms{{entity, true, {}}};
  std::set<std::string> seen{entity};
  const auto add = [&](const std::string& id) {
    if (!seen.insert(id).second) return;
    if (auto form = form_of(id, entity)) forms.push_back(*std::move(form));
  };
  for (const Xapian::Database& database : databases_)
    if (const auto entry = alias_entry(database, entity)) std::for_each(entry->ids.begin(), entry->ids.end(), add);
  const auto add_linked = [&](const std::string& id) {
    for (const bool fuller : {false, true}) {
      const Links others = linked(id, fuller);
      for (const LinkedName& other : others) add(other.id);
    }
  };
  add_linked(entity);
  if (is_one_word(entity)) return forms;
  for (const EntityType type : kEntityTypes)
    if (const std::string other = entity_id(type, key_in_id(entity)); articles(other)) add(other);
  if (entity.starts_with("person:")) {
    add(surname_id(entity));
    add_linked(surname_id(entity));
  }
  return forms;
}

// Counted as a search would: an article may have several of them.
std::uint64_t NameTable::articles_of(const std::string& entity) {
  std::vector<NameForm> forms = forms_of(entity);
  forms.erase(std::remove_if(forms.begin(), forms.end(), [this](const NameForm& form) { return !articles(form.id); }), forms.end());
  if (forms.size() == 1 && forms.front().mostly && forms.front().years.empty()) return articles(forms.front().id);
  std::uint64_t sum = 0;
  for (const Xapian::Database& database : databases_) {
    Xapian::Enquire enquire(database);
    enquire.set_query(without_whole_lists(forms_query(forms), database, false));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    sum += enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
  }
  return sum;
}

bool NameTable::knows(EntityType type, std::string_view name) {
  const std::string key = name_key(name, type);
  if (key.empty()) return false;
  const std::string id = entity_id(type, key);
  if (base_of(id) || aliased(id)) return true;
  return articles(id) || (is_one_word(id) && !linked(id, true).empty());
}

const Named& NameTable::named(EntityType type, std::string_view name) {
  std::string id = entity_id(type, name_key(name, type));
  if (const auto found = named_.find(id); found != named_.end()) return found->second;
  if (named_.size() >= kMostLinksKept) named_.clear();
  Named named = look_up(type, id);
  return named_.emplace(std::move(id), std::move(named)).first->second;
}

Named NameTable::look_up(EntityType type, std::string id) {
  Named out;
  if (const BaseName* base = base_of(id); base && !is_one_word(id)) id = entity_id(base->type, base->key);
  std::set<std::string> seen;
  const auto add_entity = [&](const std::string& one) {
    for (NameForm& form : forms_of(one))
      if (form.id != id && seen.insert(form.id).second) out.forms.push_back(std::move(form));
  };
  const std::string entity = entity_of(id);
  std::map<std::string, std::uint64_t> candidates;  // entities: two spellings of one are no ambiguity
  // By value: what is found on the way may push it out of what is kept.
  const Links bearers = is_one_word(id) ? linked(id, true) : Links();
  if (is_one_word(id)) {
    // What most articles call so and no fuller is called so: Apple, of Apple Records. A surname is nobody's name.
    std::uint64_t linked = 0;
    for (const LinkedName& name_of : bearers) linked += name_of.articles;
    if (entity == id && (type == EntityType::person || linked > articles(id)))
      for (const LinkedName& name_of : bearers) candidates[entity_of(name_of.id)] += name_of.articles;
    for (const unsigned year : years())
      if (const std::string then = entity_of(id, year); then != id) candidates.emplace(then, 0);
    if (entity != id) candidates.emplace(entity, 0);
  }
  if (entity != id && candidates.size() < 2) {
    std::map<std::string, std::uint64_t> others;
    for (const LinkedName& name_of : bearers)
      if (const std::string other = entity_of(name_of.id); other != entity && name_of.articles >= kFewestArticles) others[other] += name_of.articles;
    for (const auto& [other, count] : others) out.others.push_back({other, count, {}});
    std::sort(out.others.begin(), out.others.end(), more_articles);
  }
  // One whom the corpus never calls so in full is counted as he is found.
  for (const auto& [candidate, count] : candidates) out.candidates.push_back({candidate, count ? count : articles_of(candidate), {}});
  std::sort(out.candidates.begin(), out.candidates.end(), more_articles);
  if (out.candidates.size() > kMostCandidates) out.candidates.resize(kMostCandidates);
  // The name itself is all of theirs, whatever the year.
  const NameForm itself{id, true, {}};
  if (entity == id) out.forms.push_back(itself);
  add_entity(entity);
  for (const LinkedName& candidate : out.candidates) add_entity(candidate.id);
  if (entity != id) out.forms.push_back(itself);
  if (out.candidates.size() <= 1) out.candidates.clear();
  return out;
}

}  // namespace dateline
