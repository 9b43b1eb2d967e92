// From a name to the entities it may stand for, and from an entity to all names it goes by in a database: what the user says (aliases.h) before what the corpus
// shows (name_links.h) before what is known beforehand (base_names.h). Applied when a question is asked: an article itself only says what it says.
#pragma once

#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/analysis/entities/entity_type.h"
#include "common/store/name_links.h"
#include "common/store/name_memory.h"

namespace dateline {

// An id that articles have, and in which of them it stands for the entity it is a form of: a surname may be another's in another year.
struct NameForm {
  std::string id;
  bool mostly = true;            // in all but those of `years`; false: in those alone
  std::vector<unsigned> years;   // of publication, rising
  friend bool operator==(const NameForm&, const NameForm&) = default;
};

// The articles that have `term`, of the id or a band of it, in the years in which it stands for the entity.
Xapian::Query form_query(const NameForm& form, const std::string& term);
// The articles that name the entity by any of its forms.
Xapian::Query forms_query(const std::vector<NameForm>& forms);

struct Named {
  std::vector<NameForm> forms;         // all that the name covers: the entity's own id first, then the others that stand for it
  std::vector<LinkedName> candidates;  // of an ambiguous name: whom it may mean, the most frequent first; `forms` covers them all
  std::vector<LinkedName> others;      // of one that is not: who goes by it now and then, the most frequent first; `forms` leaves them out
};

// "Anna Holm" of person:anna-holm, where nothing says how it is written.
std::string words_of_key(std::string_view entity);

// Of the databases searched as one, as they are when first looked at; not for use across commits.
class NameTable {
 public:
  explicit NameTable(std::vector<Xapian::Database> databases) : NameTable(std::move(databases), std::make_shared<NameMemory>(), 0) {}
  // `memory`: of other tables of the same databases, earlier or elsewhere; `epoch`: that of these.
  NameTable(std::vector<Xapian::Database> databases, std::shared_ptr<NameMemory> memory, Epoch epoch);

  // The id of the entity that an id in an article of that year (0: not known) most likely is: person:putin -> person:vladimir-putin; itself when nothing
  // fuller is known, or several are. A name of several words that articles take for different types is of the type most of them say; Josh and
  // Joshua Rosner are one where not many are called Rosner.
  std::string entity_of(const std::string& id, unsigned year = 0);
  // Whether the year makes a difference: to names of one word.
  static bool tells_years_apart(std::string_view id);
  // The ids articles may have for an entity: its own first.
  std::vector<NameForm> forms_of(const std::string& entity);
  // In how many articles it is, by any of them.
  std::uint64_t articles_of(const std::string& entity);
  // Whether anything at all is known of a name of the type.
  bool knows(EntityType type, std::string_view name);
  // A name as a reader types it. Never empty: at least the id the name itself would have.
  const Named& named(EntityType type, std::string_view name);  // holds until the next call
  // How the user writes its name, or it is known to be written; empty when neither says.
  std::string known_name(const std::string& entity) const;

 private:
  using Links = std::vector<LinkedName>;

  std::optional<std::string> aliased(const std::string& id) const;
  void note(std::string_view id) const;
  // The fuller names of it, or the shorter ones, the most frequent first. Holds until the next call, of entity_of too.
  const Links& linked(const std::string& id, bool fuller);
  std::uint64_t articles(const std::string& id) const;
  const std::vector<unsigned>& years();
  std::string settle(const std::string& id, unsigned year);
  std::string settle_short(const std::string& id, const Links& bearers, unsigned year);
  std::string of_most_said_type(const std::string& id) const;
  std::string other_form_of_person(const std::string& id);
  Named look_up(EntityType type, std::string id);
  std::optional<NameForm> form_of(const std::string& id, const std::string& entity);

  std::vector<Xapian::Database> databases_;
  bool any_aliases_ = false;
  std::optional<std::vector<unsigned>> years_;          // that articles are of
  std::shared_ptr<NameMemory> memory_;                  // of entity_of, by id and year
  Epoch epoch_ = 0;
  mutable NameMemory::Inputs* inputs_ = nullptr;        // of what is being found out
  std::unordered_map<std::string, Links> fuller_, shorter_;  // bounded
  std::unordered_map<std::string, Named> named_;        // by id of the name; bounded
  // What was asked of the databases before; a remote one takes a round trip for each. Bounded.
  mutable std::unordered_map<std::string, std::uint64_t> articles_;
};

}  // namespace dateline
