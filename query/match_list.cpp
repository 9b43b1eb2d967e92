#include "query/match_list.h"

#include <algorithm>

#include "common/store/whole_lists.h"
#include "query/ranking.h"

namespace dateline {

Matches all_matches(const Xapian::Query& query, bool scored, const Xapian::Database& database) {
  Matches matches;
  if (!scored && query.get_type() == Xapian::Query::LEAF_MATCH_ALL) {
    matches.reserve(database.get_doccount());
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) matches.push_back({*posting, 0});
    return matches;
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(without_whole_lists(query, database, scored));
  if (scored) set_ranking(enquire, Sort::relevance);
  else enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  if (scored) enquire.set_sort_by_relevance();
  const Xapian::MSet mset = enquire.get_mset(0, database.get_doccount());
  matches.reserve(mset.size());
  for (auto match = mset.begin(); match != mset.end(); ++match) matches.push_back({*match, match.get_weight()});
  if (scored) std::sort(matches.begin(), matches.end(), [](const ScoredMatch& a, const ScoredMatch& b) { return a.docid < b.docid; });
  return matches;
}

void leave_out_later(const SnapshotMark& mark, Matches& matches) {
  // Documents of several databases are numbered in turn.
  const std::size_t shards = mark.last.size();
  const auto is_later = [&](const ScoredMatch& match) { return (match.docid - 1) / shards + 1 > mark.last[(match.docid - 1) % shards]; };
  matches.erase(std::remove_if(matches.begin(), matches.end(), is_later), matches.end());
}

DocumentSet::DocumentSet(const Xapian::Query& query, const Xapian::Database& database) : in_(database.get_lastdocid() + 1) {
  for (const ScoredMatch& match : all_matches(query, false, database)) in_[match.docid] = true;
}

}  // namespace dateline
