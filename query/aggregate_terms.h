// Counting the values of a keyword field: the terms aggregation.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "query/aggregation.h"
#include "query/columns.h"
#include "query/match_list.h"
#include "query/search_session.h"

namespace dateline {

// One value on its way to a bucket.
struct TermBucket {
  static constexpr std::uint32_t kMissing = UINT32_MAX;
  std::uint32_t place = 0;   // in the column; kMissing: articles without a value
  std::uint64_t count = 0;
  Matches matches;           // once gathered
  std::vector<AggregationResult> children;
};

// Borrows both, for one snapshot.
class TermsWish {
 public:
  TermsWish(const Aggregation& wish, SearchSession& session);

  // All values that may be told, uncut, in the order of the column; `all`: their articles summed up.
  std::vector<TermBucket> count(const Matches& matches, std::uint64_t& all) const;
  void gather(const Matches& matches, std::vector<TermBucket>& buckets) const;
  void sort_and_cut(std::vector<TermBucket>& buckets) const;
  // Key, id and count.
  AggregationBucket named(const TermBucket& bucket) const;

 private:
  const std::string& key_of(const TermBucket& bucket) const;

  const Aggregation& wish_;
  SearchSession& session_;
  const KeywordColumn& column_;
  bool entities_;
  std::vector<bool> told_;   // by place
};

}  // namespace dateline
