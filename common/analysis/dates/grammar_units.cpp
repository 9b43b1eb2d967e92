#include "common/analysis/dates/grammar.h"
#include "common/analysis/dates/holidays.h"

namespace dateline {

// third quarter [of 1998]; first half; 20th century; the second week of May
std::optional<TimePhrase> DateGrammar::from_ordinal(std::size_t at) const {
  std::size_t end = 0;
  int nth = 0;
  if (t_.word(at) == W::last || t_.is(at, "final")) nth = -1, end = at + 1;
  else if (t_.one_of(at, W::ordinal, W::tens) || (t_.word(at) == W::digits && t_[at + 1].glued && t_.word(at + 1) != W::mark)) nth = day_at(at, end);
  else if (t_.is(at, "latter")) nth = 2, end = at + 1;
  if (!nth) return {};
  std::size_t unit = past_hyphen(end);
  if (t_.one_of(unit, W::fiscal, W::trading, W::full)) unit = past_hyphen(unit + 1);
  if (t_.word(unit) == W::half && nth >= -1 && nth <= 2) {
    std::size_t of = unit + 1;
    TimePhrase date = TimePhrase::of_calendar(at, unit + 1, Grain::half);
    date.part = nth == -1 ? 2 : nth;
    date.weak = true;
    date = with_year(date, of);
    if (t_.word(of) == W::of && !date.year && !date.year_relative) {
      // "the first half of the year", "of the 1980s"
      std::size_t inner = of + 1;
      if (t_.word(inner) == W::the) ++inner;
      if (t_.is(inner, "year")) {
        date.end = inner + 1;
        date.weak = false;
        return date;
      }
      if (Found whole = decade(inner)) {
        whole->begin = at;
        whole->mod = nth == 1 ? "START" : "END";
        return whole;
      }
      return {};
    }
    if (date.year || date.year_relative) date.weak = false;
    return date.weak ? std::nullopt : std::optional(date);
  }
  const bool weekday = is_weekday(unit);
  if (!weekday && (t_.word(unit) != W::unit || t_[unit].lexeme.plural)) return {};
  const Grain grain = weekday ? Grain::day : static_cast<Grain>(t_[unit].lexeme.value);
  TimePhrase date = TimePhrase::of_calendar(at, unit + 1, grain);
  if (weekday) date.weekday = t_[unit].lexeme.value;
  switch (grain) {
    case Grain::quarter:
      if (nth == -1) return {};  // "the last quarter" is a relation
      if (nth > 4) return {};
      date.part = nth;
      if (t_.word(unit + 1) == W::of && t_.word(unit + 2) == W::the && t_.is(unit + 3, "year")) {
        date.end = unit + 4;
        return date;
      }
      return with_year(date, unit + 1);
    case Grain::century:
      if (nth < 1 || nth > 30) return {};
      date.year = (nth - 1) * 100 + 1;
      date.part = 1;
      return date;
    case Grain::week:
    case Grain::weekend:
    case Grain::day: {
      std::size_t of = unit + 1;
      if (t_.word(of) != W::of && t_.word(of) != W::in) return {};
      ++of;
      if (t_.word(of) == W::the) return {};
      if (const Found month = from_month(of); month && !month->day) {
        date.month = month->month;
        date.year = month->year;
        date.year_relative = month->year_relative;
        date.count = month->count;
        date.base = month->base;
        date.within = nth;
        date.end = month->end;
        return date;
      }
      std::size_t year_end = 0;
      if (weekday) return {};
      if (const int year = year_at(of, year_end)) {
        date.year = year;
        date.within = nth;
        date.end = year_end;
        return date;
      }
      return {};
    }
    default: return {};
  }
}

// summer 1998; the spring of last year; Thanksgiving Day; Christmas 2023; Q3 2024; H1; 1998's third quarter
std::optional<TimePhrase> DateGrammar::named(std::size_t at) const {
  if (t_.word(at) == W::season) {
    TimePhrase date = TimePhrase::of_calendar(at, at + 1, Grain::season);
    date.part = t_[at].lexeme.value;
    // Prices fall in 2023, and the fall of 300 points is none; the fall of 2023 is.
    const TimeWord behind = t_.word(at + 1);
    const bool a_noun = behind != W::in && (behind != W::of || (at && t_.word(at - 1) == W::the) || t_[at].capital);
    const TimePhrase whole = a_noun ? with_year(date, at + 1) : date;
    if (whole.year || whole.year_relative) return whole;
    // The fall of a price, a spring of water: a season alone needs "in", "the" or "this" before it; fall and spring not even then.
    const TimeWord before = at ? t_.word(at - 1) : W::none;
    const bool sure = date.part == 1 || date.part == 3 || t_.is(at, "autumn");
    if (t_.size() <= 2) return date;
    if (is_one_of(before, W::in, W::early, W::late, W::mid, W::until, W::since, W::by)) return date;
    if (sure && (is_one_of(before, W::the, W::from, W::of, W::for_))) return date;
    date.weak = true;
    return date;
  }
  if (t_.one_of(at, W::holiday_part, W::month)) {
    if (const auto holiday = match_holiday(t_, at)) {
      TimePhrase date = TimePhrase::of_calendar(at, holiday->end, Grain::day);
      date.holiday = holiday->holiday;
      return with_year(date, holiday->end);
    }
  }
  // Q3
  if ((t_.is(at, "q") || t_.is(at, "h")) && t_.is_glued_number(at + 1) && t_[at + 1].digits == 1 && t_[at + 1].value >= 1) {
    const bool quarter = t_.is(at, "q");
    if (!quarter && !t_[at].capital) return {};
    if (t_[at + 1].value > (quarter ? 4 : 2)) return {};
    TimePhrase date = TimePhrase::of_calendar(at, at + 2, quarter ? Grain::quarter : Grain::half);
    date.part = t_[at + 1].value;
    return with_year(date, at + 2);
  }
  return {};
}

}  // namespace dateline
