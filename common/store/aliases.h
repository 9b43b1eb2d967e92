// What the user says of names: which of them are one, and which are not. Wins over what the corpus shows and what is known beforehand (name_table.h).
//
// A text, one entity a line: type | name | other names, cut by ";". Another name is of the entity's type, or of the type before it ("place:Kremlin"). An entity
// that is listed is nobody else, with other names or without. # begins a line that says nothing.
//
//   person | Jack Kirby  |
//   person | John Kirby  | Kirby; Admiral Kirby
//   org    | Kremlin     | place:Kremlin; Russian government
//
// Metadata: alias.text, the text; alias.is.<id>, the entity that an id stands for; alias.of.<entity>, its name and the ids that stand for it, as fields (fields.h).
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct AliasEntry {
  std::string id, name;           // the entity's
  std::vector<std::string> ids;   // that stand for it, without its own
};

// Error{usage} that names the line: of no known type, without a name, or with a name that another line has too.
std::vector<AliasEntry> parse_aliases(std::string_view text);

// In place of those there were. Error{usage} as above, and nothing is changed.
void set_aliases(Xapian::WritableDatabase& database, std::string_view text);

std::string alias_text(const Xapian::Database& database);
std::optional<std::string> aliased_entity(const Xapian::Database& database, const std::string& id);
std::optional<AliasEntry> alias_entry(const Xapian::Database& database, const std::string& entity);

}  // namespace dateline
