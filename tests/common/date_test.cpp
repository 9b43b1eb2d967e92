// Publication dates: the forms in which they are written, those that are refused, and the calendar.
#include <catch2/catch.hpp>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/date_words.h"

namespace dateline {
namespace {

// As RFC 3339, or "-" when it is not read.
std::string read(const std::string& text) {
  const auto when = parse_date(text);
  return when ? to_rfc3339(*when) : "-";
}

struct Case {
  const char* text;
  const char* rfc3339;
};

void check_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(read(one.text) == one.rfc3339);
  }
}

void check_refused(const std::vector<const char*>& texts) {
  for (const char* text : texts) {
    CAPTURE(text);
    CHECK(read(text) == "-");
  }
}

}  // namespace

TEST_CASE("RFC 3339 and its ISO 8601 kin are read", "[date]") {
  check_all({{"2024-03-14", "2024-03-14"},
             {"2024-03-14T09:30:00Z", "2024-03-14T09:30:00Z"},
             {"2024-03-14t09:30:00z", "2024-03-14T09:30:00Z"},
             {"2024-03-14T09:30:00-05:00", "2024-03-14T09:30:00-05:00"},
             {"2024-03-14T09:30:00+0530", "2024-03-14T09:30:00+05:30"},
             {"2024-03-14T09:30:00+01", "2024-03-14T09:30:00+01:00"},
             {"2024-03-14T09:30Z", "2024-03-14T09:30:00Z"},
             {"2024-03-14T09:30", "2024-03-14T09:30:00Z"},
             {"2024-03-14 09:30:00", "2024-03-14T09:30:00Z"},
             {"2024-03-14 09:30:00 +0100", "2024-03-14T09:30:00+01:00"},
             {"2024-03-14 09:30:00 UTC", "2024-03-14T09:30:00Z"},
             {"2024-03-14T09:30:00.123456Z", "2024-03-14T09:30:00Z"},
             {"20240314", "2024-03-14"},
             {"20240314T093000Z", "2024-03-14T09:30:00Z"},
             {"2024-03-14T23:59:60Z", "2024-03-14T23:59:59Z"},
             {"  2024-03-14\n", "2024-03-14"}});
}

TEST_CASE("dates of mail and feeds are read", "[date]") {
  check_all({{"Thu, 14 Mar 2024 09:30:00 GMT", "2024-03-14T09:30:00Z"},
             {"Thu, 14 Mar 2024 09:30:00 +0100", "2024-03-14T09:30:00+01:00"},
             {"Thu, 14 Mar 2024 09:30:00 -0500", "2024-03-14T09:30:00-05:00"},
             {"14 Mar 2024 09:30 EST", "2024-03-14T09:30:00-05:00"},
             {"Thu, 14 Mar 24 09:30:00 GMT", "2024-03-14T09:30:00Z"},
             {"Thu Mar 14 09:30:00 2024", "2024-03-14T09:30:00Z"},
             {"Thu Mar 14 09:30:00 UTC 2024", "2024-03-14T09:30:00Z"}});
}

TEST_CASE("ten digits are seconds and thirteen are milliseconds since 1970", "[date]") {
  check_all({{"1710408600", "2024-03-14T09:30:00Z"}, {"1710408600123", "2024-03-14T09:30:00Z"}, {"171040860", "-"}, {"17104086001", "-"}});
}

TEST_CASE("English dates are read with the day first or the month first", "[date]") {
  check_all({{"March 14, 2024", "2024-03-14"},
             {"March 14th, 2024", "2024-03-14"},
             {"Mar. 14, 2024", "2024-03-14"},
             {"14 March 2024", "2024-03-14"},
             {"the 14th of March, 2024", "2024-03-14"},
             {"Thursday, March 14, 2024", "2024-03-14"},
             {"Thursday 14 March 2024", "2024-03-14"},
             {"MARCH 14, 2024", "2024-03-14"},
             {"May 5, 2024", "2024-05-05"},
             {"10 Sept. 2024", "2024-09-10"},
             {"14-Mar-2024", "2024-03-14"},
             {"2024 March 14", "2024-03-14"}});
}

TEST_CASE("times of day are read with am and pm and with the names of zones", "[date]") {
  check_all({{"Thu Mar 14 2024 5:12 PM EDT", "2024-03-14T17:12:00-04:00"},
             {"March 14 2024, 9:30 a.m.", "2024-03-14T09:30:00Z"},
             {"March 14, 2024 5:12pm", "2024-03-14T17:12:00Z"},
             {"March 14, 2024 5 PM", "2024-03-14T17:00:00Z"},
             {"March 14, 2024 12:00 AM", "2024-03-14T00:00:00Z"},
             {"March 14, 2024 12:30 PM", "2024-03-14T12:30:00Z"},
             {"March 14, 2024 | 17:12", "2024-03-14T17:12:00Z"},
             {"14 March 2024 17:12 CET", "2024-03-14T17:12:00+01:00"},
             {"14 March 2024 17:12 IST", "2024-03-14T17:12:00+05:30"}});
  check_all({{"March 9, 2024 5:12 PM ET", "2024-03-09T17:12:00-05:00"},
             {"March 10, 2024 5:12 PM ET", "2024-03-10T17:12:00-04:00"},
             {"November 2, 2024 5:12 PM PT", "2024-11-02T17:12:00-07:00"},
             {"November 3, 2024 5:12 PM PT", "2024-11-03T17:12:00-08:00"},
             {"14 mars 2024 17h12", "2024-03-14T17:12:00Z"},
             {"14 March 2024 5.12pm", "2024-03-14T17:12:00Z"}});
  check_refused({"March 14, 2024 13:30 PM", "March 14, 2024 0:30 AM", "March 14, 2024 25:00", "March 14, 2024 10:75"});
}

