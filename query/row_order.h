// The order of matches by sort keys, and the values they have for them.
#pragma once

#include <cstdint>
#include <vector>

#include "query/columns.h"
#include "query/match_list.h"
#include "query/sort_key.h"

namespace dateline {

// By score where no keys are given. Equal rows stand as their articles came in. Borrows the columns.
class RowOrder {
 public:
  RowOrder(std::vector<SortKey> keys, Columns& columns);

  bool operator()(const ScoredMatch& a, const ScoredMatch& b) const;
  // One a key; as numbers: of a keyword its place in the column, kNoValue for none, 0 of the score.
  std::int64_t number(std::size_t key, const ScoredMatch& row) const;
  std::vector<SortValue> values(const ScoredMatch& row) const;
  // Whether it stands behind the place that values (perhaps with the tie) name. Error{usage} when they do not fit the keys.
  bool is_after(const ScoredMatch& row, const std::vector<SortValue>& place) const;
  void check(const std::vector<SortValue>& place) const;

  const std::vector<SortKey>& keys() const { return keys_; }
  bool by_score() const;
  const std::vector<std::string>* words(std::size_t key) const { return columns_of_[key].keyword ? &columns_of_[key].keyword->values : nullptr; }

 private:
  struct Source {
    const std::vector<std::int64_t>* instants = nullptr;
    const std::vector<std::uint32_t>* lengths = nullptr;
    const KeywordColumn* keyword = nullptr;
  };
  int compare(std::size_t key, const ScoredMatch& row, const SortValue& value) const;

  std::vector<SortKey> keys_;
  std::vector<Source> columns_of_;
};

}  // namespace dateline
