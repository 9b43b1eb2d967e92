#include <algorithm>

#include "common/analysis/dates/grammar.h"

namespace dateline {
namespace {

int days_in(int year, int month) { return days_in_month(year ? year : 2000, month); }

}  // namespace

bool DateGrammar::is_number(std::size_t at) const {
  if (t_.word(at) != TimeWord::digits) return false;
  if (t_[at].glued) {
    const TimeWord before = t_.word(at - 1);
    if (before != TimeWord::mark) return false;  // A320
    const int mark = t_[at - 1].value;
    if (mark == '$' || mark == '#' || mark == '%' || mark == '+' || mark == '=' || mark == '_' || mark == '@') return false;
    if ((mark == '.' || mark == ',' || mark == ':' || mark == '/') && at >= 2 && t_.word(at - 2) == TimeWord::digits && t_[at - 1].glued) return false;
    if (mark == ';' || t_[at - 1].end - t_[at - 1].begin > 1) return t_.whole_text()[t_[at - 1].begin] != '\xC2';  // £, ¥
  }
  return true;
}

bool DateGrammar::is_month(std::size_t at) const {
  if (t_.word(at) != TimeWord::month) return false;
  const DateToken& token = t_[at];
  if (token.lexeme.abbreviated) {  // Jan is a name, dec and mar are no words
    const std::size_t after = past_point(at + 1);
    const bool joined = (t_.is_glued_mark(at + 1, '-') || t_.is_glued_mark(at + 1, '/')) && t_.word(at + 2) == TimeWord::digits;  // 3-Mar-2024
    if (t_.size() <= 3 || joined || t_.word(after) == TimeWord::digits || t_.is_mark(after, '\'') || (at && t_.word(at - 1) == TimeWord::digits)) return true;
    const TimeWord before = at ? t_.word(at - 1) : TimeWord::none;
    const bool led = before == TimeWord::in || before == TimeWord::since || before == TimeWord::until || before == TimeWord::last || before == TimeWord::next || before == TimeWord::early || before == TimeWord::late ||
                     before == TimeWord::of || before == TimeWord::to || before == TimeWord::this_ || before == TimeWord::ordinal;
    return token.capital && led;
  }
  const bool is_verb = token.lexeme.value == 5 || token.lexeme.value == 3;  // may, march
  if (!is_verb) return token.capital || !t_.has_capitals() || t_.word(at + 1) == TimeWord::digits || (at && (t_.one_of(at - 1, TimeWord::digits, TimeWord::ordinal, TimeWord::of)));
  const bool number_beside = (t_.word(at + 1) == TimeWord::digits && t_[at + 1].digits <= 4) || t_.word(at + 1) == TimeWord::ordinal;
  if (number_beside) return token.capital || !t_.has_capitals() || (at && t_.word(at - 1) == TimeWord::digits);  // they may 20 times
  if (token.lexeme.value == 3 && token.capital && (t_.one_of(at + 1, TimeWord::past_verb, TimeWord::present_verb))) return true;
  if (!at) return t_.size() == 1;
  switch (t_.word(at - 1)) {
    case TimeWord::in: case TimeWord::of: case TimeWord::last: case TimeWord::next: case TimeWord::since: case TimeWord::until: case TimeWord::early: case TimeWord::late: case TimeWord::by:
    case TimeWord::before: case TimeWord::after: case TimeWord::from: case TimeWord::each: case TimeWord::past: case TimeWord::coming: case TimeWord::following: case TimeWord::previous:
    case TimeWord::ordinal: return token.capital || !t_.has_capitals();
    case TimeWord::this_: case TimeWord::on: case TimeWord::between: case TimeWord::to: return token.capital;
    case TimeWord::digits: return token.capital || t_[at - 1].digits <= 2;
    case TimeWord::mark: return token.capital && t_.is_mark(at - 1, '-') && at >= 2 && t_.word(at - 2) == TimeWord::mid;
    case TimeWord::the: return token.capital && t_.word(at + 1) == TimeWord::none && !t_[at + 1].capital;  // the March vote
    case TimeWord::and_: case TimeWord::or_: return token.capital && at >= 2 && t_.word(at - 2) == TimeWord::month;
    default: return false;
  }
}

bool DateGrammar::is_weekday(std::size_t at) const {
  if (t_.word(at) != TimeWord::weekday || t_[at].lexeme.plural) return false;
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
    if (t_[end].glued && t_.word(end) != TimeWord::mark) return 0;
    if (t_[end].glued && (t_.is_mark(end, '%') || ((t_.is_mark(end, ',') || t_.is_mark(end, '.') || t_.is_mark(end, ':')) && t_.word(end + 1) == TimeWord::digits && t_[end + 1].glued))) return 0;
    return t_[at].value;
  }
  if (t_.word(at) == TimeWord::ordinal) {
    end = at + 1;
    return t_[at].lexeme.value;
  }
  if (t_.word(at) == TimeWord::tens && t_[at].lexeme.value <= 30) {
    const std::size_t ones = past_hyphen(at + 1);
    if (t_.word(ones) == TimeWord::ordinal && t_[ones].lexeme.value < 10) {
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
  if (date.end > at + 1 && !t_[at].lexeme.abbreviated && t_.word(date.end) != TimeWord::digits) date.end = at + 1;  // a full stop
  std::size_t day_begin = date.end, day_end = 0;
  if (t_.word(day_begin) == TimeWord::the || ((t_.is_glued_mark(day_begin, '-') || t_.is_glued_mark(day_begin, '/')) && t_[day_begin + 1].glued)) ++day_begin;
  if (const int day = day_at(day_begin, day_end); day && day <= days_in(0, date.month)) {
    const bool counted = t_.word(day_end) == TimeWord::unit || t_.is(day_end, "percent") || t_.is(day_end, "million") || t_.is(day_end, "billion");
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
  if ((t_.is_glued_mark(month, '-') || t_.is_glued_mark(month, '/')) && t_.word(month + 1) == TimeWord::month) ++month;
  const bool spelled = t_.one_of(at, TimeWord::ordinal, TimeWord::tens);  // the second May storm is no day
  if (t_.word(month) == TimeWord::of) ++month;
  else if (spelled) return {};
  if (is_month(month)) {
    TimePhrase date = TimePhrase::of_calendar(at, past_point(month + 1), Grain::day);
    if (date.end > month + 1 && !t_[month].lexeme.abbreviated) date.end = month + 1;
    date.month = t_[month].lexeme.value;
    date.day = day;
    if (day > days_in(0, date.month)) return {};
    // "3 March 14": the month with the day behind it
    std::size_t other = 0;
    if (day_at(date.end, other) && t_.word(at) == TimeWord::digits && is_number(date.end) && !t_.is_mark(other, '-')) {
      std::size_t ignored = 0;
      if (year_at(past_comma(other), ignored)) return {};
    }
    return with_year(date, date.end);
  }
  // The first of two days of a month.
  std::size_t second = end;
  const TimeWord joint = t_.word(second);
  if (!(t_.is_mark(second, '-') || t_.is_mark(second, '/') || t_.is_mark(second, ',') || joint == TimeWord::to || joint == TimeWord::and_ || joint == TimeWord::until || joint == TimeWord::or_)) return {};
  ++second;
  if (t_.word(second) == TimeWord::the) ++second;
  std::size_t second_end = 0;
  if (const int last = day_at(second, second_end)) {
    second_end = past_point(second_end);
    if (t_.word(second_end) == TimeWord::of) ++second_end;
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
  if (!is_number(at) || (t_[at].glued && t_.is_glued_mark(at - 1, '-') && t_.word(at - 2) == TimeWord::digits)) return {};
  const DateToken &a = t_[at], &b = t_[at + 2], &c = t_[at + 4];
  if (t_.word(at + 1) != TimeWord::mark || !t_[at + 1].glued || t_.word(at + 2) != TimeWord::digits || !b.glued) return {};
  const int mark = t_[at + 1].value;
  if (mark != '-' && mark != '/' && mark != '.') return {};
  const bool three = t_.word(at + 4) == TimeWord::digits && c.glued && t_[at + 3].glued && t_.is_mark(at + 3, static_cast<char>(mark));
  const std::size_t end = at + (three ? 5 : 3);
  const bool goes_on = t_[end].glued && (t_.word(end) == TimeWord::digits || (t_.is_mark(end, static_cast<char>(mark)) && t_.word(end + 1) == TimeWord::digits && t_[end + 1].glued));
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
    if (mark != '/' || a.digits > 2 || b.digits > 2 || !(t_.word(at + 3) == TimeWord::end || !t_[at + 3].glued || t_.word(at + 3) == TimeWord::mark)) return {};
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
  if (t_.one_of(date_begin, TimeWord::the, TimeWord::of)) ++date_begin;  // Freitag, den 8. März
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
  const bool ordinal = t_.word(date_begin) == TimeWord::ordinal || (t_.word(date_begin) == TimeWord::digits && t_[date_begin + 1].glued && t_.word(date_begin + 1) == TimeWord::none);
  if (const int number = ordinal ? day_at(date_begin, end) : 0; number && date_begin > after && t_.word(date_begin - 1) == TimeWord::the && t_.word(end) != TimeWord::unit && number <= 31) {
    day.day = number;
    day.end = end;
    return day;
  }
  // Tuesday [of] next week
  std::size_t week = t_.one_of(after, TimeWord::of, TimeWord::from) ? after + 1 : after;
  const TimeWord relation = t_.word(week);
  if (t_.is(week + 1, "week") && (relation == TimeWord::last || relation == TimeWord::next || relation == TimeWord::this_)) {
    day.weeks = true;
    day.count = relation == TimeWord::last ? -1 : relation == TimeWord::next ? 1 : 0;
    day.end = week + 2;
  }
  return day;
}

std::optional<TimePhrase> DateGrammar::calendar(std::size_t at) const {
  switch (t_.word(at)) {
    case TimeWord::month:
      if (Found holiday = named(at)) return holiday;
      return from_month(at);
    case TimeWord::weekday: return from_weekday(at);
    case TimeWord::season:
    case TimeWord::holiday_part:
    case TimeWord::none: return named(at);
    case TimeWord::mark:
      if (!t_.is_mark(at, '\'')) return {};
      if (Found d = decade(at)) return d;
      return year(at);
    case TimeWord::digits: {
      if (Found found = numeric(at)) return found;
      if (Found found = from_day(at)) return found;
      if (Found found = decade(at)) return found;
      if (Found found = from_ordinal(at)) return found;
      Found found = year(at);
      if (!found || found->grain != Grain::year) return found;
      // 1998 third quarter; 1998's fourth quarter; 1998 summer
      std::size_t inner = past_hyphen(past_possessive(found->end));
      if (t_.word(inner) == TimeWord::fiscal) ++inner;
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
    case TimeWord::cardinal:
    case TimeWord::fiscal:
      if (Found d = decade(at)) return d;
      if (Found y = year(at)) return y;
      if (t_.word(at) == TimeWord::fiscal) return from_ordinal(past_hyphen(at + 1));
      return {};
    case TimeWord::tens:
    case TimeWord::ordinal:
      if (Found day = from_day(at)) return day;
      if (Found part = from_ordinal(at)) return part;
      return year(at);
    case TimeWord::decade_name: return decade(at);
    case TimeWord::unit:
      if (t_.is(at, "year")) return year(at);
      return {};
    default: return {};
  }
}

std::optional<TimePhrase> DateGrammar::match_plain(std::size_t at) const {
  switch (t_.word(at)) {
    case TimeWord::digits: {
      Found found = numeric(at);
      if (!found) found = from_day(at);
      return found;
    }
    case TimeWord::month: {
      Found found = from_month(at);
      if (found && (found->day || found->year)) return found;
      return {};
    }
    case TimeWord::weekday:
      if (t_[at].lexeme.abbreviated) return {};
      return from_weekday(at);
    default: return {};
  }
}

}  // namespace dateline