TEST_CASE("months are known in eight languages", "[date]") {
  check_all({{"14. März 2024", "2024-03-14"},
             {"Donnerstag, 14. März 2024, 17:12 Uhr", "2024-03-14T17:12:00Z"},
             {"1er mars 2024", "2024-03-01"},
             {"jeudi 14 août 2024", "2024-08-14"},
             {"14 de marzo de 2024", "2024-03-14"},
             {"lunes, 11 de marzo de 2024", "2024-03-11"},
             {"giovedì 14 marzo 2024", "2024-03-14"},
             {"14 maart 2024", "2024-03-14"},
             {"segunda-feira, 11 de março de 2024", "2024-03-11"},
             {"14 марта 2024 г.", "2024-03-14"},
             {"14 марта 2024 года, 17:12", "2024-03-14T17:12:00Z"}});
}

TEST_CASE("every month of every language is one of twelve", "[date]") {
  const std::vector<std::vector<const char*>> months = {{"january", "januar", "janvier", "enero", "gennaio", "januari", "janeiro", "января"},
                                                        {"may", "mai", "mayo", "maggio", "mei", "maio", "мая"},
                                                        {"december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "декабря"}};
  const int numbers[] = {1, 5, 12};
  for (std::size_t i = 0; i < months.size(); ++i)
    for (const char* name : months[i]) {
      CAPTURE(name);
      CHECK(month_of(name) == numbers[i]);
    }
  CHECK(month_of("") == 0);
  CHECK(month_of("ma") == 0);
  CHECK(month_of("mayor") == 0);
  CHECK(month_of("may june") == 0);
}

TEST_CASE("digits with points are day, month, year; with slashes only where one order is a date", "[date]") {
  check_all({{"14.03.2024", "2024-03-14"},
             {"3.4.2024", "2024-04-03"},
             {"2024/3/14", "2024-03-14"},
             {"2024.03.14", "2024-03-14"},
             {"14/03/2024", "2024-03-14"},
             {"3/14/2024", "2024-03-14"},
             {"14-03-2024", "2024-03-14"},
             {"4/4/2024", "2024-04-04"}});
  check_refused({"03/04/2024", "3/4/2024", "12-11-2024", "3/4/24"});
}

TEST_CASE("a day that the calendar does not have is refused", "[date]") {
  check_refused({"2023-02-29", "2024-02-30", "2024-13-01", "2024-00-10", "2024-03-00", "0000-01-01", "10000-01-01", "31 April 2024", "29 February 2023", "13/13/2024",
                 "32.01.2024", "2024-03-14T24:00:00Z", "2024-03-14T09:61:00Z"});
}

TEST_CASE("what is no single whole date is refused", "[date]") {
  check_refused({"", "soon", "yesterday", "2024", "March 2024", "March 14", "March 14, 2024 in Oslo",
                 "14 March April 2024", "2024-03-14Tnoon", "2024-03-14 or 15"});
  CHECK(read(std::string(5000, '1')) == "-");
  CHECK(read("March 14, 2024" + std::string(200, ' ') + "x") == "-");
}

TEST_CASE("the strict form takes RFC 3339 alone", "[date]") {
  CHECK(parse_rfc3339("2024-03-14") == DateTime{{2024, 3, 14}, {}, {}});
  CHECK(parse_rfc3339("2024-03-14T09:30:00Z") == DateTime{{2024, 3, 14}, 34200, 0});
  CHECK(parse_rfc3339("2024-03-14T09:30:00.5+05:30") == DateTime{{2024, 3, 14}, 34200, 330});
  for (const char* text : {"", "2024-03", "20240314", "2024-3-14", "2024-03-14 09:30:00Z",
                           "2024-03-14T09:30Z", "2024-03-14T09:30:00", "2024-03-14T09:30:00Zx", "2024-02-30"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339(text));
  }
}

TEST_CASE("an instant counts from 1970 in UTC, a date standing for its first second", "[date]") {
  const auto instant = [](const char* text) { return to_instant(parse_date(text).value()); };
  CHECK(instant("1970-01-01") == 0);
  CHECK(instant("1969-12-31T23:59:59Z") == -1);
  CHECK(instant("2024-03-14T09:30:00Z") == 1710408600);
  CHECK(instant("2024-03-14T09:30:00") == 1710408600);
  CHECK(instant("2024-03-14T04:30:00-05:00") == 1710408600);
  CHECK(instant("2024-03-14T15:00:00+05:30") == 1710408600);
}

TEST_CASE("what is written as RFC 3339 is read back the same, whatever the date", "[date]") {
  std::mt19937 random(3);
  const auto between = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  for (int i = 0; i < 5000; ++i) {
    DateTime when;
    when.date = to_civil(between(to_day_number({1, 1, 1}), to_day_number({9999, 12, 31})));
    if (between(0, 3)) {
      when.seconds = between(0, 86399);
      when.offset_minutes = between(-kMostOffsetMinutes, kMostOffsetMinutes);
    }
    const std::string text = to_rfc3339(when);
    CAPTURE(text);
    CHECK(parse_rfc3339(text) == when);
    CHECK(parse_date(text) == when);
  }
}

TEST_CASE("days are numbered without a gap from the first to the last year", "[date]") {
  CivilDate date{1, 1, 1};
  DayNumber day = to_day_number(date);
  CHECK(to_day_number({1970, 1, 1}) == 0);
  CHECK(to_day_number({2024, 3, 14}) == 19796);
  bool all = true;
  for (; date.year <= 9999; ++day) {
    all &= to_day_number(date) == day && to_civil(day) == date && is_valid(date);
    if (++date.day > days_in_month(date.year, date.month)) {
      date.day = 1;
      if (++date.month > 12) date = {date.year + 1, 1, 1};
    }
  }
  CHECK(all);
  CHECK(day == to_day_number({9999, 12, 31}) + 1);
}

TEST_CASE("February has 29 days in the leap years of the Gregorian calendar", "[date]") {
  CHECK(days_in_month(2024, 2) == 29);
  CHECK(days_in_month(2023, 2) == 28);
  CHECK(days_in_month(1900, 2) == 28);
  CHECK(days_in_month(2000, 2) == 29);
  CHECK(days_in_month(2024, 4) == 30);
}

TEST_CASE("random text never gives a date that is none", "[date]") {
  const std::vector<std::string> pieces = {"14", "3", "2024", "03", "99", "March", "mars", "марта", "Thu", "Z", "T", "+01:00", "-0500", ":", "/", "-", ".",
                                           " ", " ", ",", "pm", "am", "EST", "09:30", "12", "h", "th", "\xFF", "é", "|", "(", "UTC", "00", "1710408600"};
  std::mt19937 random(13);
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1), length(1, 9);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = length(random); n > 0; --n) text += pieces[pick(random)];
    const auto when = parse_date(text);
    if (!when) continue;
    if (is_valid(when->date) && when->seconds.value_or(0) >= 0 && when->seconds.value_or(0) < 86400) continue;
    FAIL_CHECK(text);
  }
}

