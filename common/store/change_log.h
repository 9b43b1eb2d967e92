// What each of the last commits changed, written with it: for readers that keep what they have learned of a database from one commit to the next (name_memory.h, query/shared_tables.h).
//
// Metadata: changes.last, the number of the last logged commit; changes.<number % kLoggedCommits>: as fields (fields.h), its number; that it changed more than is listed; the documents that
// came, changed or went (but for the files they are in), rising, as differences; the hashes of the ids of names that they have or had, 4 bytes each. Numbers are LEB128.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr unsigned kLoggedCommits = 32;

// Of an entity's id, as the log has it: two ids may share one, which costs a reader some work and nothing else.
std::uint32_t name_hash(std::string_view id);

struct LoggedChanges {
  bool everything = false;            // more than is listed
  std::set<Xapian::docid> documents;  // in the database by itself
  std::set<std::uint32_t> names;      // name_hash of ids in how many articles or with which others they are is another than before
};

// Goes into the next commit. Once for each commit, whatever it changes.
void log_changes(Xapian::WritableDatabase& database, LoggedChanges changes);

// Adds what an entry of the log lists. False when it is of a commit of another number, or of none. Error{database} when it is malformed.
bool add_logged(std::string_view bytes, std::uint64_t number, LoggedChanges& changes);

// Where a reader stands.
struct LogPlace {
  std::uint64_t revision = 0, number = 0;
  friend bool operator==(const LogPlace&, const LogPlace&) = default;
};
LogPlace log_place(const Xapian::Database& database);

// What changed on the way from `then` to the place where the database is now; nothing when the log does not tell: it does not reach back so far, or somebody committed without it.
std::optional<LoggedChanges> changes_since(const LogPlace& then, const Xapian::Database& database);

}  // namespace dateline
