#include "query/row_order.h"

#include <algorithm>

#include "common/error.h"

namespace dateline {
namespace {

using By = SortKey::By;

template <typename T>
int order(const T& a, const T& b) { return a < b ? -1 : b < a ? 1 : 0; }

// With what has none where the key wants it: negative when a stands before b.
int order(const SortKey& key, bool a_has, bool b_has, int by_value) {
  if (a_has && b_has) return key.ascending ? by_value : -by_value;
  if (a_has == b_has) return 0;
  return a_has == key.missing_first ? 1 : -1;
}

}  // namespace

RowOrder::RowOrder(std::vector<SortKey> keys, Columns& columns) : keys_(std::move(keys)) {
  if (keys_.empty()) keys_.emplace_back();
  for (const SortKey& key : keys_) {
    Source source;
    if (key.by == By::published) source.instants = &columns.published();
    if (key.by == By::length) source.lengths = &columns.lengths();
    if (key.by == By::keyword) source.keyword = &columns.keyword(key.field);
    columns_of_.push_back(source);
  }
}

bool RowOrder::by_score() const {
  return std::any_of(keys_.begin(), keys_.end(), [](const SortKey& key) { return key.by == By::score; });
}

std::int64_t RowOrder::number(std::size_t key, const ScoredMatch& row) const {
  const Source& source = columns_of_[key];
  switch (keys_[key].by) {
    case By::score: return 0;
    case By::published: return (*source.instants)[row.docid];
    case By::length: return (*source.lengths)[row.docid];
    case By::article: return row.docid;
    case By::keyword: {
      const auto places = source.keyword->of(row.docid);
      return places.empty() ? kNoValue : keys_[key].ascending ? places.front() : places.back();
    }
  }
  return kNoValue;
}

bool RowOrder::operator()(const ScoredMatch& a, const ScoredMatch& b) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    int found = 0;
    if (keys_[i].by == By::score) {
      found = order(keys_[i], true, true, order(a.score, b.score));
    } else {
      const std::int64_t left = number(i, a), right = number(i, b);
      found = order(keys_[i], left != kNoValue, right != kNoValue, order(left, right));
    }
    if (found) return found < 0;
  }
  return a.docid < b.docid;
}

std::vector<SortValue> RowOrder::values(const ScoredMatch& row) const {
  std::vector<SortValue> values;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::int64_t found = number(i, row);
    if (keys_[i].by == By::score) values.emplace_back(row.score);
    else if (found == kNoValue) values.emplace_back();
    else if (keys_[i].by == By::keyword) values.emplace_back(columns_of_[i].keyword->values[static_cast<std::size_t>(found)]);
    else values.emplace_back(found);
  }
  return values;
}

void RowOrder::check(const std::vector<SortValue>& place) const {
  if (place.size() != keys_.size() && place.size() != keys_.size() + 1)
    throw Error(ErrorKind::usage, "search_after has " + std::to_string(place.size()) + " values, and there are " + std::to_string(keys_.size()) + " sort keys");
  for (std::size_t i = 0; i < place.size(); ++i) {
    const bool none = std::holds_alternative<std::monostate>(place[i]), text = std::holds_alternative<std::string>(place[i]);
    const bool wants_text = i < keys_.size() && keys_[i].by == By::keyword;
    const bool may_be_none = i < keys_.size() && (keys_[i].by == By::keyword || keys_[i].by == By::published);
    if (none ? !may_be_none : text != wants_text)
      throw Error(ErrorKind::usage, "search_after: value " + std::to_string(i + 1) + " must be " + (wants_text ? "text" : "a number") + ", as the hit it was taken from has it");
  }
}

// Of the row's value to one given: negative when the row's stands before it.
int RowOrder::compare(std::size_t key, const ScoredMatch& row, const SortValue& value) const {
  const auto as_double = [](const SortValue& number) {
    const auto* whole = std::get_if<std::int64_t>(&number);
    return whole ? static_cast<double>(*whole) : std::get<double>(number);
  };
  if (keys_[key].by == By::score) return order(keys_[key], true, true, order(row.score, as_double(value)));
  const std::int64_t own = number(key, row);
  const bool given = !std::holds_alternative<std::monostate>(value);
  int by_value = 0;
  if (own != kNoValue && given) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) by_value = order(own, *whole);
    else if (const auto* text = std::get_if<std::string>(&value)) by_value = order(columns_of_[key].keyword->values[static_cast<std::size_t>(own)], *text);
    else by_value = order(static_cast<double>(own), as_double(value));
  }
  return order(keys_[key], own != kNoValue, given, by_value);
}

bool RowOrder::is_after(const ScoredMatch& row, const std::vector<SortValue>& place) const {
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (const int found = compare(i, row, place[i])) return found > 0;
  if (place.size() == keys_.size()) return false;
  const auto* whole = std::get_if<std::int64_t>(&place.back());
  return static_cast<double>(row.docid) > (whole ? static_cast<double>(*whole) : std::get<double>(place.back()));
}

}  // namespace dateline
