// Where an article comes from, and what came of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

// Where an article's id came from, which says what may be done when it is taken.
enum class IdKind {
  given,      // the record's own
  canonical,  // its canonical URL: no article's id once different bodies have named it
  path,       // the file's path below its root, and #n
};

struct Origin {
  std::string file_key;       // empty: standard input
  std::uint64_t reading = 0;  // ManifestEntry::reading
  std::string path;           // absolute; its hash tells newcomers apart
  std::uint64_t record = 0;   // number in the file; 0: the file is one record
};

// What came of an article that was put in.
enum class Outcome {
  added,
  replaced,           // the article of that id has changed
  unchanged,          // it is there already, word for word
  kept_newer,         // the one in the database has a newer `modified`
  renamed,            // its id belongs to another file's different body: added under a new id
  repeated,           // as replaced, by a later record of the same reading
};

std::string origin_term(const Origin& origin);
// The file's key in such a term.
std::string key_of_origin(std::string_view term);
// What tells a newcomer, of that path, from the article whose id it would have.
std::string hashed_ending(const std::string& path);
// The metadata key of an address that articles with different bodies name.
std::string shared_key(std::string_view address);

}  // namespace dateline
