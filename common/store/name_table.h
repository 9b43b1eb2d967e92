// From a name to the entities it may stand for, and from an entity to all names it goes by in a database: what the corpus shows (name_links.h) over what is
// known beforehand (base_names.h). Applied when a question is asked: an article itself only says what it says.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/entities/entity_type.h"
#include "common/store/name_links.h"

namespace dateline {

struct Named {
  std::vector<std::string> ids;           // all that the name covers: the entity's own id first, then its shorter names
  std::vector<LinkedName> candidates;     // of an ambiguous name: whom it may mean, the most frequent first; `ids` covers them all
};

// "Vladimir Putin" of person:vladimir-putin, where no article is at hand to say how it is written.
std::string readable_name(std::string_view id);

// Of the databases searched as one, as they are when first looked at; not for use across commits.
class NameTable {
 public:
  explicit NameTable(std::vector<Xapian::Database> databases) : databases_(std::move(databases)) {}

  // The id of the entity that an id in an article most likely is: person:putin -> person:vladimir-putin; itself when nothing fuller is known, or several are.
  // A name of several words that articles take for different types is of the type most of them say; Josh and Joshua Rosner are one where not many
  // are called Rosner.
  const std::string& entity_of(const std::string& id);
  // The ids articles may have for an entity: its own first, then the others that stand for it.
  std::vector<std::string> forms_of(const std::string& entity);
  // In how many articles it is, by any of them.
  std::uint64_t articles_of(const std::string& entity);
  // A name as a reader types it. Never empty: at least the id the name itself would have.
  Named named(EntityType type, std::string_view name);

 private:
  std::vector<LinkedName> links(std::string_view id, std::vector<LinkedName> (*read)(const Xapian::Database&, std::string_view)) const;
  std::uint64_t articles(const std::string& id) const;
  std::string settle(const std::string& id);
  std::string settle_surname(const std::string& id, const std::vector<LinkedName>& bearers);
  std::string of_most_said_type(const std::string& id) const;
  std::string other_form_of_person(const std::string& id) const;

  std::vector<Xapian::Database> databases_;
  std::unordered_map<std::string, std::string> known_;  // of entity_of; bounded
};

}  // namespace dateline
