#include <algorithm>
#include <string_view>

#include "common/analysis/dates/grammar.h"

namespace dateline {
namespace {

// 2000 miles are no year.
constexpr std::string_view kCountedThings[] = {"percent", "miles", "people", "feet", "kilometers", "kilometres",
                                               "tons", "tonnes", "million", "dollars", "euros", "pounds", "shares", "troops", "soldiers",
                                               "employees", "jobs", "words", "copies", "votes", "calories"};

}  // namespace

// A year in digits: 1500 to 2100, or '98.
int DateGrammar::year_at(std::size_t at, std::size_t& end) const {
  if (t_.is_mark(at, '\'') && t_.word(at + 1) == W::digits && t_[at + 1].digits == 2 && t_[at + 1].glued) {
    if (t_.is(at + 2, "s") && t_[at + 2].glued) return 0;
    end = at + 2;
    return full_year(t_[at + 1].value);
  }
  if (t_.word(at) != W::digits || t_[at].digits != 4 || !is_year(t_[at].value)) return 0;
  if (t_[at + 1].glued) {
    const TimeWord after = t_.word(at + 1);
    if (after != W::mark && after != W::end) return 0;  // 1990s
    if (t_.is_mark(at + 1, '%')) return 0;
    if (t_.is_mark(at + 1, '-') && t_.is_glued_number(at + 2) && t_[at + 2].digits != 2 && t_[at + 2].digits != 4) return 0;  // a number of some kind
    if ((t_.is_mark(at + 1, '.') || t_.is_mark(at + 1, ',') || t_.is_mark(at + 1, ':')) && t_.is_glued_number(at + 2)) return 0;
  }
  end = at + 1;
  return t_[at].value;
}

// nineteen ninety-eight, twenty twenty-four
int DateGrammar::spoken_year_at(std::size_t at, std::size_t& end) const {
  if (t_.is(at, "two") && t_.is(at + 1, "thousand")) {
    const std::size_t rest = t_.word(at + 2) == W::and_ ? at + 3 : at + 2;
    const auto number = t_.one_of(rest, W::cardinal, W::tens) ? words_amount(rest) : std::nullopt;
    if (number && number->amount.count < 100 && !number->amount.thousandths && t_.word(number->end) != W::unit) {
      end = number->end;
      return 2000 + static_cast<int>(number->amount.count);
    }
    return 0;
  }
  const int century = t_[at].lexeme.value;
  if (!(t_.word(at) == W::cardinal && century >= 15) && !(t_.word(at) == W::tens && century == 20)) return 0;
  std::size_t rest = past_hyphen(at + 1);
  int value = 0;
  if (t_.word(rest) == W::tens) {
    value = t_[rest].lexeme.value;
    const std::size_t ones = past_hyphen(++rest);
    if (t_.word(ones) == W::cardinal && t_[ones].lexeme.value < 10) value += t_[ones].lexeme.value, rest = ones + 1;
  } else if (t_.word(rest) == W::cardinal && t_[rest].lexeme.value >= 10 && t_[rest].lexeme.value != 12) {
    value = t_[rest++].lexeme.value;
  }
  if (!value || t_.word(rest) == W::unit || t_.word(past_hyphen(rest)) == W::unit) return 0;
  end = rest;
  return century * 100 + value;
}

// The year behind a date: 2024; , 2024; of 2024; this year; of last year.
TimePhrase DateGrammar::with_year(TimePhrase date, std::size_t at) const {
  std::size_t year_begin = at, end = 0;
  if (t_.is_mark(at, ',') || t_.one_of(at, W::of, W::in) || t_.is_mark(at, '-') || t_.is_mark(at, '/')) year_begin = at + 1;
  if (t_.word(year_begin) == W::fiscal) ++year_begin;
  int year = year_at(year_begin, end);
  if (!year) year = spoken_year_at(year_begin, end);
  const bool mark_before = at >= 2 && t_[at - 1].glued && (t_.is_mark(at - 2, '-') || t_.is_mark(at - 2, '/'));
  const bool joined = mark_before && year_begin > at && t_[year_begin].glued && (t_.is_mark(at, '-') || t_.is_mark(at, '/'));
  if (!year && joined && date.day && t_.word(year_begin) == W::digits && t_[year_begin].digits == 2) {  // 31-Oct-74
    year = full_year(t_[year_begin].value);
    end = year_begin + 1;
  }
  if (year) {
    date.year = year;
    date.end = end;
    return date;
  }
  if (t_.word(year_begin) == W::the && t_.is(year_begin + 2, "year")) ++year_begin;
  const TimeWord relation = t_.word(year_begin);
  const int count = is_one_of(relation, W::last, W::previous) ? -1 : is_one_of(relation, W::next, W::following) ? 1 : 0;
  const bool related = count || is_one_of(relation, W::this_, W::that_, W::same);
  if (related && t_.is(year_begin + 1, "year") && !t_.is_mark(at, '-')) {
    date.year_relative = true;
    date.count = count;
    if (is_one_of(relation, W::previous, W::following, W::that_, W::same)) date.base = TimeBase::mentioned;
    date.end = year_begin + 2;
  } else if (t_.word(at) == W::article && t_.is(at + 1, "year") && (t_.one_of(at + 2, W::ago, W::earlier))) {
    date.year_relative = true;
    date.count = -1;
    date.end = at + 3;
  }
  return date;
}

// 1998; the year 2000; fiscal 1998; FY98; nineteen ninety-eight
std::optional<TimePhrase> DateGrammar::year(std::size_t at) const {
  std::size_t begin = at, end = 0;
  bool said = false;
  if (t_.word(begin) == W::the && (t_.word(begin + 1) == W::fiscal || t_.is(begin + 1, "year"))) ++begin;
  const bool fiscal = t_.word(begin) == W::fiscal;
  if (fiscal) ++begin, said = true;
  if (t_.is(begin, "year")) ++begin, said = true;
  TimePhrase date = TimePhrase::of_calendar(at, begin, Grain::year);
  if (t_.word(begin) == W::digits && fiscal && t_[begin].digits == 2) {
    date.year = full_year(t_[begin].value);
    date.end = begin + 1;
    return date;
  }
  if (const int value = year_at(begin, end); value && (said || t_.is_mark(begin, '\'') || is_number(begin))) {
    if (!said) {
      // A count of something: 1500 people, 2000 miles.
      const TimeWord after = t_.word(end);
      const bool marked = t_.is_mark(begin, '\'');
      if (marked && (after == W::unit || t_.is(end, "percent"))) return {};
      if (after == W::unit && !t_.is(end, "year") && t_[end].lexeme.plural) return {};
      if (std::any_of(std::begin(kCountedThings), std::end(kCountedThings), [&](std::string_view thing) { return t_.is(end, thing); })) return {};
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
  if (t_.word(begin) == W::decade_name) {
    TimePhrase date = TimePhrase::of_calendar(at, begin + 1, Grain::decade);
    date.year = 1900 + t_[begin].lexeme.value;
    const bool said = at && (t_.one_of(at - 1, W::the, W::early, W::late, W::mid) ||
                             (t_.is_mark(at - 1, '-') && at >= 2 && t_.word(at - 2) == W::mid));
    const bool age = at >= 2 && (t_.is(at - 1, "his") || t_.is(at - 1, "her") || t_.is(at - 1, "their"));
    if (!said || age) return {};
    return date;
  }
  if (t_.word(begin) == W::cardinal && t_[begin].lexeme.value >= 17 && t_.word(past_hyphen(begin + 1)) == W::decade_name) {
    const std::size_t name = past_hyphen(begin + 1);
    TimePhrase date = TimePhrase::of_calendar(at, name + 1, Grain::decade);
    date.year = t_[begin].lexeme.value * 100 + t_[name].lexeme.value;
    return date;
  }
  const bool quoted = t_.is_mark(begin, '\'');
  const std::size_t number = quoted ? begin + 1 : begin;
  if (t_.word(number) != W::digits || (quoted && !t_[number].glued)) return {};
  const DateToken& digits = t_[number];
  std::size_t s = number + 1;
  if (t_.is_glued_mark(s, '\'')) ++s;
  if (!t_.is(s, "s") || !t_[s].glued || digits.value % 10 != 0) return {};
  TimePhrase date = TimePhrase::of_calendar(at, s + 1, Grain::decade);
  if (digits.digits == 4 && is_year(digits.value) && is_number(number)) {
    date.year = digits.value;
    if (digits.value % 100 == 0 && digits.value < 2000) date.grain = Grain::century;
    return date;
  }
  const bool said = quoted || (number && (t_.one_of(number - 1, W::the, W::early, W::late, W::mid)));
  if (digits.digits != 2 || !said) return {};
  date.year = digits.value < 30 ? 2000 + digits.value : 1900 + digits.value;
  return date;
}

}  // namespace dateline
