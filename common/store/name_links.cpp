#include "common/store/name_links.h"

#include <xxhash.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
#include "common/date.h"
#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestLinked = 200;  // bytes of an id: a longer one is no name to learn about

std::string encode_names(const std::vector<LinkedName>& names) {
  std::string bytes;
  for (const LinkedName& name : names) {
    append_varint(bytes, name.id.size());
    bytes.append(name.id);
    append_varint(bytes, name.years.size());
    for (const auto& [year, articles] : name.years) {
      append_varint(bytes, year);
      append_varint(bytes, articles);
    }
  }
  return bytes;
}

bool take_name(std::string_view& bytes, LinkedName& name) {
  std::uint64_t length = 0, years = 0;
  if (!take_varint(bytes, length) || length > bytes.size()) return false;
  name.id = bytes.substr(0, length);
  bytes.remove_prefix(length);
  if (!take_varint(bytes, years)) return false;
  name.years.reserve(std::min<std::uint64_t>(years, bytes.size()));
  for (std::uint64_t i = 0; i < years; ++i) {
    std::uint64_t year = 0, articles = 0;
    if (!take_varint(bytes, year) || !take_varint(bytes, articles)) return false;
    name.years.emplace_back(static_cast<unsigned>(year), articles);
    name.articles += articles;
  }
  return true;
}

std::vector<LinkedName> decode_names(const std::string& key, const std::string& stored) {
  std::vector<LinkedName> names;
  for (std::string_view bytes = stored; !bytes.empty();) {
    if (!take_name(bytes, names.emplace_back())) throw Error(ErrorKind::database, "the names under " + key + " are malformed");
  }
  return names;
}

std::vector<LinkedName> read_names(const Xapian::Database& database, std::string_view prefix, std::string_view id) {
  const std::string key = std::string(prefix).append(id);
  return decode_names(key, database.get_metadata(key));
}

struct Change {
  std::uint32_t name, other;  // by rank of the ids
  unsigned year;
  std::int64_t by;
};

// Sorts.
template <typename IdOf>
void apply(MetadataTable& table, std::string_view prefix, std::vector<Change>& changes, const IdOf& id_of) {
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return std::tie(a.name, a.other, a.year) < std::tie(b.name, b.other, b.year); });
  for (auto change = changes.begin(); change != changes.end();) {
    const std::uint32_t of = change->name;
    const std::string key = std::string(prefix).append(id_of(of));
    std::vector<LinkedName> names = decode_names(key, table.get(key));
    while (change != changes.end() && change->name == of) {
      const std::uint32_t with = change->other;
      const std::string other(id_of(with));
      auto place = std::lower_bound(names.begin(), names.end(), other, [](const LinkedName& name, const std::string& wanted) { return name.id < wanted; });
      if (place == names.end() || place->id != other) place = names.insert(place, {other, 0, {}});
      for (; change != changes.end() && change->name == of && change->other == with; ++change) {
        auto count = std::lower_bound(place->years.begin(), place->years.end(), YearCount{change->year, 0});
        if (count == place->years.end() || count->first != change->year) count = place->years.insert(count, {change->year, 0});
        const std::int64_t articles = static_cast<std::int64_t>(count->second) + change->by;
        if (articles > 0) count->second = static_cast<std::uint64_t>(articles);
        else place->years.erase(count);
      }
      if (place->years.empty()) names.erase(place);
    }
    table.set(key, encode_names(names));
  }
}

}  // namespace

unsigned year_of(const Article& article) {
  const auto when = parse_rfc3339(article.published);
  return when && when->date.year > 0 ? static_cast<unsigned>(when->date.year) : 0;
}

std::vector<NameLink> name_links(const Article& article) {
  const unsigned year = year_of(article);
  std::vector<NameLink> links;
  for (const ArticleEntity& entity : article.entities) {
    if (entity.id.size() > kLongestLinked) continue;
    const auto type = entity_type(entity.type);
    if (!type) continue;
    const auto link = [&](std::string_view shorter) {
      std::string id = entity_id(*type, shorter);
      if (!shorter.empty() && id != entity.id && id.size() <= kLongestLinked) links.push_back({std::move(id), entity.id, year});
    };
    for (const std::string& surface : entity.surfaces) link(name_key(surface, *type));
    const std::size_t last = entity.id.rfind('-');
    if (*type == EntityType::person && last != std::string::npos) link(std::string_view(entity.id).substr(last + 1));
  }
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

std::vector<LinkedName> fuller_names(const Xapian::Database& database, std::string_view id) { return read_names(database, metadata::kFuller, id); }

std::vector<LinkedName> shorter_names(const Xapian::Database& database, std::string_view id) { return read_names(database, metadata::kShorter, id); }

std::size_t NameLinkChanges::Hash::operator()(const Link& link) const noexcept {
  const std::uint32_t numbers[] = {link.shorter, link.fuller, link.year};
  return XXH3_64bits(numbers, sizeof numbers);
}

void NameLinkChanges::add(const NameLinkChanges& other) {
  for (const auto& [link, by] : other.changes_) changes_[{ids_.intern(other.ids_.word(link.shorter)), ids_.intern(other.ids_.word(link.fuller)), link.year}] += by;
}

void NameLinkChanges::clear() { *this = {}; }

std::uint64_t NameLinkChanges::bytes() const { return ids_.bytes() + changes_.size() * 56; }

void change_name_links(MetadataTable table, const NameLinkChanges& changes) {
  const std::vector<std::uint32_t> order = changes.ids_.sorted();
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  const auto id_of = [&](std::uint32_t at) { return changes.ids_.word(order[at]); };
  std::vector<Change> sorted;
  sorted.reserve(changes.changes_.size());
  for (const auto& [link, by] : changes.changes_)
    if (by) sorted.push_back({rank[link.shorter], rank[link.fuller], link.year, by});
  apply(table, metadata::kFuller, sorted, id_of);
  for (Change& change : sorted) std::swap(change.name, change.other);
  apply(table, metadata::kShorter, sorted, id_of);
}

}  // namespace dateline
