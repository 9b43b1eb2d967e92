#include "query/term_counts.h"

#include <algorithm>

namespace dateline {

std::vector<std::pair<Xapian::doccount, std::string>> terms_by_frequency(const std::set<std::string>& terms, const Xapian::Database& database) {
  std::vector<std::pair<Xapian::doccount, std::string>> ranked;
  if (terms.empty()) return ranked;
  // Nothing is matched: what the terms of a query are worth is gathered from all databases beforehand.
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  const Xapian::MSet counted = enquire.get_mset(0, 0);
  for (const std::string& term : terms)
    if (const Xapian::doccount articles = counted.get_termfreq(term)) ranked.emplace_back(articles, term);
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  return ranked;
}

}  // namespace dateline
