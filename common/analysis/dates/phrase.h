// What an expression of time says, before it is known on which day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/analysis/dates/calendar.h"
#include "common/analysis/dates/date_expression.h"
#include "common/analysis/dates/words.h"

namespace dateline {

// 2 1/2 years, 3.5 hours, "a few" days.
struct TimeAmount {
  std::int64_t count = 0;
  std::int32_t thousandths = 0;
  bool vague = false;  // "X"
};

// Which of the days, months, seasons of a name is meant.
enum class TimeSide : std::uint8_t { open, last, next, this_one, coming };

enum class TimeBase : std::uint8_t { publication, mentioned };  // "a year ago", "a year earlier"

enum class TimePhraseKind : std::uint8_t {
  calendar,   // fields of the calendar, of which some may be open: "March 3"
  relative,   // `count` units from the base: "last year", "two weeks ago"
  mentioned,  // the unit spoken of: "the quarter", "that day"
  reference,  // PAST_REF, PRESENT_REF, FUTURE_REF: `literal`
  duration,   // `amount` of units
  set,        // every `amount` units, every weekday, month or season
  time,       // a time of day alone, of the day spoken of
};

struct TimePhrase {
  static TimePhrase of_calendar(std::size_t begin, std::size_t end, Grain grain) {
    TimePhrase phrase;
    phrase.begin = begin;
    phrase.end = end;
    phrase.grain = grain;
    return phrase;
  }

  std::size_t begin = 0, end = 0;  // tokens
  TimePhraseKind kind = TimePhraseKind::calendar;
  Grain grain = Grain::day;

  // calendar
  int year = 0, month = 0, day = 0, weekday = 0;  // 0: open
  int part = 0;                                   // quarter 1 .. 4, half 1 .. 2, season 0 .. 3
  int holiday = -1;                               // index (holidays.h)
  TimeSide side = TimeSide::open;
  bool year_relative = false;                     // the year is `count` years from the base
  int within = 0;                                 // the n-th `grain` of the unit given: first week of May; -1: the last
  bool weeks = false;                             // of the week `count` weeks from this one

  std::int64_t count = 0;  // relative
  TimeBase base = TimeBase::publication;
  bool counted = false;         // by a number: "two weeks ago" is a day where a day is asked for
  bool like_mentioned = false;  // as fine as what was mentioned: a year before the third quarter is a quarter

  int seconds = -1;        // of the day
  bool with_minutes = false, with_seconds = false;
  PartOfDay part_of_day = PartOfDay::none;

  TimeAmount amount;
  std::string_view literal;
  std::string_view mod;
  bool up_to_now = false;  // earlier this year, later this month: the part before or behind the day of publication
  bool weak = false;       // only an expression when something beside it says so
};

}  // namespace dateline
