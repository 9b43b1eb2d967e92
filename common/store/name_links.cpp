#include "common/store/name_links.h"

#include <algorithm>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
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
    append_varint(bytes, name.articles);
  }
  return bytes;
}

std::vector<LinkedName> read_names(const Xapian::Database& database, std::string_view prefix, std::string_view id) {
  const std::string key = std::string(prefix).append(id);
  const std::string stored = database.get_metadata(key);
  std::vector<LinkedName> names;
  for (std::string_view bytes = stored; !bytes.empty();) {
    std::uint64_t length = 0;
    LinkedName name;
    if (!take_varint(bytes, length) || length > bytes.size()) throw Error(ErrorKind::database, "the names under " + key + " are malformed");
    name.id = bytes.substr(0, length);
    bytes.remove_prefix(length);
    if (!take_varint(bytes, name.articles)) throw Error(ErrorKind::database, "the names under " + key + " are malformed");
    names.push_back(std::move(name));
  }
  return names;
}

// Changes of one name, to the others under it.
using Changes = std::map<std::string, std::map<std::string, std::int64_t>>;

void apply(Xapian::WritableDatabase& database, std::string_view prefix, const Changes& changes) {
  for (const auto& [id, others] : changes) {
    std::vector<LinkedName> names = read_names(database, prefix, id);
    for (const auto& [other, by] : others) {
      auto place = std::lower_bound(names.begin(), names.end(), other, [](const LinkedName& name, const std::string& wanted) { return name.id < wanted; });
      if (place == names.end() || place->id != other) place = names.insert(place, {other, 0});
      place->articles = static_cast<std::uint64_t>(std::max<std::int64_t>(0, static_cast<std::int64_t>(place->articles) + by));
      if (!place->articles) names.erase(place);
    }
    database.set_metadata(std::string(prefix).append(id), encode_names(names));
  }
}

}  // namespace

std::vector<NameLink> name_links(const std::vector<ArticleEntity>& entities) {
  std::vector<NameLink> links;
  for (const ArticleEntity& entity : entities) {
    if (entity.id.size() > kLongestLinked) continue;
    const auto type = entity_type(entity.type);
    if (!type) continue;
    const auto link = [&](std::string_view shorter) {
      std::string id = entity_id(*type, shorter);
      if (!shorter.empty() && id != entity.id && id.size() <= kLongestLinked) links.emplace_back(std::move(id), entity.id);
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

void change_name_links(Xapian::WritableDatabase& database, const std::map<NameLink, std::int64_t>& changes) {
  Changes fuller, shorter;
  for (const auto& [link, by] : changes) {
    if (!by) continue;
    fuller[link.first][link.second] += by;
    shorter[link.second][link.first] += by;
  }
  apply(database, metadata::kFuller, fuller);
  apply(database, metadata::kShorter, shorter);
}

}  // namespace dateline
