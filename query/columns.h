// Values of all articles of a snapshot, by document: what sorting, collapsing and counting read instead of the articles. Made when first asked for, from value slots and posting lists.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/store/database.h"
#include "common/store/name_table.h"
#include "query/keyword_column.h"
#include "query/shared_tables.h"

namespace dateline {

inline constexpr std::int64_t kNoValue = INT64_MIN;

// Of local databases. Borrows all; not for use across commits.
class Columns {
 public:
  // `epoch`: of the snapshot in `shared`; none: nothing is shared.
  Columns(Database& database, NameTable& names, SharedTables& shared, std::optional<Epoch> epoch) : database_(database), names_(names), shared_(shared), epoch_(epoch) {}

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
  const KeywordColumn& kept(const std::string& name, const std::function<KeywordColumn()>& make);
  KeywordColumn families();
  KeywordColumn plain(const std::string& field);
  KeywordColumn entities(const std::string& field);
  KeywordColumn entities(const std::string& field, const EntityLists& lists);
  KeywordColumn made_of(std::vector<std::string> values, std::vector<Pair> pairs) const;

  Database& database_;
  NameTable& names_;
  SharedTables& shared_;
  const std::optional<Epoch> epoch_;
  std::vector<std::int64_t> published_;
  std::vector<std::uint32_t> lengths_;
  std::map<std::string, std::shared_ptr<const KeywordColumn>> keywords_;
};

}  // namespace dateline
