// The grammar of expressions of time: tokens to phrases. Hand-written descent without recursion; each rule looks at a bounded number of tokens.
#pragma once

#include <cstddef>
#include <optional>

#include "common/analysis/dates/lexer.h"
#include "common/analysis/dates/phrase.h"

namespace dateline {

// What four digits alone are taken for.
constexpr bool is_year(int value) { return value >= 1500 && value <= 2100; }
// Of two digits: 1970 to 2069.
constexpr int full_year(int digits) { return digits < 70 ? 2000 + digits : 1900 + digits; }

class DateGrammar {
 public:
  DateGrammar(const DateTokens& tokens, bool english) : t_(tokens), english_(english) {}

  // The longest expression that begins at this token; in other languages than English plain absolute dates and weekdays.
  std::optional<TimePhrase> match(std::size_t at) const { return english_ ? match_english(at) : match_plain(at); }
  // What goes on from `before` and cannot stand alone: the 5 of "March 3-5", the 95 of "1990-95".
  std::optional<TimePhrase> continued(const TimePhrase& before) const;
  // Whether a range goes on at this token: to, and, -.
  bool is_joint(std::size_t at) const { return t_.one_of(at, TimeWord::to, TimeWord::and_, TimeWord::until) || t_.is_mark(at, '-') || t_.is_mark(at, ';'); }
  // Gives the first end of a range the year that only the second has: March 3 to 5, 2023; November to February 2017.
  void complete(TimePhrase& first) const;

 private:
  using W = TimeWord;
  using Found = std::optional<TimePhrase>;
  struct Counted {
    TimeAmount amount;
    std::size_t end;
  };

  // grammar.cpp: what may stand around a date
  Found match_english(std::size_t at) const;
  Found measured(std::size_t at) const;
  Found modified(std::size_t at) const;
  Found dated(std::size_t at) const;
  Found with_time(TimePhrase date) const;
  Found reference(std::size_t at) const;

  // grammar_calendar.cpp: days and months
  Found match_plain(std::size_t at) const;
  Found calendar(std::size_t at) const;
  Found numeric(std::size_t at) const;
  Found from_month(std::size_t at) const;
  Found from_day(std::size_t at) const;
  Found from_weekday(std::size_t at) const;
  bool is_month(std::size_t at) const;
  bool is_weekday(std::size_t at) const;
  // The number there and the token behind it, or 0.
  int day_at(std::size_t at, std::size_t& end) const;

  // grammar_years.cpp
  Found year(std::size_t at) const;
  Found decade(std::size_t at) const;
  TimePhrase with_year(TimePhrase date, std::size_t at) const;
  int year_at(std::size_t at, std::size_t& end) const;
  int spoken_year_at(std::size_t at, std::size_t& end) const;

  // grammar_units.cpp: quarters, halves, seasons, holidays, weeks of a month
  Found from_ordinal(std::size_t at) const;
  Found named(std::size_t at) const;

  // grammar_relative.cpp: dates that depend on others
  Found relative(std::size_t at) const;
  Found related(std::size_t at, std::size_t relation, bool with_the) const;
  Found related_unit(TimePhrase date, std::size_t relation, std::size_t unit) const;
  Found the_unit(std::size_t at, std::size_t core, bool with_the) const;
  Found deictic(std::size_t at) const;

  // grammar_amounts.cpp: durations, sets, and what is counted from a date
  Found counted(std::size_t at) const;
  Found set(std::size_t at) const;
  std::optional<Counted> amount(std::size_t at) const;
  std::optional<Counted> digits_amount(std::size_t at) const;
  std::optional<Counted> words_amount(std::size_t at) const;
  std::size_t unit_at(std::size_t at) const;  // token of the unit, or 0
  bool is_rate(std::size_t at) const;
  bool follows_number(std::size_t at) const;

  // grammar_times.cpp: times of day
  Found time(std::size_t at) const;
  Found clock(std::size_t at) const;

  std::size_t past_hyphen(std::size_t at) const { return t_.is_glued_mark(at, '-') && t_[at + 1].glued ? at + 1 : at; }
  std::size_t past_possessive(std::size_t at) const;
  std::size_t past_comma(std::size_t at) const { return t_.is_mark(at, ',') ? at + 1 : at; }
  std::size_t past_point(std::size_t at) const { return t_.is_glued_mark(at, '.') ? at + 1 : at; }
  bool is_number(std::size_t at) const;  // digits that are no part of a greater number or word

  const DateTokens& t_;
  bool english_;
};

}  // namespace dateline
