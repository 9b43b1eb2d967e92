// Times in the free words of a query, and how near an article comes to them.
#include <catch2/catch.hpp>

#include "common/date.h"
#include "query/date_wish.h"
#include "query/query_times.h"
#include "query/syntax.h"
#include "query/syntax_dates.h"
#include "table.h"

namespace dateline {
namespace {

const std::int64_t kAsked = to_instant({{2024, 3, 14}, 12 * 3600, 0});

DayNumber day(int year, int month, int of_month) { return to_day_number({year, month, of_month}); }

std::vector<std::string> optional_words(const Node& node) {
  std::vector<std::string> words;
  if (node.optional) words.push_back(node.text);
  for (const Node& child : node.children)
    for (std::string& word : optional_words(child)) words.push_back(std::move(word));
  return words;
}

DateWish wish(const std::string& operand) {
  std::vector<std::string> notices;
  return around_wish(date_condition("around", operand, kAsked, notices));
}

}  // namespace

TEST_CASE("times in the free words of a query are understood, and only what can hardly be anything else", "[query_times]") {
  for (const TableRow& row : read_table("query_times_table.txt")) {
    CAPTURE(row.line);
    Parsed parsed = parse_query(row.input, kAsked);
    understand_times(parsed.root, kAsked);
    CHECK(to_string(parsed.root) == row.expected);
    CHECK(optional_words(parsed.root) == row.more);
  }
}

TEST_CASE("a span after ~ says how far around a time reaches", "[query_times]") {
  CHECK(parse_span("7d") == 7u);
  CHECK(parse_span("2 weeks") == 14u);
  CHECK(parse_span("1 month") == 30u);
  CHECK(parse_span("3m") == 90u);
  CHECK(parse_span("1y") == 365u);
  CHECK(parse_span("10") == 10u);
  CHECK(parse_span("999999y") == kMostSpanDays);
  for (const char* none : {"", "d", "0d", "-1d", "soon", "7 moons", "1.5d", "99999999999d"}) CHECK_FALSE(parse_span(none));
}

TEST_CASE("closeness is whole in the days asked for, falls outside, and is nothing far away", "[query_times]") {
  const DateWish month = wish("2024-03");
  CHECK(closeness(month, day(2024, 3, 1)) == 1);
  CHECK(closeness(month, day(2024, 3, 31)) == 1);
  double before = 0.5;  // outside a month it begins at half
  for (int of_month = 1; of_month <= 30; ++of_month) {
    const double now = closeness(month, day(2024, 4, of_month));
    CHECK((now < before || (now == 0 && before == 0)));
    CHECK(now == closeness(month, day(2024, 3, 1) - of_month));
    before = now;
  }
  CHECK(closeness(month, day(2024, 5, 1)) == 0);
  const DateWish week = wish("2024-03-14~7d");
  CHECK(closeness(week, day(2024, 3, 14)) == 1);
  CHECK(closeness(week, day(2024, 3, 21)) == Approx(0.5).margin(0.05));
  CHECK(closeness(week, day(2024, 3, 7)) == closeness(week, day(2024, 3, 21)));
  CHECK(closeness(week, day(2024, 4, 11)) == 0);
  const DayRange range = reach(week);
  CHECK(range.first <= day(2024, 2, 16));
  CHECK(closeness(week, range.first - 1) == 0);
  CHECK(closeness(week, range.last + 1) == 0);
}

TEST_CASE("what is recent is worth half as much after each half-life, and what is yet to come is recent", "[query_times]") {
  const DateWish recent = recency_wish(30, day(2024, 3, 14));
  CHECK(closeness(recent, day(2024, 3, 14)) == 1);
  CHECK(closeness(recent, day(2024, 3, 20)) == 1);
  CHECK(closeness(recent, day(2024, 2, 13)) == Approx(0.5));
  CHECK(closeness(recent, day(2024, 1, 14)) == Approx(0.25));
  CHECK(closeness(recent, day(2020, 1, 1)) == 0);
}

TEST_CASE("a time open towards an end holds up to there", "[query_times]") {
  const DateWish since = wish("2024-03..");
  CHECK(closeness(since, day(2024, 3, 1)) == 1);
  CHECK(closeness(since, day(9000, 1, 1)) == 1);
  CHECK(closeness(since, day(2020, 1, 1)) == 0);
  CHECK(reach(since).last < day(9999, 12, 31) + 1);
  CHECK(to_string(since) == "around:2024-03-01..");
  CHECK(to_string(wish("2024-03-14~2w")) == "around:2024-03-14~14d");
}

}  // namespace dateline
