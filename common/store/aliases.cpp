#include "common/store/aliases.h"

#include <algorithm>
#include <map>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
#include "common/analysis/entities/name_rows.h"
#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

enum Tag : std::uint8_t { kName = 1, kOther = 2 };

constexpr std::size_t kLongestId = 200;  // bytes; a key of Xapian's metadata takes 245 with what is before it

std::string key_of(std::string_view prefix, std::string_view id) { return std::string(prefix).append(id); }

[[noreturn]] void refuse(std::size_t line, const std::string& why) { throw Error(ErrorKind::usage, "line " + std::to_string(line) + ": " + why); }

std::string id_of(EntityType type, std::string_view name, std::size_t line) {
  const std::string key = name_key(name, type);
  if (key.empty()) refuse(line, "\"" + std::string(name) + "\" is no name");
  std::string id = entity_id(type, key);
  if (id.size() > kLongestId) refuse(line, "\"" + std::string(name) + "\" is too long for a name");
  return id;
}

// "place:Kremlin" is of the type it says.
std::string other_id(EntityType type, std::string_view name, std::size_t line) {
  if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
    if (const auto said = entity_type(name.substr(0, colon))) return id_of(*said, name.substr(colon + 1), line);
  }
  return id_of(type, name, line);
}

void clear(Xapian::WritableDatabase& database, std::string_view prefix) {
  std::vector<std::string> keys;
  const std::string start(prefix);
  for (auto key = database.metadata_keys_begin(start); key != database.metadata_keys_end(start); ++key) keys.push_back(*key);
  for (const std::string& key : keys) database.set_metadata(key, {});
}

}  // namespace

std::vector<AliasEntry> parse_aliases(std::string_view text) {
  std::vector<AliasEntry> entries;
  std::map<std::string, std::size_t> lines;  // of each id
  each_row(text, [&](const std::vector<std::string_view>& columns, std::size_t line) {
    const auto type = entity_type(columns[0]);
    if (!type) refuse(line, "\"" + std::string(columns[0]) + "\" is no type; person, org, place and misc are");
    if (columns.size() < 2 || columns.size() > 3) refuse(line, "a line is: type | name | other names, cut by ;");
    AliasEntry entry;
    entry.name = columns[1];
    entry.id = id_of(*type, columns[1], line);
    const auto claim = [&](const std::string& id) {
      if (const auto [place, fresh] = lines.emplace(id, line); !fresh && place->second != line) refuse(line, id + " is in line " + std::to_string(place->second) + " too");
    };
    claim(entry.id);
    for (const std::string_view other : split_row(columns.size() == 3 ? columns[2] : std::string_view(), ';')) {
      if (other.empty()) continue;
      std::string id = other_id(*type, other, line);
      claim(id);
      if (id != entry.id && std::find(entry.ids.begin(), entry.ids.end(), id) == entry.ids.end()) entry.ids.push_back(std::move(id));
    }
    entries.push_back(std::move(entry));
  });
  return entries;
}

void set_aliases(Xapian::WritableDatabase& database, std::string_view text) {
  const std::vector<AliasEntry> entries = parse_aliases(text);
  clear(database, metadata::kAliasIs);
  clear(database, metadata::kAliasOf);
  database.set_metadata(std::string(metadata::kAliasText), std::string(text));
  for (const AliasEntry& entry : entries) {
    std::string fields;
    append_field(fields, kName, entry.name);
    database.set_metadata(key_of(metadata::kAliasIs, entry.id), entry.id);
    for (const std::string& id : entry.ids) {
      append_field(fields, kOther, id);
      database.set_metadata(key_of(metadata::kAliasIs, id), entry.id);
    }
    database.set_metadata(key_of(metadata::kAliasOf, entry.id), fields);
  }
}

std::string alias_text(const Xapian::Database& database) { return database.get_metadata(std::string(metadata::kAliasText)); }

std::optional<std::string> aliased_entity(const Xapian::Database& database, const std::string& id) {
  if (id.size() > kLongestId) return std::nullopt;
  std::string entity = database.get_metadata(key_of(metadata::kAliasIs, id));
  return entity.empty() ? std::nullopt : std::optional(std::move(entity));
}

std::optional<AliasEntry> alias_entry(const Xapian::Database& database, const std::string& entity) {
  if (entity.size() > kLongestId) return std::nullopt;
  const std::string stored = database.get_metadata(key_of(metadata::kAliasOf, entity));
  if (stored.empty()) return std::nullopt;
  AliasEntry entry;
  entry.id = entity;
  for (FieldReader field(stored); field.next();) {
    if (field.tag() == kName) entry.name = field.text();
    if (field.tag() == kOther) entry.ids.push_back(field.text());
  }
  return entry;
}

}  // namespace dateline