TEST_CASE("dates are found in running text", "[date]") {
  const auto found = [](const std::string& text) {
    std::string out;
    for (const WrittenDate& one : find_dates(text)) {
      char date[40];
      std::snprintf(date, sizeof date, "%d-%d-%d", one.when.date.year, one.when.date.month, one.when.date.day);
      out += (out.empty() ? "" : " ") + text.substr(one.begin, one.end - one.begin) + "=" + date;
      if (one.swapped) out += one.open_order ? "?" : "~";
    }
    return out;
  };
  CHECK(found("by ann lee, march 14, 2024 5 min read") == "march 14, 2024=2024-3-14");
  CHECK(found("last updated 14 mar 2024, created 1 mar 2024") == "14 mar 2024=2024-3-14 1 mar 2024=2024-3-1");
  CHECK(found("posted: 03/14/24 at noon") == "03/14/24=2024-3-14");
  CHECK(found("3 march 14, 2024") == "march 14, 2024=2024-3-14");
  CHECK(found("london, march 14 (meridian)") == "march 14=0-3-14");
  CHECK(found("since march 2024 it has") == "march 2024=2024-3-0");
  CHECK(found("on 3/4/2024 or 3.4.2024") == "3/4/2024=2024-3-4? 3.4.2024=2024-4-3~");
  CHECK(found("call 555-12-2024 or 12-34, version 1.2.3").empty());
  CHECK(found("").empty());
}

TEST_CASE("a value that is hardly more than a date is read as one", "[date]") {
  const auto first = [](const std::string& text) {
    const auto date = first_date(text);
    return date ? to_rfc3339(date->when) : "-";
  };
  CHECK(first("Thu Mar 14 2024 09:30:00 GMT+0100 (Central European Standard Time)") == "2024-03-14T09:30:00+01:00");
  CHECK(first("Updated: March 14, 2024") == "2024-03-14");
  CHECK(first("March 2024") == "-");
  CHECK(first("soon") == "-");
}

TEST_CASE("a day of no month is no date in running text", "[date][bug]") {
  for (const char* text : {"0/5/2024", "00/12", "2024/0/31", "5/0/24", "31 0 2024", "14/13", "99/99/99"}) {
    CAPTURE(text);
    for (const WrittenDate& found : find_dates(text)) CHECK((found.when.date.day == 0 || found.when.date.month >= 1));
  }
}

}  // namespace dateline
