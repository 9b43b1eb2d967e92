#include "query/ranking.h"

#include "common/store/schema.h"

namespace dateline {

void set_ranking(Xapian::Enquire& enquire, Sort sort) {
  constexpr double kNoK2 = 0, kK3 = 1, kMinNormalisedLength = 0.5;
  enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25K1, kNoK2, kK3, kBm25B, kMinNormalisedLength));
  switch (sort) {
    case Sort::relevance: enquire.set_sort_by_relevance_then_value(slot::kTie, false); break;
    case Sort::newest: enquire.set_sort_by_value(slot::kNewest, true); break;
    case Sort::oldest: enquire.set_sort_by_value(slot::kOldest, true); break;
  }
}

}  // namespace dateline
