#include "common/store/whole_lists.h"

#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "common/store/match_all.h"

namespace dateline {
namespace {

using Xapian::Query;

// Xapian tells it nowhere else: "Query(0 * term)".
double factor_of(const Query& scaled) { return std::strtod(scaled.get_description().c_str() + std::string("Query(").size(), nullptr); }

class WholeLists {
 public:
  explicit WholeLists(std::set<std::string> terms) : terms_(std::move(terms)) {}

  Query without(const Query& query, bool weighted) const {
    switch (query.get_type()) {
      case Query::LEAF_TERM: return !weighted && terms_.count(*query.get_terms_begin()) ? match_all() : query;
      case Query::OP_AND:
      case Query::OP_OR:
      case Query::OP_XOR:
      case Query::OP_MAX:
      case Query::OP_SYNONYM:
      case Query::OP_AND_MAYBE: return parts(query, weighted, weighted);
      case Query::OP_FILTER:
      case Query::OP_AND_NOT: return parts(query, weighted, false);
      case Query::OP_SCALE_WEIGHT: return scaled(query, weighted);
      default: return query;
    }
  }

 private:
  Query parts(const Query& query, bool first_weighted, bool others_weighted) const {
    std::vector<Query> all;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) all.push_back(without(query.get_subquery(i), i ? others_weighted : first_weighted));
    return Query(query.get_type(), all.begin(), all.end());
  }

  Query scaled(const Query& query, bool weighted) const {
    const Query inner = query.get_subquery(0);
    if (!weighted) return without(inner, false);
    const double factor = factor_of(query);
    const Query changed = without(inner, factor != 0);
    return changed.get_description() == inner.get_description() ? query : Query(Query::OP_SCALE_WEIGHT, changed, factor);
  }

  std::set<std::string> terms_;
};

}  // namespace

Query without_whole_lists(const Query& query, const Xapian::Database& database, bool weighted) {
  const Xapian::doccount articles = database.get_doccount();
  if (database.size() != 1 || articles == database.get_lastdocid()) return query;
  std::set<std::string> whole;
  for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term)
    if (database.get_termfreq(*term) == articles) whole.insert(*term);
  return whole.empty() ? query : WholeLists(std::move(whole)).without(query, weighted);
}

}  // namespace dateline
