#include "query/best_of.h"

#include "common/store/schema.h"

namespace dateline {

Xapian::Query best_of(const std::vector<Xapian::Query>& ways) {
  using Xapian::Query;
  const Query best(Query::OP_MAX, ways.begin(), ways.end());
  if (ways.size() == 1) return best;
  // The left side of AND_MAYBE leads, unless its score cannot matter any more: so it claims that it can be high, and is nothing.
  constexpr double kNeverReached = 1e6;
  auto* claim = new Xapian::ValueMapPostingSource(slot::kTie);  // a value that every article has
  claim->set_default_weight(0);
  claim->add_mapping("of no article", kNeverReached);
  const Query any(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, ways.begin(), ways.end()), 0.0);
  return Query(Query::OP_AND_MAYBE, Query(Query::OP_AND, any, Query(claim->release())), best);
}

}  // namespace dateline
