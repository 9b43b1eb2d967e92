#include "common/analysis/entities/base_names.h"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <vector>

#include "common/analysis/entities/name_key.h"

namespace dateline {
namespace {

constexpr std::string_view kCountries =
#include "common/analysis/entities/base/countries.inc"
    ;
constexpr std::string_view kNames =
#include "common/analysis/entities/base/names.inc"
    ;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = std::min(text.find(at), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

template <typename Take>
void each_row(std::string_view table, const Take& take) {
  for (const std::string_view line : split(table, '\n'))
    if (!line.empty() && line.front() != '#') take(split(line, '|'));
}

// The spellings come first: keys are made with them.
class GivenNames {
 public:
  GivenNames() {
    each_row(kNames, [&](const std::vector<std::string_view>& row) {
      if (row[0] != "given" && row[0] != "short") return;
      for (const std::string_view other : split(row[2], ';')) {
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
    each_row(kCountries, [&](const std::vector<std::string_view>& row) {
      const std::string country = add(EntityType::place, row[0], row[1], {});
      const std::vector<std::string_view> capitals = split(row[2], ';');
      for (const std::string_view capital : capitals)
        if (!capital.empty()) add(EntityType::place, capital, {}, country);
      if (row[3].empty()) return;
      const std::size_t first = std::min(row[3].find(';'), row[3].size());
      add(EntityType::misc, row[3].substr(0, first), row[3].substr(std::min(first + 1, row[3].size())), country);
    });
    each_row(kNames, [&](const std::vector<std::string_view>& row) {
      if (row[0] == "org") add(EntityType::org, row[1], row[2], {});
      if (row[0] == "person") add(EntityType::person, row[1], row[2], {});
      if (row[0] == "place") add(EntityType::place, row[1], row[2], {});
    });
  }

  const BaseName* find(EntityType type, std::string_view key) const {
    const auto& of_type = by_key_[static_cast<std::size_t>(type)];
    const auto found = of_type.find(key);
    return found == of_type.end() ? nullptr : found->second;
  }

 private:
  // A name that is there already is joined: Kiev, the capital, and Kyiv.
  std::string add(EntityType type, std::string_view name, std::string_view others, const std::string& country) {
    std::vector<std::string> keys{name_key(name, type)};
    for (const std::string_view other : split(others, ';'))
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
};

}  // namespace

const BaseName* base_name(EntityType type, std::string_view key) {
  static const BaseNames names;
  return names.find(type, key);
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
