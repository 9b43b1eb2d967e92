#include "common/analysis/entities/base_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <unordered_map>
#include <vector>

#include "common/analysis/entities/name_key.h"
#include "common/analysis/entities/name_rows.h"

namespace dateline {
namespace {

constexpr std::string_view kCountries =
#include "common/analysis/entities/base/countries.inc"
    ;
constexpr std::string_view kNames =
#include "common/analysis/entities/base/names.inc"
    ;
constexpr std::string_view kLeaders =
#include "common/analysis/entities/base/leaders.inc"
    ;

// The spellings come first: keys are made with them.
class GivenNames {
 public:
  GivenNames() {
    each_row(kNames, [&](const std::vector<std::string_view>& row, std::size_t) {
      if (row[0] != "given" && row[0] != "short") return;
      for (const std::string_view other : split_row(row[2], ';')) {
        if (row[0] == "given") usual_.emplace(other, row[1]);
        else whole_[other].push_back(row[1]);
      }
    });
  }
  std::string_view usual(std::string_view folded) const {
    const auto found = usual_.find(folded);
    return found == usual_.end() ? std::string_view() : found->second;
  }
  bool may_be_same(std::string_view one, std::string_view other) const {
    if (one == other) return true;
    const std::vector<std::string_view> first = whole(one), second = whole(other);
    return std::find_first_of(first.begin(), first.end(), second.begin(), second.end()) != first.end();
  }

 private:
  // The names it may be short for, itself among them.
  std::vector<std::string_view> whole(std::string_view folded) const {
    std::vector<std::string_view> names{folded};
    if (const auto found = whole_.find(folded); found != whole_.end()) names.insert(names.end(), found->second.begin(), found->second.end());
    return names;
  }

  std::unordered_map<std::string_view, std::string_view> usual_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> whole_;
};

class BaseNames {
 public:
  BaseNames() {
    each_row(kCountries, [&](const std::vector<std::string_view>& row, std::size_t) {
      const std::string country = add(EntityType::place, row[0], row[1], {});
      const std::vector<std::string_view> capitals = split_row(row[2], ';');
      for (const std::string_view capital : capitals)
        if (!capital.empty()) add(EntityType::place, capital, {}, country);
      if (row[3].empty()) return;
      const std::size_t first = std::min(row[3].find(';'), row[3].size());
      add(EntityType::misc, row[3].substr(0, first), row[3].substr(std::min(first + 1, row[3].size())), country);
    });
    each_row(kNames, [&](const std::vector<std::string_view>& row, std::size_t) {
      if (row[0] == "org") add(EntityType::org, row[1], row[2], {});
      if (row[0] == "person") add(EntityType::person, row[1], row[2], {});
      if (row[0] == "place") add(EntityType::place, row[1], row[2], {});
      if (row[0] == "seat") add_seat(row);
    });
    each_row(kLeaders, [&](const std::vector<std::string_view>& row, std::size_t) { add_leader(row); });
  }

  const BaseName* find(EntityType type, std::string_view key) const {
    const auto& of_type = by_key_[static_cast<std::size_t>(type)];
    const auto found = of_type.find(key);
    return found == of_type.end() ? nullptr : found->second;
  }

  const BaseName* leader(std::string_view key, unsigned year) const {
    const auto found = leaders_.find(key);
    if (found == leaders_.end()) return nullptr;
    const std::vector<Leader>& all = found->second;
    if (all.size() == 1) return all.front().name;
    if (!year) return nullptr;
    const auto after = std::find_if(all.begin(), all.end(), [&](const Leader& one) { return one.since > year; });
    return (after == all.begin() ? after : after - 1)->name;
  }

 private:
  struct Leader {
    unsigned since;  // the year
    const BaseName* name;
  };

  // Whole names are names like others; what is no more than a surname is kept apart, with the time.
  void add_leader(const std::vector<std::string_view>& row) {
    const BaseName* country = find(EntityType::place, name_key(row[0], EntityType::place));
    const std::string key = add(EntityType::person, row[1], {}, country ? country->key : std::string());
    unsigned since = 0;
    std::from_chars(row[3].data(), row[3].data() + row[3].size(), since);
    const BaseName* name = find(EntityType::person, key);
    for (const std::string_view other : split_row(row[2], ';')) {
      std::string short_key = name_key(other, EntityType::person);
      if (short_key.empty()) continue;
      if (short_key.find('-') == std::string::npos) leaders_[key_store_.emplace_back(std::move(short_key))].push_back({since, name});
      else add(EntityType::person, row[1], other, {});
    }
  }

  // One entry, found under either type.
  void add_seat(const std::vector<std::string_view>& row) {
    const bool is_org = row[1] == "org";
    const EntityType type = is_org ? EntityType::org : EntityType::place, other = is_org ? EntityType::place : EntityType::org;
    const BaseName* country = find(EntityType::place, name_key(row[4], EntityType::place));
    auto& of_type = by_key_[static_cast<std::size_t>(type)];
    BaseName* const seat = of_type.at(add(type, row[2], row[3], country ? country->key : std::string()));
    for (const std::string_view name : {row[2], row[3]})
      for (const std::string_view one : split_row(name, ';'))
        if (!one.empty()) by_key_[static_cast<std::size_t>(other)].emplace(key_store_.emplace_back(name_key(one, other)), seat);
  }

  // A name that is there already is joined: Kiev, the capital, and Kyiv.
  std::string add(EntityType type, std::string_view name, std::string_view others, const std::string& country) {
    std::vector<std::string> keys{name_key(name, type)};
    for (const std::string_view other : split_row(others, ';'))
      if (!other.empty()) keys.push_back(name_key(other, type));
    auto& of_type = by_key_[static_cast<std::size_t>(type)];
    BaseName* known = nullptr;
    for (const std::string& key : keys)
      if (const auto found = of_type.find(key); found != of_type.end()) known = found->second;
    BaseName& entry = known ? *known : names_.emplace_back();
    if (!known || (country.empty() && entry.key != keys.front())) {
      entry.type = type;
      entry.key = keys.front();
      entry.name = name;
    }
    if (!country.empty()) entry.country = country;
    for (const std::string& key : keys) of_type[key_store_.emplace_back(key)] = &entry;
    return entry.key;
  }

  std::deque<BaseName> names_;
  std::deque<std::string> key_store_;
  std::array<std::unordered_map<std::string_view, BaseName*>, 4> by_key_;
  std::unordered_map<std::string_view, std::vector<Leader>> leaders_;  // by a surname, rising by year
};

}  // namespace

namespace {
const BaseNames& base_names() {
  static const BaseNames names;
  return names;
}
}  // namespace

const BaseName* base_name(EntityType type, std::string_view key) { return base_names().find(type, key); }

const BaseName* base_leader(std::string_view surname_key, unsigned year) { return base_names().leader(surname_key, year); }

// Found under both types, as nothing else is.
const BaseName* seat_of_government(std::string_view key) {
  const BaseName* place = base_name(EntityType::place, key);
  return place && place == base_name(EntityType::org, key) ? place : nullptr;
}

namespace {
const GivenNames& given_names() {
  static const GivenNames names;
  return names;
}
}  // namespace

std::string_view usual_given_name(std::string_view folded) { return given_names().usual(folded); }

bool may_be_same_given_name(std::string_view one, std::string_view other) { return given_names().may_be_same(one, other); }

}  // namespace dateline
