// Values of all articles of a snapshot, by document: what sorting, collapsing and counting read instead of the articles. Made when first asked for, from value slots and posting lists.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "common/store/database.h"
#include "common/store/name_table.h"

namespace dateline {

inline constexpr std::int64_t kNoValue = INT64_MIN;

// The values of one keyword field, each once, in the order of their bytes; a document's are places among them, rising.
struct KeywordColumn {
  std::vector<std::string> values;  // of a person, org, place or entity: ids, of what they are in this database (name_table.h)
  std::vector<std::uint32_t> begin; // by document: into `places`; one more at the end
  std::vector<std::uint32_t> places;

  std::span<const std::uint32_t> of(Xapian::docid docid) const { return {places.data() + begin[docid], places.data() + begin[docid + 1]}; }
};

// Of local databases. Borrows both; not for use across commits.
class Columns {
 public:
  Columns(Database& database, NameTable& names) : database_(database), names_(names) {}

  // By document: seconds since 1970, or kNoValue.
  const std::vector<std::int64_t>& published();
  // By document: words, as the ranking counts them.
  const std::vector<std::uint32_t>& lengths();
  // Error{usage} for url, which has none.
  const KeywordColumn& keyword(const std::string& field);
  // The families of near-duplicates as values.
  const KeywordColumn& family();

 private:
  struct Pair {
    Xapian::docid docid;
    std::uint32_t place;
  };
  KeywordColumn plain(const std::string& field);
  KeywordColumn entities(const std::string& field);
  KeywordColumn made_of(std::vector<std::string> values, std::vector<Pair> pairs) const;

  Database& database_;
  NameTable& names_;
  std::vector<std::int64_t> published_;
  std::vector<std::uint32_t> lengths_;
  std::map<std::string, KeywordColumn> keywords_;
};

}  // namespace dateline
