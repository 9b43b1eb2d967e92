#include "query/copies.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/ranking.h"

namespace dateline {

std::vector<FamilyMember> family_of(const Xapian::Document& document, Database& database) {
  std::vector<FamilyMember> members;
  const auto family = family_of_value(document.get_value(slot::kFamily));
  if (!family) return members;
  for (const Xapian::docid docid : database.members(*family)) {
    Article article = database.article(docid);
    members.push_back({docid, {std::move(article.id), std::move(article.source)}});
  }
  std::sort(members.begin(), members.end(), [](const FamilyMember& a, const FamilyMember& b) { return a.copy.id < b.copy.id; });
  return members;
}

std::vector<Xapian::docid> shown_members(const std::vector<Xapian::MSetIterator>& page, const std::vector<std::vector<FamilyMember>>& families, const Xapian::Query& query, Sort sort,
                                         Database& database) {
  std::vector<Xapian::docid> shown;
  std::unordered_map<Xapian::docid, std::size_t> hit_of;  // of members of folded families
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < page.size(); ++i) {
    shown.push_back(*page[i]);
    if (sort != Sort::relevance || page[i].get_collapse_count() == 0) continue;
    for (const FamilyMember& member : families[i]) {
      ids.push_back(id_term(member.copy.id));
      hit_of[member.docid] = i;
    }
  }
  if (ids.empty()) return shown;
  Xapian::Enquire enquire(database.xapian());
  set_ranking(enquire, Sort::relevance);
  enquire.set_sort_by_relevance_then_value(slot::kOldest, true);
  enquire.set_query(without_whole_lists(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_OR, ids.begin(), ids.end())), database, true));
  const Xapian::MSet mset = enquire.get_mset(0, static_cast<Xapian::doccount>(ids.size() * database.shards()));
  for (auto match = mset.begin(); match != mset.end(); ++match) {
    const auto hit = hit_of.find(*match);
    if (hit == hit_of.end()) continue;
    shown[hit->second] = *match;
    for (const FamilyMember& member : families[hit->second]) hit_of.erase(member.docid);
  }
  return shown;
}

}  // namespace dateline
