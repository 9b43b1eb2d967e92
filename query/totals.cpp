#include "query/totals.h"

#include <algorithm>
#include <cmath>

namespace dateline {

Total total_of(const Xapian::MSet& mset) {
  const std::uint64_t low = mset.get_matches_lower_bound(), high = mset.get_matches_upper_bound();
  if (low == high) return {low, Relation::eq};
  return {mset.get_matches_estimated(), Relation::approx};
}

// What is folded away the engine looks at, and counts only in its estimates.
Total total_of(const Xapian::MSet& folded, std::uint64_t seen, Xapian::doccount check_at_least) {
  const std::uint64_t low = folded.get_uncollapsed_matches_lower_bound(), high = folded.get_uncollapsed_matches_upper_bound();
  if (low == high) return {low, Relation::eq};
  if (seen < check_at_least || seen == high) return {seen, Relation::eq};
  return {std::max<std::uint64_t>(seen, folded.get_uncollapsed_matches_estimated()), Relation::approx};
}

Total families_of(const Total& articles, const Xapian::ValueCountMatchSpy& families) {
  std::uint64_t in_families = 0, distinct = 0;
  for (auto value = families.values_begin(); value != families.values_end(); ++value) {
    in_families += value.get_termfreq();
    ++distinct;
  }
  const std::uint64_t seen = families.get_total();
  if (articles.relation == Relation::eq && seen == articles.value) return {seen - in_families + distinct, Relation::eq};
  const double share = seen ? static_cast<double>(seen - in_families + distinct) / static_cast<double>(seen) : 1;
  return {static_cast<std::uint64_t>(std::llround(static_cast<double>(articles.value) * share)), Relation::approx};
}

}  // namespace dateline
