#include <algorithm>

#include "common/analysis/dates/grammar.h"

namespace dateline {
namespace {

int days_in(int year, int month) { return days_in_month(year ? year : 2000, month); }

}  // namespace

bool DateGrammar::is_number(std::size_t at) const {
  if (t_.word(at) != W::digits) return false;
  if (t_[at].glued) {
    const TimeWord before = t_.word(at - 1);
    if (before != W::mark) return false;  // A320
    const int mark = t_[at - 1].value;
    if (mark == '$' || mark == '#' || mark == '%' || mark == '+' || mark == '=' || mark == '_' || mark == '@') return false;
    if ((mark == '.' || mark == ',' || mark == ':' || mark == '/') && at >= 2 && t_.word(at - 2) == W::digits && t_[at - 1].glued) return false;
    if (mark == ';' || t_[at - 1].end - t_[at - 1].begin > 1) return t_.whole_text()[t_[at - 1].begin] != '\xC2';  // £, ¥
  }
  return true;
}

bool DateGrammar::is_month(std::size_t at) const {
  if (t_.word(at) != W::month) return false;
  const DateToken& token = t_[at];
  if (token.lexeme.abbreviated) {  // Jan is a name, dec and mar are no words
    const std::size_t after = past_point(at + 1);
    const bool joined = (t_.is_glued_mark(at + 1, '-') || t_.is_glued_mark(at + 1, '/')) && t_.word(at + 2) == W::digits;  // 3-Mar-2024
    if (t_.size() <= 3 || joined || t_.word(after) == W::digits || t_.is_mark(after, '\'') || (at && t_.word(at - 1) == W::digits)) return true;
    const TimeWord before = at ? t_.word(at - 1) : W::none;
    const bool led = is_one_of(before, W::in, W::since, W::until, W::last, W::next, W::early, W::late, W::of, W::to, W::this_, W::ordinal);
    return token.capital && led;
  }
  const bool is_verb = token.lexeme.value == 5 || token.lexeme.value == 3;  // may, march
  if (!is_verb)
    return token.capital || !t_.has_capitals() || t_.word(at + 1) == W::digits || (at && t_.one_of(at - 1, W::digits, W::ordinal, W::of));
  const bool number_beside = (t_.word(at + 1) == W::digits && t_[at + 1].digits <= 4) || t_.word(at + 1) == W::ordinal;
  if (number_beside) return token.capital || !t_.has_capitals() || (at && t_.word(at - 1) == W::digits);  // they may 20 times
  if (token.lexeme.value == 3 && token.capital && t_.one_of(at + 1, W::past_verb, W::present_verb)) return true;
  if (!at) return t_.size() == 1;
  switch (t_.word(at - 1)) {
    case W::in: case W::of: case W::last: case W::next: case W::since: case W::until: case W::early: case W::late: case W::by:
    case W::before: case W::after: case W::from: case W::each: case W::past: case W::coming: case W::following: case W::previous:
    case W::ordinal: return token.capital || !t_.has_capitals();
    case W::this_: case W::on: case W::between: case W::to: return token.capital;
    case W::digits: return token.capital || t_[at - 1].digits <= 2;
    case W::mark: return token.capital && t_.is_mark(at - 1, '-') && at >= 2 && t_.word(at - 2) == W::mid;
    case W::the: return token.capital && t_.word(at + 1) == W::none && !t_[at + 1].capital;  // the March vote
    case W::and_: case W::or_: return token.capital && at >= 2 && t_.word(at - 2) == W::month;
    default: return false;
  }
}

bool DateGrammar::is_weekday(std::size_t at) const {
  if (t_.word(at) != W::weekday || t_[at].lexeme.plural) return false;
  if (!t_[at].capital && t_.has_capitals()) return false;
  if (!t_[at].lexeme.abbreviated) return true;
  // Sun, Sat, Mon and Wed are words too.
  const std::size_t after = past_point(at + 1), date = past_comma(after);
  return t_.size() == 1 || (after > at + 1 && after < t_.size()) || is_month(date) || is_number(date);
}

// A day of a month in digits or as an ordinal: 3, 3rd, third, twenty-third.
int DateGrammar::day_at(std::size_t at, std::size_t& end) const {
  if (is_number(at) && t_[at].digits <= 2 && t_[at].value >= 1 && t_[at].value <= 31) {
    end = at + 1;
    if (t_[end].glued && (t_.is(end, "st") || t_.is(end, "nd") || t_.is(end, "rd") || t_.is(end, "th") || t_.is(end, "er"))) return ++end, t_[at].value;
    if (t_[end].glued && t_.word(end) != W::mark) return 0;
    const bool parted = t_.is_mark(end, ',') || t_.is_mark(end, '.') || t_.is_mark(end, ':');
    if (t_[end].glued && (t_.is_mark(end, '%') || (parted && t_.is_glued_number(end + 1)))) return 0;
    return t_[at].value;
  }
  if (t_.word(at) == W::ordinal) {
    end = at + 1;
    return t_[at].lexeme.value;
  }
  if (t_.word(at) == W::tens && t_[at].lexeme.value <= 30) {
    const std::size_t ones = past_hyphen(at + 1);
    if (t_.word(ones) == W::ordinal && t_[ones].lexeme.value < 10) {
      end = ones + 1;
      return t_[at].lexeme.value + t_[ones].lexeme.value;
    }
  }
  return 0;
}

// March; March 2024; March 14; March 14, 2024; March 14th
std::optional<TimePhrase> DateGrammar::from_month(std::size_t at) const {
  if (!is_month(at)) return {};
  TimePhrase date = TimePhrase::of_calendar(at, past_point(at + 1), Grain::month);
  date.month = t_[at].lexeme.value;
  if (date.end > at + 1 && !t_[at].lexeme.abbreviated && t_.word(date.end) != W::digits) date.end = at + 1;  // a full stop
  std::size_t day_begin = date.end, day_end = 0;
  if (t_.word(day_begin) == W::the || ((t_.is_glued_mark(day_begin, '-') || t_.is_glued_mark(day_begin, '/')) && t_[day_begin + 1].glued)) ++day_begin;
  if (const int day = day_at(day_begin, day_end); day && day <= days_in(0, date.month)) {
    const bool counted = t_.word(day_end) == W::unit || t_.is(day_end, "percent") || t_.is(day_end, "million") || t_.is(day_end, "billion");
    if (!counted) {
      date.day = day;
      date.grain = Grain::day;
      date.end = day_end;
      TimePhrase whole = with_year(date, day_end);
      if (whole.year && day > days_in(whole.year, date.month)) return date;
      return whole;
    }
  }
  return with_year(date, date.end);
}

// 14 March; 14 March 2024; the 14th of March; 3-5 March
std::optional<TimePhrase> DateGrammar::from_day(std::size_t at) const {
  std::size_t end = 0;
  const int day = day_at(at, end);
  if (!day) return {};
  end = past_point(end);  // 14. März
  std::size_t month = end;
  if ((t_.is_glued_mark(month, '-') || t_.is_glued_mark(month, '/')) && t_.word(month + 1) == W::month) ++month;
  const bool spelled = t_.one_of(at, W::ordinal, W::tens);  // the second May storm is no day
  if (t_.word(month) == W::of) ++month;
  else if (spelled) return {};
  if (is_month(month)) {
    TimePhrase date = TimePhrase::of_calendar(at, past_point(month + 1), Grain::day);
    if (date.end > month + 1 && !t_[month].lexeme.abbreviated) date.end = month + 1;
    date.month = t_[month].lexeme.value;
    date.day = day;
    if (day > days_in(0, date.month)) return {};
    // "3 March 14": the month with the day behind it
    std::size_t other = 0;
    if (day_at(date.end, other) && t_.word(at) == W::digits && is_number(date.end) && !t_.is_mark(other, '-')) {
      std::size_t ignored = 0;
      if (year_at(past_comma(other), ignored)) return {};
    }
    return with_year(date, date.end);
  }
  // The first of two days of a month.
  std::size_t second = end;
  const TimeWord joint = t_.word(second);
  if (!(t_.is_mark(second, '-') || t_.is_mark(second, '/') || t_.is_mark(second, ',') ||
        is_one_of(joint, W::to, W::and_, W::until, W::or_)))
    return {};
  ++second;
  if (t_.word(second) == W::the) ++second;
  std::size_t second_end = 0;
  if (const int last = day_at(second, second_end)) {
    second_end = past_point(second_end);
    if (t_.word(second_end) == W::of) ++second_end;
    if (is_month(second_end) && last > day) {
      TimePhrase date = TimePhrase::of_calendar(at, end, Grain::day);
      date.month = t_[second_end].lexeme.value;
      date.day = day;
      if (day > days_in(0, date.month)) return {};
      date.year = with_year(date, past_point(second_end + 1)).year;
      return date;
    }
  }
  return {};
}

// 2024-03-14, 2024/03/14, 2024-03, 14.03.2024, 3/14/2024, 3/14/24
std::optional<TimePhrase> DateGrammar::numeric(std::size_t at) const {
  if (!is_number(at) || (t_[at].glued && t_.is_glued_mark(at - 1, '-') && t_.word(at - 2) == W::digits)) return {};
  const DateToken &a = t_[at], &b = t_[at + 2], &c = t_[at + 4];
  if (t_.word(at + 1) != W::mark || !t_[at + 1].glued || t_.word(at + 2) != W::digits || !b.glued) return {};
  const int mark = t_[at + 1].value;
  if (mark != '-' && mark != '/' && mark != '.') return {};
  const bool three = t_.word(at + 4) == W::digits && c.glued && t_[at + 3].glued && t_.is_mark(at + 3, static_cast<char>(mark));
  const std::size_t end = at + (three ? 5 : 3);
  const bool goes_on = t_[end].glued && (t_.word(end) == W::digits || (t_.is_mark(end, static_cast<char>(mark)) && t_.is_glued_number(end + 1)));
  if (goes_on) return {};
  TimePhrase date = TimePhrase::of_calendar(at, end, Grain::day);
  if (a.digits == 4 && is_year(a.value)) {
    if (b.digits > 2 || b.value < 1 || b.value > 12) return {};
    date.year = a.value;
    date.month = b.value;
    if (!three) {
      if (b.digits != 2 || mark == '.') return {};
      date.grain = Grain::month;
      return date;
    }
    if (c.digits > 2 || !is_valid({date.year, date.month, c.value})) return {};
    date.day = c.value;
    return date;
  }
  if (!three) {
    if (mark != '/' || a.digits > 2 || b.digits > 2 || !(t_.word(at + 3) == W::end || !t_[at + 3].glued || t_.word(at + 3) == W::mark)) return {};
    // 9/11 is a day of its own; other pairs are fractions as often as days, but in a phrase that is all of it.
    const bool eleventh_september = a.value == 9 && b.value == 11 && !t_.is_mark(at + 3, '%');
    if (!eleventh_september && (at || t_.size() > 3)) return {};
    int month = a.value, day = b.value;
    if (month > 12) std::swap(month, day);
    if (month < 1 || month > 12 || day < 1 || day > days_in(0, month)) return {};
    date.month = month;
    date.day = day;
    if (eleventh_september) date.year = 2001;
    return date;
  }
  if (a.digits > 2 || b.digits > 2 || (c.digits != 4 && c.digits != 2)) return {};
  if (c.digits == 4 && !is_year(c.value)) return {};
  const int year = c.digits == 4 ? c.value : full_year(c.value);
  CivilDate found{year, a.value, b.value}, swapped{year, b.value, a.value};
  if ((mark == '.' && is_valid(swapped)) || !is_valid(found)) std::swap(found, swapped);  // with points the day comes first
  if (!is_valid(found)) return {};
  date.year = found.year;
  date.month = found.month;
  date.day = found.day;
  return date;
}

// Monday; Monday, March 3; Mon., 3 March 2024
std::optional<TimePhrase> DateGrammar::from_weekday(std::size_t at) const {
  if (!is_weekday(at)) return {};
  TimePhrase day = TimePhrase::of_calendar(at, at + 1, Grain::day);
  day.weekday = t_[at].lexeme.value;
  const std::size_t after = t_[at].lexeme.abbreviated ? past_point(at + 1) : at + 1;
  std::size_t date_begin = past_comma(after);
  if (t_.is_mark(date_begin, '(')) ++date_begin;
  if (t_.one_of(date_begin, W::the, W::of)) ++date_begin;  // Freitag, den 8. März
  Found date = from_month(date_begin);
  if (!date || !date->day) date = from_day(date_begin);
  if (!date || !date->day) date = numeric(date_begin);
  if (date && date->day) {
    date->begin = at;
    date->weekday = day.weekday;
    return date;
  }
  day.end = after;
  // Friday the 26th
  std::size_t end = 0;
  const bool in_digits = t_.word(date_begin) == W::digits && t_[date_begin + 1].glued && t_.word(date_begin + 1) == W::none;
  const bool ordinal = date_begin > after && t_.word(date_begin - 1) == W::the && (in_digits || t_.word(date_begin) == W::ordinal);
  if (const int number = ordinal ? day_at(date_begin, end) : 0; number && t_.word(end) != W::unit) {
    day.day = number;
    day.end = end;
    return day;
  }
  // Tuesday [of] next week
  std::size_t week = t_.one_of(after, W::of, W::from) ? after + 1 : after;
  const TimeWord relation = t_.word(week);
  if (t_.is(week + 1, "week") && is_one_of(relation, W::last, W::next, W::this_)) {
    day.weeks = true;
    day.count = relation == W::last ? -1 : relation == W::next ? 1 : 0;
    day.end = week + 2;
  }
  return day;
}

std::optional<TimePhrase> DateGrammar::calendar(std::size_t at) const {
  switch (t_.word(at)) {
    case W::month:
      if (Found holiday = named(at)) return holiday;
      return from_month(at);
    case W::weekday: return from_weekday(at);
    case W::season:
    case W::holiday_part:
    case W::none: return named(at);
    case W::mark:
      if (!t_.is_mark(at, '\'')) return {};
      if (Found d = decade(at)) return d;
      return year(at);
    case W::digits: {
      if (Found found = numeric(at)) return found;
      if (Found found = from_day(at)) return found;
      if (Found found = decade(at)) return found;
      if (Found found = from_ordinal(at)) return found;
      Found found = year(at);
      if (!found || found->grain != Grain::year) return found;
      // 1998 third quarter; 1998's fourth quarter; 1998 summer
      std::size_t inner = past_hyphen(past_possessive(found->end));
      if (t_.word(inner) == W::fiscal) ++inner;
      Found part = from_ordinal(inner);
      if (!part) part = named(inner);
      if (part && (part->grain == Grain::quarter || part->grain == Grain::half || part->grain == Grain::season) && !part->year && !part->year_relative) {
        part->begin = at;
        part->year = found->year;
        part->weak = false;
        return part;
      }
      return found;
    }
    case W::cardinal:
    case W::fiscal:
      if (Found d = decade(at)) return d;
      if (Found y = year(at)) return y;
      if (t_.word(at) == W::fiscal) return from_ordinal(past_hyphen(at + 1));
      return {};
    case W::tens:
    case W::ordinal:
      if (Found day = from_day(at)) return day;
      if (Found part = from_ordinal(at)) return part;
      return year(at);
    case W::decade_name: return decade(at);
    case W::unit:
      if (t_.is(at, "year")) return year(at);
      return {};
    default: return {};
  }
}

std::optional<TimePhrase> DateGrammar::match_plain(std::size_t at) const {
  switch (t_.word(at)) {
    case W::digits: {
      Found found = numeric(at);
      if (!found) found = from_day(at);
      return found;
    }
    case W::month: {
      Found found = from_month(at);
      if (found && (found->day || found->year)) return found;
      return {};
    }
    case W::weekday:
      if (t_[at].lexeme.abbreviated) return {};
      return from_weekday(at);
    default: return {};
  }
}

}  // namespace dateline
