#include "query/aggregate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <unordered_set>
#include <utility>

#include "common/error.h"
#include "common/store/match_all.h"
#include "query/aggregate_terms.h"
#include "query/columns.h"
#include "query/date_buckets.h"
#include "query/keyword_query.h"
#include "query/row_order.h"
#include "query/structured_load.h"

namespace dateline {
namespace {

using Kind = AggregationKind;

bool is_number(Kind kind) { return kind == Kind::min || kind == Kind::max || kind == Kind::avg || kind == Kind::sum || kind == Kind::stats; }

class Aggregator {
 public:
  Aggregator(const BuiltClause& asked, const ClauseOptions& options, const std::optional<SnapshotMark>& until, SearchSession& session)
      : asked_(asked), options_(options), until_(until), session_(session), columns_(session.columns()) {}

  std::vector<AggregationResult> run(const std::vector<Aggregation>& wishes, const Matches& matches) {
    std::vector<AggregationResult> results;
    for (const Aggregation& wish : wishes) {
      results.push_back(run(wish, matches));
      results.back().name = wish.name;
      results.back().kind = wish.kind;
      results.back().field = wish.field;
    }
    return results;
  }

 private:
  // What an aggregation needs each time it is counted, once for every bucket above it.
  struct Prepared {
    std::vector<DocumentSet> filters;
    std::unique_ptr<DateBuckets> dates;
    std::unique_ptr<TermsWish> terms;
    std::unique_ptr<RowOrder> order;
    std::unique_ptr<HitLoader> loader;
    Matches everything;
  };

  [[noreturn]] static void refuse(const Aggregation& wish, const std::string& why) { throw Error(ErrorKind::usage, "aggregation " + wish.name + ": " + why); }

  Prepared& prepared(const Aggregation& wish) {
    const auto [known, fresh] = prepared_.try_emplace(&wish);
    Prepared& made = known->second;
    if (!fresh) return made;
    if (wish.kind == Kind::filter || wish.kind == Kind::filters)
      for (const auto& [key, clause] : wish.filters) made.filters.emplace_back(build_filter(clause, options_, session_), session_.database());
    if (wish.kind == Kind::missing && (wish.field == "url" || wish.field == "title" || wish.field == "body"))
      made.filters.emplace_back(exists_query(wish.field, session_), session_.database());
    if (wish.kind == Kind::date_histogram) made.dates = std::make_unique<DateBuckets>(wish);
    if (wish.kind == Kind::terms) made.terms = std::make_unique<TermsWish>(wish, session_);
    if (wish.kind == Kind::global) {
      made.everything = all_matches(match_all(), false, session_.database());
      if (until_) leave_out_later(*until_, made.everything);
    }
    if (wish.kind == Kind::top_hits) {
      made.order = std::make_unique<RowOrder>(wish.sort, columns_);
      made.loader = std::make_unique<HitLoader>(wish.load, asked_, options_, session_);
    }
    return made;
  }

  AggregationResult run(const Aggregation& wish, const Matches& matches) {
    AggregationResult out;
    switch (wish.kind) {
      case Kind::date_histogram: histogram(wish, matches, out); break;
      case Kind::date_range:
      case Kind::range: ranges(wish, matches, out); break;
      case Kind::terms: terms(wish, matches, out); break;
      case Kind::filter:
      case Kind::filters: filters(wish, matches, out); break;
      case Kind::missing: missing(wish, matches, out); break;
      case Kind::global: add_bucket(wish, prepared(wish).everything, {}, out); break;
      case Kind::cardinality: cardinality(wish, matches, out); break;
      case Kind::top_hits: top_hits(wish, matches, out); break;
      case Kind::value_count:
        if (is_keyword_field(wish.field) && wish.field != "url") {
          const KeywordColumn& column = columns_.keyword(wish.field);
          for (const ScoredMatch& match : matches) out.count += column.of(match.docid).size();
          break;
        }
        [[fallthrough]];
      default: numbers(wish, matches, out);
    }
    return out;
  }

  void add_bucket(const Aggregation& wish, const Matches& matches, AggregationBucket bucket, AggregationResult& out) {
    if (++buckets_ > kMostBuckets) refuse(wish, "there are more than " + std::to_string(kMostBuckets) + " buckets; ask for longer periods, or fewer values");
    bucket.count = matches.size();
    bucket.children = run(wish.children, matches);
    out.buckets.push_back(std::move(bucket));
  }

