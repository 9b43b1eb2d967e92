#include "query/columns.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "common/error.h"
#include "common/store/schema.h"
#include "query/keyword_query.h"
#include "query/syntax_fields.h"

namespace dateline {

const std::vector<std::int64_t>& Columns::published() {
  if (!published_.empty()) return published_;
  const Xapian::Database& database = database_.xapian();
  published_.assign(database.get_lastdocid() + 1, kNoValue);
  for (auto value = database.valuestream_begin(slot::kDay); value != database.valuestream_end(slot::kDay); ++value) published_[value.get_docid()] = 0;
  for (auto value = database.valuestream_begin(slot::kNewest); value != database.valuestream_end(slot::kNewest); ++value)
    if (std::int64_t& instant = published_[value.get_docid()]; instant != kNoValue) instant = instant_of_value(*value);
  return published_;
}

const std::vector<std::uint32_t>& Columns::lengths() {
  if (!lengths_.empty()) return lengths_;
  const Xapian::Database& database = database_.xapian();
  lengths_.assign(database.get_lastdocid() + 1, 0);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) lengths_[*posting] = posting.get_doclength();
  return lengths_;
}

const KeywordColumn& Columns::keyword(const std::string& field) {
  check_keyword_field(field);
  if (field == "url") throw Error(ErrorKind::usage, "url: addresses are not sorted by, collapsed or counted; there are source, author, section, tag, lang, id, person, org, place and entity");
  return kept(field, [&] { return is_entity_field(field) ? entities(field) : plain(field); });
}

const KeywordColumn& Columns::family() {
  return kept("family", [this] { return families(); });
}

const KeywordColumn& Columns::kept(const std::string& name, const std::function<KeywordColumn()>& make) {
  if (const auto known = keywords_.find(name); known != keywords_.end()) return *known->second;
  return *keywords_.emplace(name, epoch_ ? shared_.column(name, *epoch_, make) : std::make_shared<const KeywordColumn>(make())).first->second;
}

KeywordColumn Columns::families() {
  const Xapian::Database& database = database_.xapian();
  std::vector<std::string> values;
  std::vector<Pair> pairs;
  std::unordered_map<std::string, std::uint32_t> place_of;
  for (auto value = database.valuestream_begin(slot::kFamily); value != database.valuestream_end(slot::kFamily); ++value) {
    const auto [place, fresh] = place_of.try_emplace(*value, static_cast<std::uint32_t>(values.size()));
    if (fresh) values.push_back(family_key(*family_of_value(*value)));
    pairs.push_back({value.get_docid(), place->second});
  }
  return made_of(std::move(values), std::move(pairs));
}

KeywordColumn Columns::plain(const std::string& field) {
  const Xapian::Database& database = database_.xapian();
  const std::string prefix = value_prefix(field);
  std::vector<std::string> values;
  std::vector<Pair> pairs;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string one = *term;
    if (one.size() == prefix.size()) continue;  // that there is any
    const auto place = static_cast<std::uint32_t>(values.size());
    values.push_back(value_in_term(field, one, database_));
    for (auto posting = database.postlist_begin(one); posting != database.postlist_end(one); ++posting) pairs.push_back({*posting, place});
  }
  return made_of(std::move(values), std::move(pairs));
}

KeywordColumn Columns::entities(const std::string& field) {
  if (!epoch_) return entities(field, EntityLists::of_all(database_.xapian()));
  KeywordColumn column;
  shared_.with_entities(database_, *epoch_, [&](const EntityLists& lists) { column = entities(field, lists); });
  return column;
}

KeywordColumn Columns::entities(const std::string& field, const EntityLists& lists) {
  constexpr std::uint32_t kUnknown = UINT32_MAX, kOther = UINT32_MAX - 1;  // of another type
  std::vector<std::string> values;
  std::vector<Pair> pairs;
  std::unordered_map<std::string, std::uint32_t> place_of;
  const auto place = [&](const std::string& id, unsigned year) {
    std::string entity = names_.entity_of(id, year);
    if (field != "entity" && type_in_id(entity) != field) return kOther;
    const auto [known, fresh] = place_of.try_emplace(std::move(entity), static_cast<std::uint32_t>(values.size()));
    if (fresh) values.push_back(known->first);
    return known->second;
  };
  std::vector<std::map<unsigned, std::uint32_t>> of_year(lists.ids());  // of names that are told apart by it
  std::vector<std::uint32_t> of_any(lists.ids(), kUnknown);
  for (Xapian::docid docid = 0; docid <= lists.last(); ++docid) {
    for (const std::uint32_t number : lists.of(docid)) {
      const std::string& id = lists.id(number);
      std::uint32_t at = of_any[number];
      if (NameTable::tells_years_apart(id)) {
        const auto [known, fresh] = of_year[number].try_emplace(lists.year(docid), 0);
        if (fresh) known->second = place(id, lists.year(docid));
        at = known->second;
      } else if (at == kUnknown) {
        at = of_any[number] = place(id, 0);
      }
      if (at != kOther) pairs.push_back({docid, at});
    }
  }
  return made_of(std::move(values), std::move(pairs));
}

// Brings values and each document's places in order; two names of one entity are one.
KeywordColumn Columns::made_of(std::vector<std::string> values, std::vector<Pair> pairs) const {
  std::vector<std::uint32_t> order(values.size()), place_of(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  KeywordColumn column;
  for (const std::uint32_t old : order) {
    place_of[old] = static_cast<std::uint32_t>(column.values.size());
    column.values.push_back(std::move(values[old]));
  }
  for (Pair& pair : pairs) pair.place = place_of[pair.place];
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.docid != b.docid ? a.docid < b.docid : a.place < b.place; });
  pairs.erase(std::unique(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.docid == b.docid && a.place == b.place; }), pairs.end());
  // A list of documents may reach further than the database does: what was last may have gone.
  const Xapian::docid last = std::max(database_.xapian().get_lastdocid(), pairs.empty() ? 0 : pairs.back().docid);
  column.begin.assign(last + 2, 0);
  column.places.reserve(pairs.size());
  for (const Pair& pair : pairs) {
    ++column.begin[pair.docid + 1];
    column.places.push_back(pair.place);
  }
  std::partial_sum(column.begin.begin(), column.begin.end(), column.begin.begin());
  return column;
}

}  // namespace dateline
