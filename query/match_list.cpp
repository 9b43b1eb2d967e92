#include "query/match_list.h"

#include <algorithm>

#include "common/store/whole_lists.h"
#include "query/ranking.h"

namespace dateline {

Matches all_matches(const Xapian::Query& query, bool scored, Database& database) {
  Xapian::Database& xapian = database.xapian();
  Matches matches;
  if (!scored && query.get_type() == Xapian::Query::LEAF_MATCH_ALL) {
    matches.reserve(xapian.get_doccount());
    for (auto posting = xapian.postlist_begin(""); posting != xapian.postlist_end(""); ++posting) matches.push_back({*posting, 0});
    return matches;
  }
  Xapian::Enquire enquire(xapian);
  enquire.set_query(without_whole_lists(query, database, scored));
  if (scored) set_ranking(enquire, Sort::relevance);
  else enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  if (scored) enquire.set_sort_by_relevance();
  const Xapian::MSet mset = enquire.get_mset(0, xapian.get_doccount());
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

DocumentSet::DocumentSet(const Xapian::Query& query, Database& database) : in_(database.xapian().get_lastdocid() + 1) {
  for (const ScoredMatch& match : all_matches(query, false, database)) in_[match.docid] = true;
}

}  // namespace dateline
