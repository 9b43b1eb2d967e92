#include "query/entity_lists.h"

#include <algorithm>
#include <utility>

#include "common/date.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

std::uint16_t year_in(const std::string& day) { return day.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(to_civil(day_of_value(day)).year); }

struct Reread {
  std::vector<std::string> ids;
  std::uint16_t year = 0;
};

Reread read_document(Xapian::docid docid, const Xapian::Database& database) {
  Reread found;
  try {
    const Xapian::Document document = database.get_document(docid);
    found.year = year_in(document.get_value(slot::kDay));
    auto term = document.termlist_begin();
    for (term.skip_to(std::string(prefix::kEntity)); term != document.termlist_end(); ++term) {
      const std::string one = *term;
      if (!one.starts_with(prefix::kEntity)) break;
      if (!is_entity_band_term(one)) found.ids.push_back(one.substr(prefix::kEntity.size()));
    }
  } catch (const Xapian::DocNotFoundError&) {
    found = {};  // it went
  }
  return found;
}

}  // namespace

std::uint32_t EntityLists::number_of(const std::string& id) {
  const auto [known, fresh] = number_of_.try_emplace(id, static_cast<std::uint32_t>(ids_.size()));
  if (fresh) ids_.push_back(id);
  return known->second;
}

EntityLists EntityLists::of_all(const Xapian::Database& database) {
  EntityLists lists;
  const Xapian::docid last = database.get_lastdocid();
  lists.years_.assign(last + 1, 0);
  for (auto value = database.valuestream_begin(slot::kDay); value != database.valuestream_end(slot::kDay); ++value) lists.years_[value.get_docid()] = year_in(*value);
  const std::string prefix(prefix::kEntity);
  std::vector<std::pair<Xapian::docid, std::uint32_t>> pairs;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string one = *term;
    if (is_entity_band_term(one)) continue;
    const std::uint32_t number = lists.number_of(one.substr(prefix.size()));
    for (auto posting = database.postlist_begin(one); posting != database.postlist_end(one); ++posting) pairs.emplace_back(*posting, number);
  }
  std::sort(pairs.begin(), pairs.end());
  lists.begin_.assign(1, 0);
  lists.numbers_.reserve(pairs.size());
  auto pair = pairs.begin();
  for (Xapian::docid docid = 0; docid <= last; ++docid) {
    for (; pair != pairs.end() && pair->first == docid; ++pair) lists.numbers_.push_back(pair->second);
    lists.begin_.push_back(static_cast<std::uint32_t>(lists.numbers_.size()));
  }
  return lists;
}

void EntityLists::read_again(const std::vector<Xapian::docid>& documents, const Xapian::Database& database) {
  std::vector<Reread> found;
  for (const Xapian::docid docid : documents) found.push_back(read_document(docid, database));
  const Xapian::docid before = last(), now = std::max(before, database.get_lastdocid());
  years_.resize(now + 1, 0);
  std::vector<std::uint32_t> begin{0}, numbers;
  begin.reserve(now + 2);
  numbers.reserve(numbers_.size() + 16 * documents.size());
  auto changed = documents.begin();
  for (Xapian::docid docid = 0; docid <= now; ++docid) {
    if (changed != documents.end() && *changed == docid) {
      const Reread& anew = found[static_cast<std::size_t>(changed++ - documents.begin())];
      years_[docid] = anew.year;
      const std::size_t first = numbers.size();
      for (const std::string& id : anew.ids) numbers.push_back(number_of(id));
      std::sort(numbers.begin() + static_cast<std::ptrdiff_t>(first), numbers.end());
    } else if (docid <= before) {
      const auto same = of(docid);
      numbers.insert(numbers.end(), same.begin(), same.end());
    }
    begin.push_back(static_cast<std::uint32_t>(numbers.size()));
  }
  begin_ = std::move(begin);
  numbers_ = std::move(numbers);
}

}  // namespace dateline
