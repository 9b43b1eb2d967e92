#include "query/aggregate_terms.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
#include "common/error.h"
#include "common/text/fold.h"
#include "query/keyword_query.h"
#include "query/syntax_fields.h"

namespace dateline {
namespace {

// A number among the children; none when it counted nothing.
std::optional<double> metric_of(const std::vector<AggregationResult>& children, const std::string& path, const Aggregation& wish) {
  const std::string name = path.substr(0, path.find('.')), part = path.find('.') == path.npos ? std::string() : path.substr(path.find('.') + 1);
  for (const AggregationResult& child : children) {
    if (child.name != name) continue;
    using Kind = AggregationKind;
    if (!child.buckets.empty() || child.kind == Kind::filter || child.kind == Kind::missing || child.kind == Kind::global)
      return child.buckets.size() == 1 ? std::optional<double>(static_cast<double>(child.buckets.front().count)) : std::nullopt;
    if (child.kind == Kind::cardinality || child.kind == Kind::value_count || part == "count") return static_cast<double>(child.count);
    if (child.count == 0) return std::nullopt;
    if (child.kind == Kind::min || part == "min") return child.min;
    if (child.kind == Kind::max || part == "max") return child.max;
    if (child.kind == Kind::sum || part == "sum") return child.sum;
    if (child.kind == Kind::avg || part == "avg") return child.avg;
  }
  throw Error(ErrorKind::usage, "aggregation " + wish.name + ": it cannot be ordered by '" + path + "'; name a number of an aggregation right below it");
}

void check_order(const Aggregation& wish) {
  for (const BucketOrder& order : wish.order) {
    if (order.by != BucketOrder::By::metric) continue;
    const std::string name = order.metric.substr(0, order.metric.find('.'));
    if (std::none_of(wish.children.begin(), wish.children.end(), [&](const Aggregation& child) { return child.name == name; }))
      throw Error(ErrorKind::usage, "aggregation " + wish.name + ": it is ordered by '" + order.metric + "', and there is no such aggregation right below it");
  }
}

// Values told apart as keys: of entities, ids for names too.
std::set<std::string> as_values(const std::vector<std::string>& given, const std::string& field, NameTable& names) {
  std::set<std::string> values(given.begin(), given.end());
  if (!is_entity_field(field)) return values;
  for (const std::string& name : given)
    for (const EntityType type : kEntityTypes)
      if (field == "entity" || field == to_string(type)) values.insert(names.entity_of(entity_id(type, name_key(name, type))));
  return values;
}

}  // namespace

TermsWish::TermsWish(const Aggregation& wish, SearchSession& session)
    : wish_(wish), session_(session), column_(session.columns().keyword(wish.field)), entities_(is_entity_field(wish.field)), told_(column_.values.size(), true) {
  check_order(wish);
  const auto pattern = [&](const std::string& text) {
    if (!entities_) return text;
    std::string key = fold(text);
    std::replace(key.begin(), key.end(), ' ', '-');
    return key.find(':') == key.npos ? "*:" + key : key;
  };
  const std::set<std::string> include = as_values(wish.include, wish.field, session.names()), exclude = as_values(wish.exclude, wish.field, session.names());
  const std::string in = pattern(wish.include_pattern), out = pattern(wish.exclude_pattern);
  for (std::size_t place = 0; place < told_.size(); ++place) {
    const std::string& value = column_.values[place];
    told_[place] = (include.empty() || include.count(value)) && !exclude.count(value) && (wish.include_pattern.empty() || matches_pattern(in, value, false)) &&
                   (wish.exclude_pattern.empty() || !matches_pattern(out, value, false));
  }
}

std::vector<TermBucket> TermsWish::count(const Matches& matches, std::uint64_t& all) const {
  std::vector<std::uint64_t> counts(column_.values.size());
  std::uint64_t missing = 0;
  for (const ScoredMatch& match : matches) {
    const auto places = column_.of(match.docid);
    for (const std::uint32_t place : places) ++counts[place];
    missing += places.empty();
  }
  const std::uint64_t least = wish_.min_count.value_or(1);
  std::vector<TermBucket> buckets;
  all = 0;
  const auto add = [&](std::uint32_t place, std::uint64_t number) {
    all += number;
    if (number < least) return;
    TermBucket bucket;
    bucket.place = place;
    bucket.count = number;
    buckets.push_back(std::move(bucket));
  };
  for (std::uint32_t place = 0; place < counts.size(); ++place)
    if (told_[place]) add(place, counts[place]);
  if (wish_.missing_as && (missing > 0 || least == 0)) add(TermBucket::kMissing, missing);
  return buckets;
}

void TermsWish::gather(const Matches& matches, std::vector<TermBucket>& buckets) const {
  std::vector<TermBucket*> bucket_of(column_.values.size());
  TermBucket* missing = nullptr;
  for (TermBucket& bucket : buckets) (bucket.place == TermBucket::kMissing ? missing : bucket_of[bucket.place]) = &bucket;
  for (const ScoredMatch& match : matches) {
    const auto places = column_.of(match.docid);
    for (const std::uint32_t place : places)
      if (bucket_of[place]) bucket_of[place]->matches.push_back(match);
    if (places.empty() && missing) missing->matches.push_back(match);
  }
}

const std::string& TermsWish::key_of(const TermBucket& bucket) const { return bucket.place == TermBucket::kMissing ? *wish_.missing_as : column_.values[bucket.place]; }

void TermsWish::sort_and_cut(std::vector<TermBucket>& buckets) const {
  std::vector<BucketOrder> orders = wish_.order;
  if (orders.empty()) orders.emplace_back();
  // -1, 0, 1: a before, beside, behind b.
  const auto compare = [&](const TermBucket& a, const TermBucket& b, const BucketOrder& order) {
    const auto turned = [&](int by_value) { return order.ascending ? by_value : -by_value; };
    switch (order.by) {
      case BucketOrder::By::count: return turned(a.count < b.count ? -1 : a.count > b.count);
      case BucketOrder::By::key: {
        const int found = key_of(a).compare(key_of(b));
        return turned(found < 0 ? -1 : found > 0);
      }
      case BucketOrder::By::metric: {
        const auto left = metric_of(a.children, order.metric, wish_), right = metric_of(b.children, order.metric, wish_);
        if (left && right) return turned(*left < *right ? -1 : *left > *right);
        return left ? -1 : right ? 1 : 0;  // what has none is last
      }
    }
    return 0;
  };
  const auto before = [&](const TermBucket& a, const TermBucket& b) {
    for (const BucketOrder& order : orders)
      if (const int found = compare(a, b, order)) return found < 0;
    return key_of(a) < key_of(b);
  };
  const std::size_t kept = std::min(wish_.size, buckets.size());
  std::partial_sort(buckets.begin(), buckets.begin() + static_cast<std::ptrdiff_t>(kept), buckets.end(), before);
  buckets.resize(kept);
}

AggregationBucket TermsWish::named(const TermBucket& bucket) const {
  AggregationBucket out;
  out.key = key_of(bucket);
  out.count = bucket.count;
  if (entities_ && bucket.place != TermBucket::kMissing) {
    out.id = out.key;
    out.key = session_.readable(out.id);
  }
  return out;
}

}  // namespace dateline
