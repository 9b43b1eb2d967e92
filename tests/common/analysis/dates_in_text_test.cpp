#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "common/analysis/dates/dates_in_text.h"

using namespace dateline;

namespace {

const char* const kTypes[] = {"DATE", "TIME", "DURATION", "SET"};

std::string days(const DateExpression& date) {
  return date.from ? to_rfc3339(to_civil(*date.from)) + ".." + to_rfc3339(to_civil(*date.to)) : "";
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at; (at = text.find(separator, begin)) != text.npos; begin = at + separator.size()) parts.push_back(text.substr(begin, at - begin));
  parts.push_back(text.substr(begin));
  return parts;
}

// The text with [brackets] around what was found.
std::string bracketed(const std::string& text, const std::vector<DateExpression>& dates) {
  std::string out;
  std::size_t at = 0;
  for (const DateExpression& date : dates) {
    out += text.substr(at, date.begin - at) + "[" + text.substr(date.begin, date.end - date.begin) + "]";
    at = date.end;
  }
  return out + text.substr(at);
}

std::vector<DateExpression> found_in(std::string_view text, std::string_view language = "en", std::optional<DateTime> reference = DateTime{{2024, 3, 14}, {}, {}}) {
  std::vector<DateExpression> dates;
  find_dates(text, language, reference, dates);
  return dates;
}

}  // namespace

TEST_CASE("expressions of time say what the table says") {
  std::ifstream table(DATELINE_SOURCE_DIR "/tests/common/analysis/dates_table.txt");
  REQUIRE(table);
  std::string line, language = "en";
  std::optional<DateTime> reference;
  std::size_t rows = 0;
  while (std::getline(table, line)) {
    if (line.empty() || line.starts_with("# ") || line == "#") continue;
    if (line[0] == '@') {
      const auto head = split(line.substr(1), " ");
      reference = parse_rfc3339(head.at(0));
      language = head.at(1);
      continue;
    }
    ++rows;
    const auto row = split(line, " => ");
    std::string text = row[0];
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '[' || c == ']'; }), text.end());
    const std::vector<DateExpression> dates = found_in(text, language, reference);
    CHECK(bracketed(text, dates) == row[0]);
    const auto wanted = row.size() > 1 ? split(row[1], "; ") : std::vector<std::string>();
    CAPTURE(line);
    REQUIRE(dates.size() == wanted.size());
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const auto says = split(wanted[i], " ");
      CHECK((dates[i].value.empty() ? "-" : dates[i].value) == says[0]);
      for (std::size_t j = 1; j < says.size(); ++j) {
        const bool is_days = says[j].find("..") != std::string::npos, is_type = std::find(std::begin(kTypes), std::end(kTypes), says[j]) != std::end(kTypes);
        CHECK((is_days ? days(dates[i]) : is_type ? kTypes[static_cast<int>(dates[i].type)] : dates[i].mod) == says[j]);
      }
    }
  }
  CHECK(rows >= 200);
}

TEST_CASE("a phrase of a query is days") {
  const auto span = [](std::string_view phrase, Tense tense = Tense::past) {
    const auto date = read_date(phrase, DateTime{{2024, 3, 14}, {}, {}}, tense);
    return date ? days(*date) : "none";
  };
  CHECK(span("3 weeks ago") == "2024-02-22..2024-02-22");
  CHECK(span("summer 2022") == "2022-06-01..2022-08-31");
  CHECK(span("2022-02") == "2022-02-01..2022-02-28");
  CHECK(span("last 7 days") == "2024-03-08..2024-03-14");
  CHECK(span("March") == "2024-03-01..2024-03-31");
  CHECK(span("since May") == "2023-05-01..2023-05-31");
  CHECK(span("May", Tense::future) == "2024-05-01..2024-05-31");
  CHECK(span("from May to July 2022") == "2022-05-01..2022-07-31");
  CHECK(span("between 1990 and 1995") == "1990-01-01..1995-12-31");
  CHECK(span("in two weeks") == "2024-03-28..2024-03-28");
  CHECK(span("Christmas") == "2023-12-25..2023-12-25");
  CHECK(span("Monday") == "2024-03-11..2024-03-11");
  CHECK(span("now") == "2024-03-14..2024-03-14");
  CHECK(span("29 February") == "2024-02-29..2024-02-29");
  CHECK(span("März 2022") == "2022-03-01..2022-03-31");
  CHECK(span("3 марта 2022") == "2022-03-03..2022-03-03");
  CHECK(span("three days") == "none");
  CHECK(span("soon") == "none");
  CHECK(span("March wheat") == "none");
  CHECK(span("") == "none");
  CHECK(span("99999 years ago") == "none");
  CHECK(span("999999999999 days ago") == "none");
}

TEST_CASE("hostile text has rising expressions within it") {
  std::vector<std::string> texts = {"\xFF\xFE March \xC3", "March \xE2\x80", std::string(1 << 16, '9'), std::string(1 << 16, '-'), std::string("3 March\0 2024", 13), "9999-12-31 and the day after tomorrow",
                                    "the 0th century", "the 99th century", "0/0/0", "00:00:00:00", "1/1/1/1/1/1/1/1"};
  for (const char* piece : {"March 3-", "the ", "one hundred and ", "last last ", "3-5 ", "Monday, ", "early ", "the end of ", "twenty-", "1/", "a year and a half or so ", "'", "next "}) {
    std::string many;
    for (int i = 0; i < 5000; ++i) many += piece;
    texts.push_back(many);
  }
  // Every pair of the pieces, too.
  const std::vector<std::string> pieces = {"May", "3", "2024", "the", "last", "quarter", "of", ",", "-", "and", "week", "ago", "Monday", "'s", "half", "a", "noon", "p.m.",
                                           ".", "first", "1990s", "20th", "thousand", "two", "early", "mid"};
  std::string all;
  for (const auto& a : pieces)
    for (const auto& b : pieces)
      for (const auto& c : pieces) all += a + " " + b + c + (c == "." ? "\n\n" : " ");
  texts.push_back(all);
  for (const std::string& text : texts) {
    for (const char* language : {"en", "de", "ru", "und"}) {
      std::uint32_t at = 0;
      for (const DateExpression& date : found_in(text, language)) {
        REQUIRE(at <= date.begin);
        REQUIRE(date.begin < date.end);
        at = date.end;
        if (date.from) REQUIRE(*date.from <= *date.to);
      }
      CHECK(at <= text.size());
    }
  }
}

TEST_CASE("the first and the last years have no days beyond them") {
  for (const CivilDate day : {CivilDate{1, 1, 1}, CivilDate{9999, 12, 31}}) {
    const std::string text = "last century, last week, yesterday, tomorrow, next year, 30 years ago, Monday, next Monday, the weekend, last winter, two weeks later, Christmas, May";
    for (const DateExpression& date : found_in(text, "en", DateTime{day, {}, {}})) {
      if (!date.from) continue;
      CHECK(*date.from >= to_day_number({1, 1, 1}));
      CHECK(*date.to <= to_day_number({9999, 12, 31}));
    }
  }
}
