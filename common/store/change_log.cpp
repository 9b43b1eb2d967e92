#include "common/store/change_log.h"

#include <charconv>
#include <string>

#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr std::size_t kMostListed = 20'000;  // of documents, and of names: a commit of more changes everything
constexpr int kHashBytes = 4;

enum Tag : std::uint8_t { kNumberTag = 1, kEverythingTag = 2, kDocumentsTag = 3, kNamesTag = 4 };

std::string slot_of(std::uint64_t number) { return std::string(metadata::kChanges) + std::to_string(number % kLoggedCommits); }

std::uint64_t last_number(const Xapian::Database& database) {
  const std::string text = database.get_metadata(std::string(metadata::kLastChanges));
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::uint32_t name_hash(std::string_view id) { return static_cast<std::uint32_t>(hash64(entity_term(id))); }

void log_changes(Xapian::WritableDatabase& database, LoggedChanges changes) {
  const std::uint64_t number = last_number(database) + 1;
  std::string bytes, documents, names;
  append_field(bytes, kNumberTag, number);
  if (changes.everything || changes.documents.size() > kMostListed || changes.names.size() > kMostListed) {
    append_field(bytes, kEverythingTag, std::uint64_t{1});
  } else {
    Xapian::docid before = 0;
    for (const Xapian::docid docid : changes.documents) {
      append_varint(documents, docid - before);
      before = docid;
    }
    for (const std::uint32_t hash : changes.names)
      for (int i = 0; i < kHashBytes; ++i) names.push_back(static_cast<char>(hash >> (8 * i)));
    append_field(bytes, kDocumentsTag, documents);
    append_field(bytes, kNamesTag, names);
  }
  database.set_metadata(slot_of(number), bytes);
  database.set_metadata(std::string(metadata::kLastChanges), std::to_string(number));
}

bool add_logged(std::string_view bytes, std::uint64_t number, LoggedChanges& changes) {
  FieldReader fields(bytes);
  bool found = false;
  while (fields.next()) {
    std::string_view rest = fields.bytes();
    if (fields.tag() == kNumberTag) {
      if (fields.number() != number) return false;
      found = true;
    } else if (fields.tag() == kEverythingTag) {
      changes.everything = true;
    } else if (fields.tag() == kDocumentsTag) {
      std::uint64_t docid = 0, step = 0;
      while (!rest.empty() && take_varint(rest, step)) changes.documents.insert(static_cast<Xapian::docid>(docid += step));
    } else if (fields.tag() == kNamesTag) {
      for (; rest.size() >= kHashBytes; rest.remove_prefix(kHashBytes)) {
        std::uint32_t hash = 0;
        for (int i = 0; i < kHashBytes; ++i) hash |= std::uint32_t{static_cast<unsigned char>(rest[static_cast<std::size_t>(i)])} << (8 * i);
        changes.names.insert(hash);
      }
    }
  }
  return found;
}

LogPlace log_place(const Xapian::Database& database) { return {database.get_revision(), last_number(database)}; }

std::optional<LoggedChanges> changes_since(const LogPlace& then, const Xapian::Database& database) {
  const LogPlace now = log_place(database);
  if (now.revision < then.revision || now.number < then.number || now.number - then.number > kLoggedCommits) return std::nullopt;
  // Each logged commit is one revision: otherwise somebody else wrote too.
  if (now.revision - then.revision != now.number - then.number) return std::nullopt;
  LoggedChanges changes;
  for (std::uint64_t number = then.number + 1; number <= now.number; ++number)
    if (!add_logged(database.get_metadata(slot_of(number)), number, changes)) return std::nullopt;
  return changes;
}

}  // namespace dateline
