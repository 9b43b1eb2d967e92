// Aggregations, against a plain loop over the articles.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "query/date_buckets.h"
#include "query/time_zone.h"
#include "structured_news.h"

namespace dateline {
namespace {

using Kind = AggregationKind;
using Holds = std::function<bool(const Article&)>;

Aggregation counting(const std::string& name, Kind kind, const std::string& field) {
  Aggregation one;
  one.name = name;
  one.kind = kind;
  one.field = field;
  return one;
}

AggregationResult only(Aggregation wish, const Clause& query = clause(ClauseKind::everything)) {
  StructuredRequest request = question(query);
  request.size = 0;
  request.aggregations = {std::move(wish)};
  StructuredResult result = ask(request);
  REQUIRE(result.aggregations.size() == 1);
  return std::move(result.aggregations.front());
}

bool about_storm(const Article& article) { return has_word(article.title, "storm") || has_word(article.body, "storm"); }

std::vector<std::string> values_of(const Article& article, const std::string& field) {
  std::vector<std::string> values;
  if (field == "source" && !article.source.empty()) values = {article.source};
  if (field == "section" && !article.section.empty()) values = {article.section};
  if (field == "author") values = article.authors;
  if (field == "tag") values = article.tags;
  if (field == "id") values = {article.id};
  for (const ArticleEntity& entity : article.entities)
    if (field == "entity" || field == entity.type) values.push_back(entity.id);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::map<std::string, std::uint64_t> counted(const std::string& field, const Holds& holds) {
  std::map<std::string, std::uint64_t> counts;
  for (const Article& article : all_news())
    if (holds(article))
      for (const std::string& value : values_of(article, field)) ++counts[value];
  return counts;
}

std::map<std::string, std::uint64_t> as_map(const AggregationResult& result) {
  std::map<std::string, std::uint64_t> counts;
  for (const AggregationBucket& bucket : result.buckets) counts[bucket.id.empty() ? bucket.key : bucket.id] = bucket.count;
  return counts;
}

std::int64_t at(const std::string& date) { return to_instant(*parse_rfc3339(date)); }

}  // namespace

TEST_CASE("values are counted over all matching articles, the most frequent first") {
  for (const std::string field : {"source", "author", "tag", "section", "id", "entity", "person"}) {
    INFO(field);
    Aggregation wish = counting("values", Kind::terms, field);
    wish.size = 1000;
    CHECK(as_map(only(wish)) == counted(field, [](const Article&) { return true; }));
    const AggregationResult result = only(wish, words("storm"));
    CHECK(as_map(result) == counted(field, about_storm));
    CHECK(result.other == 0);
    CHECK(std::is_sorted(result.buckets.begin(), result.buckets.end(), [](const auto& a, const auto& b) { return a.count > b.count; }));
  }
}

TEST_CASE("of many values the first are told, and the rest summed up") {
  Aggregation wish = counting("tags", Kind::terms, "tag");
  wish.size = 2;
  const AggregationResult result = only(wish);
  std::uint64_t sum = 0;
  for (const auto& [tag, count] : counted("tag", [](const Article&) { return true; })) sum += count;
  REQUIRE(result.buckets.size() == 2);
  CHECK(result.other == sum - result.buckets[0].count - result.buckets[1].count);
}

TEST_CASE("values can be ordered, included, excluded, and counted where there is none") {
  Aggregation wish = counting("sources", Kind::terms, "source");
  wish.order = {{BucketOrder::By::key, {}, false}};
  wish.exclude = {"Harbor"};
  wish.include_pattern = "*r*";
  wish.missing_as = "none";
  const AggregationResult result = only(wish);
  std::vector<std::string> keys;
  for (const AggregationBucket& bucket : result.buckets) keys.push_back(bucket.key);
  CHECK(keys == std::vector<std::string>{"none", "harbor courier", "Harbor Courier"});
  CHECK(result.buckets[0].count == ids_that([](const Article& article) { return article.source.empty(); }).size());
  Aggregation two = counting("sources", Kind::terms, "source");
  two.include = {"Harbor", "Inland Post", "Nobody"};
  CHECK(only(two).buckets.size() == 2);
  Aggregation rare = counting("sources", Kind::terms, "source");
  rare.min_count = 60;
  for (const AggregationBucket& bucket : only(rare).buckets) CHECK(bucket.count >= 60);
  Aggregation zero = counting("sources", Kind::terms, "source");
  zero.min_count = 0;
  CHECK(only(zero, keyword("source", {"Harbor"})).buckets.size() == 4);
}

TEST_CASE("values can be ordered by a number of an aggregation below") {
  Aggregation wish = counting("sources", Kind::terms, "source");
  wish.children = {counting("last", Kind::max, "published")};
  wish.order = {{BucketOrder::By::metric, "last", true}};
  const AggregationResult result = only(wish);
  REQUIRE(result.buckets.size() == 4);
  for (std::size_t i = 0; i + 1 < result.buckets.size(); ++i) CHECK(result.buckets[i].children[0].max <= result.buckets[i + 1].children[0].max);
  wish.order = {{BucketOrder::By::metric, "first", true}};
  CHECK_THROWS_WITH(only(wish), Catch::Contains("ordered by 'first'"));
}

TEST_CASE("buckets within buckets count what is in both") {
  Aggregation wish = counting("months", Kind::date_histogram, "published");
  wish.calendar = CalendarInterval::month;
  Aggregation inner = counting("sources", Kind::terms, "source");
  Aggregation innermost = counting("storm", Kind::filter, "");
  innermost.filters = {{"", words("storm")}};
  innermost.children = {counting("length", Kind::sum, "length")};
  inner.children = {innermost};
  wish.children = {inner};
  const AggregationResult result = only(wish);
  std::uint64_t all = 0;
  for (const AggregationBucket& month : result.buckets) {
    all += month.count;
    const std::string key = to_rfc3339(to_civil(static_cast<DayNumber>(month.start / 86400))).substr(0, 7);
    const auto in_month = [&](const Article& article) {
      return has_date(article) && to_rfc3339(to_civil(static_cast<DayNumber>(instant_of(article) / 86400))).substr(0, 7) == key;
    };
    CHECK(month.count == ids_that(in_month).size());
    CHECK(as_map(month.children[0]) == counted("source", in_month));
    for (const AggregationBucket& source : month.children[0].buckets)
      CHECK(source.children[0].buckets[0].count == ids_that([&](const Article& article) { return in_month(article) && article.source == source.key && about_storm(article); }).size());
  }
  CHECK(all == ids_that(has_date).size());
}

TEST_CASE("a histogram has no gaps, reaches out to its bounds, and leaves out what is asked to") {
  Aggregation wish = counting("days", Kind::date_histogram, "published");
  wish.calendar = CalendarInterval::day;
  const AggregationResult days = only(wish, words("storm river museum"));
  for (std::size_t i = 0; i + 1 < days.buckets.size(); ++i) CHECK(days.buckets[i + 1].start == days.buckets[i].start + 86400);
  wish.min_count = 1;
  for (const AggregationBucket& bucket : only(wish).buckets) CHECK(bucket.count > 0);
  wish.min_count = 0;
  wish.calendar = CalendarInterval::year;
  wish.extended_bounds = {at("2020-05-01"), at("2026-01-01")};
  const AggregationResult years = only(wish);
  REQUIRE(years.buckets.size() == 7);
  CHECK(years.buckets.front().start == at("2020-01-01"));
  wish.extended_bounds.reset();
  wish.hard_bounds = {at("2024-01-01"), at("2024-12-31")};
  CHECK(only(wish).buckets.size() == 1);
  wish.hard_bounds.reset();
  wish.ascending = false;
  CHECK(only(wish).buckets.front().start == at("2024-01-01"));
  wish.calendar.reset();
  CHECK_THROWS_WITH(only(wish), Catch::Contains("an interval is needed"));
  wish.fixed_seconds = 1;
  CHECK_THROWS_WITH(only(wish), Catch::Contains("periods from the first to the last"));
}

TEST_CASE("periods begin where the time zone has them begin") {
  Aggregation wish = counting("days", Kind::date_histogram, "published");
  wish.calendar = CalendarInterval::day;
  wish.time_zone = "+02:00";
  CHECK(DateBuckets(wish).start_of(at("2024-03-14T23:30:00Z")) == at("2024-03-14T22:00:00Z"));
  wish.time_zone = "America/New_York";
  const DateBuckets new_york(wish);
  CHECK(new_york.start_of(at("2024-03-10T12:00:00Z")) == at("2024-03-10T05:00:00Z"));
  CHECK(new_york.next(at("2024-03-10T05:00:00Z")) == at("2024-03-11T04:00:00Z"));  // a day of 23 hours
  wish.calendar = CalendarInterval::week;
  wish.time_zone.clear();
  CHECK(DateBuckets(wish).start_of(at("2024-03-14")) == at("2024-03-11"));
  wish.calendar = CalendarInterval::quarter;
  CHECK(DateBuckets(wish).start_of(at("2024-03-14")) == at("2024-01-01"));
  CHECK(DateBuckets(wish).next(at("2024-10-01")) == at("2025-01-01"));
  wish.calendar = CalendarInterval::hour;
  wish.time_zone = "Asia/Kolkata";
  CHECK(DateBuckets(wish).start_of(at("2024-03-14T10:20:00Z")) == at("2024-03-14T09:30:00Z"));
  wish.calendar = CalendarInterval::day;
  wish.time_zone.clear();
  wish.offset_seconds = 6 * 3600;
  CHECK(DateBuckets(wish).start_of(at("2024-03-14T05:00:00Z")) == at("2024-03-13T06:00:00Z"));
  wish.calendar.reset();
  wish.offset_seconds = 0;
  wish.fixed_seconds = 900;
  CHECK(DateBuckets(wish).start_of(at("2024-03-14T05:20:00Z")) == at("2024-03-14T05:15:00Z"));
  CHECK(DateBuckets(wish).start_of(at("1969-12-31T23:50:00Z")) == at("1969-12-31T23:45:00Z"));
  CHECK_THROWS_WITH(TimeZone("Mars/Olympus"), Catch::Contains("no time zone 'Mars/Olympus'"));
  CHECK_THROWS_WITH(TimeZone("../../etc/passwd"), Catch::Contains("no time zone"));
  CHECK_THROWS_WITH(TimeZone("Europe"), Catch::Contains("no time zone 'Europe'"));  // a folder
}

TEST_CASE("ranges, filters, what is missing, and everything") {
  Aggregation dates = counting("dates", Kind::date_range, "published");
  dates.ranges = {{"early", {}, static_cast<double>(at("2023-06-01"))}, {"late", static_cast<double>(at("2023-06-01")), {}}};
  const AggregationResult ranges = only(dates);
  CHECK(ranges.buckets[0].count == ids_that([](const Article& article) { return has_date(article) && instant_of(article) < at("2023-06-01"); }).size());
  CHECK(ranges.buckets[1].count == ids_that([](const Article& article) { return has_date(article) && instant_of(article) >= at("2023-06-01"); }).size());

  Aggregation filters = counting("filters", Kind::filters, "");
  filters.filters = {{"storm", words("storm")}, {"harbor", keyword("source", {"Harbor"})}};
  filters.other_key = "rest";
  const AggregationResult filtered = only(filters);
  CHECK(filtered.buckets[0].count == ids_that(about_storm).size());
  CHECK(filtered.buckets[1].count == ids_that([](const Article& article) { return article.source == "Harbor"; }).size());
  CHECK(filtered.buckets[2].count == ids_that([](const Article& article) { return !about_storm(article) && article.source != "Harbor"; }).size());

  CHECK(only(counting("m", Kind::missing, "author")).buckets[0].count == ids_that([](const Article& article) { return article.authors.empty(); }).size());
  CHECK(only(counting("m", Kind::missing, "published")).buckets[0].count == ids_that([](const Article& article) { return !has_date(article); }).size());
  CHECK(only(counting("m", Kind::missing, "url")).buckets[0].count == ids_that([](const Article& article) { return article.url.empty(); }).size());
  CHECK(only(counting("g", Kind::global, ""), keyword("source", {"Harbor"})).buckets[0].count == 300);
}

TEST_CASE("articles without a date can be counted as of one") {
  const std::uint64_t undated = ids_that([](const Article& article) { return !has_date(article); }).size();
  Aggregation years = counting("years", Kind::date_histogram, "published");
  years.calendar = CalendarInterval::year;
  years.min_count = 1;
  years.missing_instant = at("2019-06-01");
  const AggregationResult result = only(years);
  CHECK(result.buckets.front().start == at("2019-01-01"));
  CHECK(result.buckets.front().count == undated);
  Aggregation ranges = counting("ranges", Kind::date_range, "published");
  ranges.missing_instant = years.missing_instant;
  ranges.ranges = {{"old", {}, static_cast<double>(at("2020-01-01"))}};
  CHECK(only(ranges).buckets.front().count == undated);
  Aggregation first = counting("first", Kind::min, "published");
  first.missing_instant = years.missing_instant;
  CHECK(only(first).min == at("2019-06-01"));
  CHECK(only(first).count == 300);
}

TEST_CASE("numbers over dates, lengths and scores") {
  std::int64_t first = INT64_MAX, last = INT64_MIN;
  std::uint64_t dated = 0, words_in_all = 0;
  std::set<std::string> authors;
  for (const Article& article : all_news()) {
    words_in_all += words_in(article.title).size() * 3 + words_in(article.body).size();
    authors.insert(article.authors.begin(), article.authors.end());
    if (!has_date(article)) continue;
    first = std::min(first, instant_of(article));
    last = std::max(last, instant_of(article));
    ++dated;
  }
  const AggregationResult stats = only(counting("s", Kind::stats, "published"));
  CHECK(stats.count == dated);
  CHECK(stats.min == first);
  CHECK(stats.max == last);
  CHECK(only(counting("s", Kind::sum, "length")).sum == words_in_all);
  CHECK(only(counting("s", Kind::value_count, "published")).count == dated);
  CHECK(only(counting("s", Kind::cardinality, "author")).count == authors.size());
  CHECK(only(counting("s", Kind::max, "score"), words("storm")).max == ask(question(words("storm"))).max_score);
  CHECK(only(counting("s", Kind::avg, "length"), clause(ClauseKind::nothing)).count == 0);
  CHECK_THROWS_WITH(only(counting("s", Kind::avg, "source")), Catch::Contains("'source' is no number"));
  CHECK_THROWS_WITH(only(counting("s", Kind::terms, "colour")), Catch::Contains("no keyword field 'colour'"));
}

TEST_CASE("the best articles of each bucket, by score or any other order") {
  Aggregation wish = counting("sources", Kind::terms, "source");
  Aggregation top = counting("newest", Kind::top_hits, "");
  top.size = 2;
  top.sort = {{SortKey::By::published, {}, false, false}};
  wish.children = {top};
  const AggregationResult result = only(wish, words("storm"));
  for (const AggregationBucket& bucket : result.buckets) {
    const AggregationResult& hits = bucket.children[0];
    CHECK(hits.total == bucket.count);
    REQUIRE(!hits.hits.empty());
    std::int64_t last = INT64_MIN;
    for (const Article& article : all_news())
      if (article.source == bucket.key && about_storm(article) && has_date(article)) last = std::max(last, instant_of(article));
    CHECK(hits.hits[0].article.source == bucket.key);
    CHECK(hits.hits[0].sort == std::vector<SortValue>{last});
  }
}

TEST_CASE("a post filter narrows hits and total, not aggregations") {
  StructuredRequest request = question(words("storm"));
  request.post_filter = keyword("source", {"Harbor"});
  Aggregation wish = counting("sources", Kind::terms, "source");
  request.aggregations = {wish};
  const StructuredResult result = ask(request);
  CHECK(result.total.value == ids_that([](const Article& article) { return about_storm(article) && article.source == "Harbor"; }).size());
  CHECK(as_map(result.aggregations[0]) == counted("source", about_storm));
}

}  // namespace dateline