  // The number an article has; false when it has none.
  bool number(const Aggregation& wish, const ScoredMatch& match, double& value) {
    if (wish.field == "score") return value = match.score, true;
    if (wish.field == "length") return value = columns_.lengths()[match.docid], true;
    if (wish.field != "published") refuse(wish, "'" + wish.field + "' is no number; there are published, length and score");
    const std::int64_t instant = instant_of(wish, match);
    value = static_cast<double>(instant);
    return instant != kNoValue;
  }

  std::int64_t instant_of(const Aggregation& wish, const ScoredMatch& match) {
    const std::int64_t instant = columns_.published()[match.docid];
    return instant == kNoValue ? wish.missing_instant.value_or(kNoValue) : instant;
  }

  void numbers(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    out.min = std::numeric_limits<double>::infinity();
    out.max = -out.min;
    for (const ScoredMatch& match : matches) {
      double value = 0;
      if (!number(wish, match, value)) continue;
      ++out.count;
      out.min = std::min(out.min, value);
      out.max = std::max(out.max, value);
      out.sum += value;
    }
    if (out.count == 0) out.min = out.max = 0;
    else out.avg = out.sum / static_cast<double>(out.count);
    if (matches.empty()) number(wish, {0, 0}, out.avg = 0);
  }

  void histogram(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    if (wish.field != "published") refuse(wish, "a date_histogram is of published, not of '" + wish.field + "'");
    const DateBuckets& dates = *prepared(wish).dates;
    std::map<std::int64_t, Matches> periods;
    const std::uint64_t least = wish.min_count.value_or(0);
    std::int64_t first = 0, past = 0;  // of the period the last one was in: neighbours come together
    Matches* period = nullptr;
    for (const ScoredMatch& match : matches) {
      const std::int64_t instant = instant_of(wish, match);
      if (instant == kNoValue || (wish.hard_bounds && (instant < wish.hard_bounds->first || instant > wish.hard_bounds->second))) continue;
      if (!period || instant < first || instant >= past) {
        first = dates.start_of(instant);
        past = dates.next(first);
        if (past <= instant) past = instant + 1;
        period = &periods[first];
      }
      period->push_back(match);
    }
    if (least == 0) fill(wish, dates, periods);
    for (const auto& [start, in] : periods) {
      if (in.size() < least) continue;
      AggregationBucket bucket;
      bucket.start = start;
      add_bucket(wish, in, std::move(bucket), out);
    }
    if (!wish.ascending) std::reverse(out.buckets.begin(), out.buckets.end());
  }

  // Empty periods between, and out to the bounds.
  static void fill(const Aggregation& wish, const DateBuckets& dates, std::map<std::int64_t, Matches>& periods) {
    if (wish.extended_bounds) {
      if (wish.extended_bounds->first > wish.extended_bounds->second) refuse(wish, "extended_bounds end before they begin");
      periods[dates.start_of(wish.extended_bounds->first)];
      periods[dates.start_of(wish.extended_bounds->second)];
    }
    if (periods.empty()) return;
    const std::int64_t last = periods.rbegin()->first;
    for (std::int64_t start = periods.begin()->first; start < last; start = dates.next(start)) {
      periods[start];
      if (periods.size() > kMostBuckets) refuse(wish, "there are more than " + std::to_string(kMostBuckets) + " periods from the first to the last; ask for longer ones, or for min_doc_count 1");
    }
  }

  void ranges(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    for (const AggregationRange& range : wish.ranges) {
      Matches in;
      for (const ScoredMatch& match : matches) {
        double value = 0;
        if (number(wish, match, value) && (!range.from || value >= *range.from) && (!range.to || value < *range.to)) in.push_back(match);
      }
      AggregationBucket bucket;
      bucket.key = range.key;
      bucket.from = range.from;
      bucket.to = range.to;
      add_bucket(wish, in, std::move(bucket), out);
    }
  }

  void filters(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    const std::vector<DocumentSet>& sets = prepared(wish).filters;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      Matches in;
      for (const ScoredMatch& match : matches)
        if (sets[i].has(match.docid)) in.push_back(match);
      AggregationBucket bucket;
      bucket.key = wish.filters[i].first;
      add_bucket(wish, in, std::move(bucket), out);
    }
    if (!wish.other_key) return;
    Matches in;
    for (const ScoredMatch& match : matches)
      if (std::none_of(sets.begin(), sets.end(), [&](const DocumentSet& set) { return set.has(match.docid); })) in.push_back(match);
    AggregationBucket bucket;
    bucket.key = *wish.other_key;
    add_bucket(wish, in, std::move(bucket), out);
  }

