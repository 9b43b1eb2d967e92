#include <algorithm>

#include "common/analysis/dates/grammar.h"
#include "common/analysis/dates/holidays.h"

namespace dateline {
namespace {

// Two digits: 1970 to 2069.
int full_year(int digits) { return digits < 70 ? 2000 + digits : 1900 + digits; }

bool is_year(int value) { return value >= 1500 && value <= 2100; }

TimePhrase calendar_phrase(std::size_t begin, std::size_t end, Grain grain) {
  TimePhrase phrase;
  phrase.begin = begin;
  phrase.end = end;
  phrase.grain = grain;
  return phrase;
}

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
  if (!is_verb) return token.capital || !t_.has_capitals() || t_.word(at + 1) == TimeWord::digits || (at && (t_.word(at - 1) == TimeWord::digits || t_.word(at - 1) == TimeWord::ordinal || t_.word(at - 1) == TimeWord::of));
  const bool number_beside = (t_.word(at + 1) == TimeWord::digits && t_[at + 1].digits <= 4) || t_.word(at + 1) == TimeWord::ordinal;
  if (number_beside) return true;
  if (token.lexeme.value == 3 && token.capital && (t_.word(at + 1) == TimeWord::past_verb || t_.word(at + 1) == TimeWord::present_verb)) return true;
  if (!at) return t_.size() == 1;
  switch (t_.word(at - 1)) {
    case TimeWord::in: case TimeWord::of: case TimeWord::last: case TimeWord::next: case TimeWord::since: case TimeWord::until: case TimeWord::early: case TimeWord::late: case TimeWord::by:
    case TimeWord::before: case TimeWord::after: case TimeWord::from: case TimeWord::each: case TimeWord::past: case TimeWord::coming: case TimeWord::following: case TimeWord::previous:
    case TimeWord::ordinal: return token.capital || !t_.has_capitals();
    case TimeWord::this_: case TimeWord::on: case TimeWord::between: case TimeWord::to: return token.capital;
    case TimeWord::digits: return token.capital || t_[at - 1].digits <= 2;
    case TimeWord::mark: return token.capital && t_.is_mark(at - 1, '-') && at >= 2 && t_.word(at - 2) == TimeWord::mid;
    case TimeWord::and_: case TimeWord::or_: return token.capital && at >= 2 && t_.word(at - 2) == TimeWord::month;
    default: return false;
  }
}

bool DateGrammar::is_weekday(std::size_t at) const {
  if (t_.word(at) != TimeWord::weekday) return false;
  if (!t_[at].capital && t_.has_capitals()) return false;
  if (!t_[at].lexeme.abbreviated) return true;
  // Sun, Sat, Mon and Wed are words too.
  const std::size_t after = past_point(at + 1), date = past_comma(after);
  return t_.size() == 1 || (after > at + 1 && after < t_.size()) || is_month(date) || is_number(date);
}

// A year in digits: 1500 to 2100, or '98.
int DateGrammar::year_at(std::size_t at, std::size_t& end) const {
  if (t_.is_mark(at, '\'') && t_.word(at + 1) == TimeWord::digits && t_[at + 1].digits == 2 && t_[at + 1].glued) {
    if (t_.is(at + 2, "s") && t_[at + 2].glued) return 0;
    end = at + 2;
    return full_year(t_[at + 1].value);
  }
  if (t_.word(at) != TimeWord::digits || t_[at].digits != 4 || !is_year(t_[at].value)) return 0;
  if (t_[at + 1].glued) {
    const TimeWord after = t_.word(at + 1);
    if (after != TimeWord::mark && after != TimeWord::end) return 0;  // 1990s
    if (t_.is_mark(at + 1, '%')) return 0;
    if (t_.is_mark(at + 1, '-') && t_.word(at + 2) == TimeWord::digits && t_[at + 2].glued && t_[at + 2].digits != 2 && t_[at + 2].digits != 4) return 0;  // a number of some kind
    if ((t_.is_mark(at + 1, '.') || t_.is_mark(at + 1, ',') || t_.is_mark(at + 1, ':')) && t_.word(at + 2) == TimeWord::digits && t_[at + 2].glued) return 0;
  }
  end = at + 1;
  return t_[at].value;
}

// nineteen ninety-eight, twenty twenty-four
int DateGrammar::spoken_year_at(std::size_t at, std::size_t& end) const {
  if (t_.is(at, "two") && t_.is(at + 1, "thousand")) {
    const std::size_t rest = t_.word(at + 2) == TimeWord::and_ ? at + 3 : at + 2;
    if (const auto number = words_amount(rest); number && number->amount.count < 100 && !number->amount.thousandths && !number->amount.vague && t_.word(rest) != TimeWord::article && t_.word(number->end) != TimeWord::unit) {
      end = number->end;
      return 2000 + static_cast<int>(number->amount.count);
    }
    return 0;
  }
  const int century = t_[at].lexeme.value;
  if (!(t_.word(at) == TimeWord::cardinal && century >= 15) && !(t_.word(at) == TimeWord::tens && century == 20)) return 0;
  std::size_t rest = past_hyphen(at + 1);
  int value = 0;
  if (t_.word(rest) == TimeWord::tens) {
    value = t_[rest].lexeme.value;
    const std::size_t ones = past_hyphen(++rest);
    if (t_.word(ones) == TimeWord::cardinal && t_[ones].lexeme.value < 10) value += t_[ones].lexeme.value, rest = ones + 1;
  } else if (t_.word(rest) == TimeWord::cardinal && t_[rest].lexeme.value >= 10 && t_[rest].lexeme.value != 12) {
    value = t_[rest++].lexeme.value;
  }
  if (!value || t_.word(rest) == TimeWord::unit || t_.word(past_hyphen(rest)) == TimeWord::unit) return 0;
  end = rest;
  return century * 100 + value;
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

// The year behind a date: 2024; , 2024; of 2024; this year; of last year.
TimePhrase DateGrammar::with_year(TimePhrase date, std::size_t at) const {
  std::size_t year_begin = at, end = 0;
  if (t_.is_mark(at, ',') || t_.word(at) == TimeWord::of || t_.word(at) == TimeWord::in || t_.is_mark(at, '-') || t_.is_mark(at, '/')) year_begin = at + 1;
  if (t_.word(year_begin) == TimeWord::fiscal) {
    date.fiscal = true;
    ++year_begin;
  }
  int year = year_at(year_begin, end);
  if (!year) year = spoken_year_at(year_begin, end);
  const bool mark_before = at >= 2 && t_[at - 1].glued && (t_.is_mark(at - 2, '-') || t_.is_mark(at - 2, '/'));
  const bool joined = mark_before && year_begin > at && t_[year_begin].glued && (t_.is_mark(at, '-') || t_.is_mark(at, '/'));
  if (!year && joined && date.day && t_.word(year_begin) == TimeWord::digits && t_[year_begin].digits == 2) {  // 31-Oct-74
    year = full_year(t_[year_begin].value);
    end = year_begin + 1;
  }
  if (year) {
    date.year = year;
    date.end = end;
    return date;
  }
  if (t_.word(year_begin) == TimeWord::the && t_.is(year_begin + 2, "year")) ++year_begin;
  const TimeWord relation = t_.word(year_begin);
  const int count = relation == TimeWord::last || relation == TimeWord::previous ? -1 : relation == TimeWord::next || relation == TimeWord::following ? 1 : 0;
  const bool related = count || relation == TimeWord::this_ || relation == TimeWord::that_ || relation == TimeWord::same;
  if (related && t_.is(year_begin + 1, "year") && !t_.is_mark(at, '-')) {
    date.year_relative = true;
    date.count = count;
    if (relation == TimeWord::previous || relation == TimeWord::following || relation == TimeWord::that_ || relation == TimeWord::same) date.base = TimeBase::mentioned;
    date.end = year_begin + 2;
  } else if (t_.word(at) == TimeWord::article && t_.is(at + 1, "year") && (t_.word(at + 2) == TimeWord::ago || t_.word(at + 2) == TimeWord::earlier)) {
    date.year_relative = true;
    date.count = -1;
    date.end = at + 3;
  }
  return date;
}

// March; March 2024; March 14; March 14, 2024; March 14th
std::optional<TimePhrase> DateGrammar::from_month(std::size_t at) const {
  if (!is_month(at)) return {};
  TimePhrase date = calendar_phrase(at, past_point(at + 1), Grain::month);
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
  if (t_.word(month) == TimeWord::of) ++month;
  if (is_month(month)) {
    TimePhrase date = calendar_phrase(at, past_point(month + 1), Grain::day);
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
      TimePhrase date = calendar_phrase(at, end, Grain::day);
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
  TimePhrase date = calendar_phrase(at, end, Grain::day);
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

// 1998; the year 2000; fiscal 1998; FY98; nineteen ninety-eight
std::optional<TimePhrase> DateGrammar::year(std::size_t at) const {
  std::size_t begin = at, end = 0;
  bool said = false;
  if (t_.word(begin) == TimeWord::the && (t_.word(begin + 1) == TimeWord::fiscal || t_.is(begin + 1, "year"))) ++begin;
  const bool fiscal = t_.word(begin) == TimeWord::fiscal;
  if (fiscal) ++begin, said = true;
  if (t_.is(begin, "year")) ++begin, said = true;
  TimePhrase date = calendar_phrase(at, begin, Grain::year);
  date.fiscal = fiscal;
  if (t_.word(begin) == TimeWord::digits && fiscal && t_[begin].digits == 2) {
    date.year = full_year(t_[begin].value);
    date.end = begin + 1;
    return date;
  }
  if (const int value = year_at(begin, end); value && (said || t_.is_mark(begin, '\'') || is_number(begin))) {
    if (!said) {
      // A count of something: 1500 people, 2000 miles.
      const TimeWord after = t_.word(end);
      const bool marked = t_.is_mark(begin, '\'');
      if (marked && (after == TimeWord::unit || t_.is(end, "percent"))) return {};
      if (after == TimeWord::unit && !t_.is(end, "year") && t_[end].lexeme.plural) return {};
      if (t_.is(end, "percent") || t_.is(end, "miles") || t_.is(end, "people") || t_.is(end, "feet") || t_.is(end, "kilometers") || t_.is(end, "tons") ||
          t_.is(end, "million") || t_.is(end, "dollars") || t_.is(end, "euros") || t_.is(end, "pounds") || t_.is(end, "shares") || t_.is(end, "troops") || t_.is(end, "soldiers") || t_.is(end, "employees") || t_.is(end, "jobs"))
        return {};
    }
    date.year = value;
    date.end = end;
    return date;
  }
  if (const int spoken = said || !t_.is(begin, "two") ? spoken_year_at(begin, end) : 0) {
    date.year = spoken;
    date.end = end;
    return date;
  }
  if (said && t_.is(begin, "two") && t_.is(begin + 1, "thousand")) {
    date.year = 2000;
    date.end = begin + 2;
    return date;
  }
  return {};
}

// the 1990s; '80s; 1980's; the nineties; nineteen-sixties
std::optional<TimePhrase> DateGrammar::decade(std::size_t at) const {
  std::size_t begin = at;
  if (t_.word(begin) == TimeWord::decade_name) {
    TimePhrase date = calendar_phrase(at, begin + 1, Grain::decade);
    date.year = (t_[begin].lexeme.value == 20 ? 1900 : 1900) + t_[begin].lexeme.value;
    const bool said = at && (t_.word(at - 1) == TimeWord::the || t_.word(at - 1) == TimeWord::early || t_.word(at - 1) == TimeWord::late || t_.word(at - 1) == TimeWord::mid ||
                             (t_.is_mark(at - 1, '-') && at >= 2 && t_.word(at - 2) == TimeWord::mid));
    const bool age = at >= 2 && (t_.is(at - 1, "his") || t_.is(at - 1, "her") || t_.is(at - 1, "their"));
    if (!said || age) return {};
    return date;
  }
  if (t_.word(begin) == TimeWord::cardinal && t_[begin].lexeme.value >= 17 && t_.word(past_hyphen(begin + 1)) == TimeWord::decade_name) {
    const std::size_t name = past_hyphen(begin + 1);
    TimePhrase date = calendar_phrase(at, name + 1, Grain::decade);
    date.year = t_[begin].lexeme.value * 100 + t_[name].lexeme.value;
    return date;
  }
  const bool quoted = t_.is_mark(begin, '\'');
  const std::size_t number = quoted ? begin + 1 : begin;
  if (t_.word(number) != TimeWord::digits || (quoted && !t_[number].glued)) return {};
  const DateToken& digits = t_[number];
  std::size_t s = number + 1;
  if (t_.is_glued_mark(s, '\'')) ++s;
  if (!t_.is(s, "s") || !t_[s].glued || digits.value % 10 != 0) return {};
  TimePhrase date = calendar_phrase(at, s + 1, Grain::decade);
  if (digits.digits == 4 && is_year(digits.value) && is_number(number)) {
    date.year = digits.value;
    if (digits.value % 100 == 0 && digits.value < 2000) date.grain = Grain::century;
    return date;
  }
  const bool said = quoted || (number && (t_.word(number - 1) == TimeWord::the || t_.word(number - 1) == TimeWord::early || t_.word(number - 1) == TimeWord::late || t_.word(number - 1) == TimeWord::mid));
  if (digits.digits != 2 || !said) return {};
  date.year = digits.value < 30 ? 2000 + digits.value : 1900 + digits.value;
  return date;
}

// third quarter [of 1998]; first half; 20th century; the second week of May
std::optional<TimePhrase> DateGrammar::from_ordinal(std::size_t at) const {
  std::size_t end = 0;
  int nth = 0;
  if (t_.word(at) == TimeWord::last || t_.is(at, "final")) nth = -1, end = at + 1;
  else if (t_.word(at) == TimeWord::ordinal || t_.word(at) == TimeWord::tens || (t_.word(at) == TimeWord::digits && t_[at + 1].glued && t_.word(at + 1) != TimeWord::mark)) nth = day_at(at, end);
  else if (t_.is(at, "latter")) nth = 2, end = at + 1;
  if (!nth) return {};
  std::size_t unit = past_hyphen(end);
  if (t_.word(unit) == TimeWord::fiscal || t_.word(unit) == TimeWord::trading || t_.word(unit) == TimeWord::full) unit = past_hyphen(unit + 1);
  if (t_.word(unit) == TimeWord::half && nth >= -1 && nth <= 2) {
    std::size_t of = unit + 1;
    TimePhrase date = calendar_phrase(at, unit + 1, Grain::half);
    date.part = nth == -1 ? 2 : nth;
    date.weak = true;
    date = with_year(date, of);
    if (t_.word(of) == TimeWord::of && !date.year && !date.year_relative) {
      // "the first half of the year", "of the 1980s"
      std::size_t inner = of + 1;
      if (t_.word(inner) == TimeWord::the) ++inner;
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
  if (!weekday && (t_.word(unit) != TimeWord::unit || t_[unit].lexeme.plural)) return {};
  const Grain grain = weekday ? Grain::day : static_cast<Grain>(t_[unit].lexeme.value);
  TimePhrase date = calendar_phrase(at, unit + 1, grain);
  if (weekday) date.weekday = t_[unit].lexeme.value;
  switch (grain) {
    case Grain::quarter:
      if (nth == -1) return {};  // "the last quarter" is a relation
      if (nth > 4) return {};
      date.part = nth;
      if (t_.word(unit + 1) == TimeWord::of && t_.word(unit + 2) == TimeWord::the && t_.is(unit + 3, "year")) {
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
      if (t_.word(of) != TimeWord::of && t_.word(of) != TimeWord::in) return {};
      ++of;
      if (t_.word(of) == TimeWord::the) return {};
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

// Monday; Monday, March 3; Mon., 3 March 2024
std::optional<TimePhrase> DateGrammar::from_weekday(std::size_t at) const {
  if (!is_weekday(at)) return {};
  TimePhrase day = calendar_phrase(at, at + 1, Grain::day);
  day.weekday = t_[at].lexeme.value;
  const std::size_t after = t_[at].lexeme.abbreviated ? past_point(at + 1) : at + 1;
  std::size_t date_begin = past_comma(after);
  if (t_.is_mark(date_begin, '(')) ++date_begin;
  if (t_.word(date_begin) == TimeWord::the || t_.word(date_begin) == TimeWord::of) ++date_begin;  // Freitag, den 8. März
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
  std::size_t week = t_.word(after) == TimeWord::of || t_.word(after) == TimeWord::from ? after + 1 : after;
  const TimeWord relation = t_.word(week);
  if (t_.is(week + 1, "week") && (relation == TimeWord::last || relation == TimeWord::next || relation == TimeWord::this_)) {
    day.weeks = true;
    day.count = relation == TimeWord::last ? -1 : relation == TimeWord::next ? 1 : 0;
    day.end = week + 2;
  }
  return day;
}

// summer 1998; the spring of last year; Thanksgiving Day; Christmas 2023; Q3 2024; H1; 1998's third quarter
std::optional<TimePhrase> DateGrammar::named(std::size_t at) const {
  if (t_.word(at) == TimeWord::season) {
    TimePhrase date = calendar_phrase(at, at + 1, Grain::season);
    date.part = t_[at].lexeme.value;
    const TimePhrase whole = with_year(date, at + 1);
    if (whole.year || whole.year_relative) return whole;
    // The fall of a price, a spring of water: a season alone needs "in", "the" or "this" before it; fall and spring not even then.
    const TimeWord before = at ? t_.word(at - 1) : TimeWord::none;
    const bool sure = date.part == 1 || date.part == 3 || t_.is(at, "autumn");
    if (t_.size() <= 2) return date;
    if (before == TimeWord::in || before == TimeWord::early || before == TimeWord::late || before == TimeWord::mid || before == TimeWord::until || before == TimeWord::since || before == TimeWord::by) return date;
    if (sure && (before == TimeWord::the || before == TimeWord::from || before == TimeWord::of || before == TimeWord::for_)) return date;
    date.weak = true;
    return date;
  }
  if (t_.word(at) == TimeWord::holiday_part || t_.word(at) == TimeWord::month) {
    if (const auto holiday = match_holiday(t_, at)) {
      TimePhrase date = calendar_phrase(at, holiday->end, Grain::day);
      date.holiday = holiday->holiday;
      return with_year(date, holiday->end);
    }
  }
  // Q3
  if ((t_.is(at, "q") || t_.is(at, "h")) && t_.word(at + 1) == TimeWord::digits && t_[at + 1].glued && t_[at + 1].digits == 1 && t_[at + 1].value >= 1) {
    const bool quarter = t_.is(at, "q");
    if (!quarter && !t_[at].capital) return {};
    if (t_[at + 1].value > (quarter ? 4 : 2)) return {};
    TimePhrase date = calendar_phrase(at, at + 2, quarter ? Grain::quarter : Grain::half);
    date.part = t_[at + 1].value;
    return with_year(date, at + 2);
  }
  return {};
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
