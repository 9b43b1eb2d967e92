// Days counted into buckets.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "query/timeline.h"

namespace dateline {
namespace {

using Days = std::map<DayNumber, std::uint64_t>;

DayNumber day(int year, int month, int day) { return to_day_number({year, month, day}); }

// "key:count key:count ..."
std::string text_of(const std::vector<Bucket>& buckets) {
  std::string text;
  for (const Bucket& bucket : buckets) text += (text.empty() ? "" : " ") + bucket.key + ":" + std::to_string(bucket.count);
  return text;
}

std::string timeline(const Days& days, TimelineUnit unit) { return text_of(make_timeline(days, unit)); }

std::uint64_t sum_of(const std::vector<Bucket>& buckets) {
  std::uint64_t sum = 0;
  for (const Bucket& bucket : buckets) sum += bucket.count;
  return sum;
}

}  // namespace

TEST_CASE("no day gives no bucket", "[timeline]") {
  for (TimelineUnit unit : {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month, TimelineUnit::year}) CHECK(make_timeline({}, unit).empty());
}

TEST_CASE("days are counted without gaps from the first to the last", "[timeline]") {
  CHECK(timeline({{day(2024, 2, 28), 2}, {day(2024, 3, 2), 1}}, TimelineUnit::day) ==
        "2024-02-28:2 2024-02-29:0 2024-03-01:0 2024-03-02:1");
  CHECK(timeline({{day(2024, 3, 14), 7}}, TimelineUnit::day) == "2024-03-14:7");
}

TEST_CASE("months and years run over the end of the year", "[timeline]") {
  CHECK(timeline({{day(2023, 11, 30), 1}, {day(2024, 2, 1), 2}, {day(2024, 2, 29), 3}}, TimelineUnit::month) ==
        "2023-11:1 2023-12:0 2024-01:0 2024-02:5");
  CHECK(timeline({{day(2021, 12, 31), 1}, {day(2024, 1, 1), 2}}, TimelineUnit::year) == "2021:1 2022:0 2023:0 2024:2");
}

TEST_CASE("weeks begin on Monday and are numbered as ISO 8601 does", "[timeline]") {
  CHECK(timeline({{day(2024, 3, 10), 1}, {day(2024, 3, 11), 2}, {day(2024, 3, 17), 3}}, TimelineUnit::week) == "2024-W10:1 2024-W11:5");
  CHECK(timeline({{day(2021, 1, 3), 1}}, TimelineUnit::week) == "2020-W53:1");
  CHECK(timeline({{day(2024, 12, 30), 1}}, TimelineUnit::week) == "2025-W01:1");
  CHECK(timeline({{day(2023, 1, 1), 1}, {day(2023, 1, 2), 1}}, TimelineUnit::week) == "2022-W52:1 2023-W01:1");
}

TEST_CASE("days before 1970 fall into the right buckets", "[timeline]") {
  CHECK(timeline({{day(1969, 12, 31), 1}, {day(1970, 1, 1), 2}}, TimelineUnit::day) == "1969-12-31:1 1970-01-01:2");
  CHECK(timeline({{day(1969, 12, 28), 1}, {day(1969, 12, 29), 2}, {day(1970, 1, 4), 4}}, TimelineUnit::week) == "1969-W52:1 1970-W01:6");
  CHECK(timeline({{day(1914, 7, 28), 1}, {day(1914, 8, 1), 1}}, TimelineUnit::month) == "1914-07:1 1914-08:1");
}

TEST_CASE("a bucket tells its first day, even when its first hit is later", "[timeline]") {
  TimelineUnit month = TimelineUnit::month, week = TimelineUnit::week, year = TimelineUnit::year;
  CHECK(make_timeline({{day(2024, 3, 14), 1}}, month).at(0).from == "2024-03-01");
  CHECK(make_timeline({{day(2024, 3, 14), 1}}, week).at(0).from == "2024-03-11");
  CHECK(make_timeline({{day(2024, 3, 14), 1}}, year).at(0).from == "2024-01-01");
}

TEST_CASE("a span of too many periods is counted by the next longer unit, and says which", "[timeline]") {
  TimelineUnit unit = TimelineUnit::day;
  const Days fourteen_years{{day(2000, 1, 1), 1}, {day(2014, 1, 1), 2}};
  auto buckets = make_timeline(fourteen_years, unit);
  CHECK(unit == TimelineUnit::week);
  CHECK(buckets.size() <= kMaxBuckets);
  CHECK(sum_of(buckets) == 3);

  unit = TimelineUnit::day;
  buckets = make_timeline({{day(1, 1, 1), 1}, {day(9999, 12, 31), 1}}, unit);
  CHECK(unit == TimelineUnit::year);
  CHECK(buckets.front().key == "0001");
  CHECK(buckets.back().key == "9999");
  CHECK(sum_of(buckets) == 2);
}

TEST_CASE("a span of as many days as are allowed stays by day", "[timeline]") {
  TimelineUnit unit = TimelineUnit::day;
  const DayNumber first = day(2000, 1, 1);
  CHECK(make_timeline({{first, 1}, {first + static_cast<DayNumber>(kMaxBuckets) - 1, 1}}, unit).size() == kMaxBuckets);
  CHECK(unit == TimelineUnit::day);
  make_timeline({{first, 1}, {first + static_cast<DayNumber>(kMaxBuckets), 1}}, unit);
  CHECK(unit == TimelineUnit::week);
}

TEST_CASE("the unit stays as asked for when the periods are few", "[timeline]") {
  for (const TimelineUnit asked : {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month, TimelineUnit::year}) {
    TimelineUnit unit = asked;
    make_timeline({{day(2023, 1, 1), 1}, {day(2024, 1, 1), 1}}, unit);
    CHECK(unit == asked);
  }
}

TEST_CASE("every hit is counted once, whatever the unit", "[timeline]") {
  Days days;
  std::uint64_t total = 0;
  for (int i = 0; i < 500; ++i) total += days[day(2019, 6, 1) + i * 5] = static_cast<std::uint64_t>(i % 4);
  for (TimelineUnit unit : {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month, TimelineUnit::year}) CHECK(sum_of(make_timeline(days, unit)) == total);
}

}  // namespace dateline