  void missing(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    const std::vector<DocumentSet>& there = prepared(wish).filters;
    const KeywordColumn* column = there.empty() && wish.field != "published" ? &columns_.keyword(wish.field) : nullptr;
    Matches in;
    for (const ScoredMatch& match : matches) {
      const bool has = column ? !column->of(match.docid).empty() : there.empty() ? columns_.published()[match.docid] != kNoValue : there.front().has(match.docid);
      if (!has) in.push_back(match);
    }
    add_bucket(wish, in, {}, out);
  }

  void cardinality(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    if (!is_keyword_field(wish.field)) {
      std::unordered_set<double> values;
      for (const ScoredMatch& match : matches)
        if (double value = 0; number(wish, match, value)) values.insert(value);
      out.count = values.size();
      return;
    }
    const KeywordColumn& column = columns_.keyword(wish.field);
    std::vector<bool> seen(column.values.size());
    for (const ScoredMatch& match : matches)
      for (const std::uint32_t place : column.of(match.docid)) seen[place] = true;
    out.count = static_cast<std::uint64_t>(std::count(seen.begin(), seen.end(), true));
  }

  void terms(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    const TermsWish& terms = *prepared(wish).terms;
    const bool by_metric = std::any_of(wish.order.begin(), wish.order.end(), [](const BucketOrder& order) { return order.by == BucketOrder::By::metric; });
    std::vector<TermBucket> found = terms.count(matches, out.other);
    if (by_metric) {
      // The children of all of them are needed to tell which come first.
      terms.gather(matches, found);
      for (TermBucket& term : found) term.children = run(wish.children, term.matches);
    }
    terms.sort_and_cut(found);
    for (const TermBucket& term : found) out.other -= term.count;
    if (!by_metric && !wish.children.empty()) terms.gather(matches, found);
    for (TermBucket& term : found) {
      if (++buckets_ > kMostBuckets) refuse(wish, "there are more than " + std::to_string(kMostBuckets) + " buckets; ask for fewer values");
      AggregationBucket bucket = terms.named(term);
      bucket.children = by_metric ? std::move(term.children) : run(wish.children, term.matches);
      out.buckets.push_back(std::move(bucket));
    }
  }

  void top_hits(const Aggregation& wish, const Matches& matches, AggregationResult& out) {
    Prepared& tools = prepared(wish);
    out.total = matches.size();
    for (const ScoredMatch& match : matches)
      if (tools.order->by_score()) out.max_score = std::max(out.max_score.value_or(match.score), match.score);
    Matches best = matches;
    const std::size_t last = std::min(best.size(), wish.from + wish.size);
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(last), best.end(), *tools.order);
    std::vector<Xapian::docid> docids;
    for (std::size_t i = wish.from; i < last; ++i) {
      StructuredHit hit = tools.loader->load(best[i].docid);
      hit.score = best[i].score;
      hit.sort = tools.order->values(best[i]);
      hit.tie = best[i].docid;
      out.hits.push_back(std::move(hit));
      docids.push_back(best[i].docid);
    }
    tools.loader->add_text_parts(docids, out.hits);
  }

  const BuiltClause& asked_;
  const ClauseOptions& options_;
  const std::optional<SnapshotMark>& until_;
  SearchSession& session_;
  Columns& columns_;
  std::map<const Aggregation*, Prepared> prepared_;
  std::size_t buckets_ = 0;
};

}  // namespace

bool need_scores(const std::vector<Aggregation>& aggregations) {
  return std::any_of(aggregations.begin(), aggregations.end(), [](const Aggregation& one) {
    const bool top = one.kind == Kind::top_hits && (one.sort.empty() || std::any_of(one.sort.begin(), one.sort.end(), [](const SortKey& key) { return key.by == SortKey::By::score; }));
    return top || ((is_number(one.kind) || one.kind == Kind::value_count) && one.field == "score") || need_scores(one.children);
  });
}

std::vector<AggregationResult> aggregate(const std::vector<Aggregation>& wishes, const Matches& matches, const BuiltClause& asked, const ClauseOptions& options,
                                         const std::optional<SnapshotMark>& until, SearchSession& session) {
  return Aggregator(asked, options, until, session).run(wishes, matches);
}

}  // namespace dateline
