#include <algorithm>
#include <string_view>

#include "common/analysis/dates/grammar.h"

namespace dateline {
namespace {

constexpr std::int64_t kMostCount = 1'000'000'000;
constexpr std::string_view kRated[] = {"percent", "dollars", "million", "billion", "once",    "twice", "times",
                                       "cents",   "pounds",  "euros",   "barrels", "tons",    "points", "share"};

}  // namespace

// 20; 1,500; 3.5; 2 1/2; 1/2
std::optional<DateGrammar::Counted> DateGrammar::digits_amount(std::size_t at) const {
  if (!is_number(at)) return {};
  Counted counted{{t_[at].value, 0, false}, at + 1};
  const auto digits_behind = [&](std::size_t mark) { return t_[mark].glued && t_.is_glued_number(mark + 1); };
  while (t_.is_mark(counted.end, ',') && digits_behind(counted.end) && t_[counted.end + 1].digits == 3 && counted.amount.count < kMostCount) {
    counted.amount.count = counted.amount.count * 1000 + t_[counted.end + 1].value;
    counted.end += 2;
  }
  if (t_.is_mark(counted.end, '.') && digits_behind(counted.end)) {
    const DateToken& fraction = t_[counted.end + 1];
    if (fraction.digits > 3) return {};
    counted.amount.thousandths = fraction.value * (fraction.digits == 1 ? 100 : fraction.digits == 2 ? 10 : 1);
    counted.end += 2;
    return counted;
  }
  const auto fraction_at = [&](std::size_t top) {
    const bool of_two = t_.word(top) == W::digits && t_.is_glued_mark(top + 1, '/') && t_.is_glued_number(top + 2);
    return of_two && t_[top].digits == 1 && t_[top + 2].digits == 1 && t_[top + 2].value > t_[top].value;
  };
  if (fraction_at(at)) {
    counted = {{0, t_[at].value * 1000 / t_[at + 2].value, false}, at + 3};
  } else if (const std::size_t top = past_hyphen(counted.end); fraction_at(top)) {
    counted.amount.thousandths = t_[top].value * 1000 / t_[top + 2].value;
    counted.end = top + 3;
  }
  return counted;
}

// twenty-four; two thousand; a hundred; one and a half; half a; a couple of; several
std::optional<DateGrammar::Counted> DateGrammar::words_amount(std::size_t at) const {
  std::size_t end = at;
  if (t_.word(end) == W::another) return Counted{{1, 0, false}, end + 1};
  const bool article = t_.word(end) == W::article;
  if (article) ++end;
  switch (t_.word(end)) {
    case W::vague: {
      ++end;
      if (t_.word(end) == W::of) ++end;
      if (t_.word(end) == W::the) ++end;
      return Counted{{0, 0, true}, end};
    }
    case W::couple:
      ++end;
      if (t_.word(end) == W::of) ++end;
      if (t_.word(end) == W::the) ++end;
      return Counted{{2, 0, false}, end};
    case W::half: {
      if (article) ++end;
      else end += t_.word(end + 1) == W::article ? 2 : 1;
      end = past_hyphen(end);
      return Counted{{0, 500, false}, end};
    }
    default: break;
  }
  if (article) {
    if (t_.word(end) != W::multiplier && !t_.is(end, "dozen")) return Counted{{1, 0, false}, end};
  }
  std::int64_t total = 0, group = 0;
  bool any = false;
  for (std::size_t taken = 0; taken < 8; ++taken) {
    std::size_t part = any ? past_hyphen(end) : end;
    if (any && t_.word(part) == W::and_ && t_.one_of(part + 1, W::cardinal, W::tens) && group % 100 == 0 && group) ++part;
    const int value = t_[part].lexeme.value;
    if (t_.word(part) == W::cardinal && group % 10 == 0 && (group % 100 == 0 || value < 10)) group += value;
    else if (t_.word(part) == W::tens && group % 100 == 0) group += value;
    else if (t_.word(part) == W::multiplier && value == 100 && group < 100) group = (group ? group : 1) * 100;
    else if (t_.word(part) == W::multiplier && value == 1000 && group < 1000 && !total) total = (group ? group : 1) * 1000, group = 0;
    else break;
    any = true;
    end = part + 1;
  }
  if (!any) return {};
  Counted counted{{total + group, 0, false}, end};
  if (t_.word(end) == W::and_ && t_.word(end + 1) == W::article && t_.word(end + 2) == W::half) {
    counted.amount.thousandths = 500;
    counted.end = past_hyphen(end + 3);
  }
  return counted;
}

std::optional<DateGrammar::Counted> DateGrammar::amount(std::size_t at) const {
  std::optional<Counted> first = t_.word(at) == W::digits ? digits_amount(at) : words_amount(at);
  if (!first) return {};
  // two or three; 12 to 18; 5-10
  std::size_t second = first->end;
  if (t_.one_of(second, W::to, W::or_) || (t_.is_mark(second, '-') && t_.word(second + 1) == W::digits) ) {
    ++second;
    const std::optional<Counted> other = t_.word(second) == W::digits ? digits_amount(second) : words_amount(second);
    if (other && t_.word(second) != W::article && !other->amount.vague && unit_at(other->end)) return Counted{first->amount, other->end};
  }
  return first;
}

// The token of the unit, perhaps behind "more", "trading" or a hyphen; 0: none.
std::size_t DateGrammar::unit_at(std::size_t at) const {
  std::size_t unit = past_hyphen(at);
  for (int words = 0; words < 2; ++words) {
    const TimeWord word = t_.word(unit);
    if (is_one_of(word, W::trading, W::fiscal, W::more, W::full)) unit = past_hyphen(unit + 1);
  }
  if (t_.word(unit) == W::unit) return unit;
  return t_.is(unit, "second") && unit > at && t_.is_mark(unit - 1, '-') ? unit : 0;  // a 30-second spot
}

bool DateGrammar::follows_number(std::size_t at) const {
  const TimeWord before = t_.word(at - 1);
  return is_one_of(before, W::digits, W::cardinal, W::tens, W::multiplier, W::of) || t_.is_glued_mark(at, '-');
}

// $5 a year; 3 percent a month; twice a week
bool DateGrammar::is_rate(std::size_t at) const {
  if (!at) return false;
  switch (t_.word(at - 1)) {
    case W::digits:
    case W::cardinal:
    case W::multiplier: return true;
    case W::mark: return t_.is_mark(at - 1, '%');
    case W::unit:
    case W::none:
      if (at >= 2 && t_.one_of(at - 2, W::digits, W::cardinal, W::multiplier)) return true;
      break;
    default: break;
  }
  return std::any_of(std::begin(kRated), std::end(kRated), [&](std::string_view word) { return t_.is(at - 1, word); });
}

// every day; each Thursday; daily; once a week; every two weeks
std::optional<TimePhrase> DateGrammar::set(std::size_t at) const {
  TimePhrase phrase;
  phrase.begin = at;
  phrase.kind = TimePhraseKind::set;
  phrase.amount.count = 1;
  if (t_.word(at) == W::adverb_set) {
    phrase.grain = static_cast<Grain>(t_[at].lexeme.value);
    phrase.end = at + 1;
    const bool adjective = phrase.grain == Grain::quarter && t_.word(at + 1) == W::none;  // a quarterly dividend
    return adjective ? std::nullopt : std::optional(phrase);
  }
  const bool weekday = t_.word(at) == W::weekday && (t_[at].capital || !t_.has_capitals());
  const bool nights = weekday && t_.word(at + 1) == W::part_of_day && t_.text(at + 1).back() == 's';  // Tuesday nights
  if (weekday && (t_[at].lexeme.plural || nights)) {
    phrase.weekday = t_[at].lexeme.value;
    phrase.end = nights ? at + 2 : at + 1;
    if (nights) phrase.part_of_day = static_cast<PartOfDay>(t_[at + 1].lexeme.value);
    return phrase;
  }
  std::size_t unit = at + 1;
  if (t_.word(at) == W::each) {
    if (t_.word(unit) == W::of || t_.is(unit, "other")) {
      if (t_.is(unit, "other")) phrase.amount.count = 2;
      ++unit;
      if (t_.word(unit) == W::the) ++unit;
      if (t_.one_of(unit, W::past, W::last, W::next)) ++unit;
    }
    if (const auto number = amount(unit); number && unit_at(number->end) && t_.word(unit) != W::article) {
      phrase.amount = number->amount;
      unit = unit_at(number->end);
    } else if (const auto ordinal = t_.word(unit) == W::ordinal ? t_[unit].lexeme.value : 0; ordinal && t_.word(unit + 1) == W::unit) {
      phrase.amount.count = ordinal;
      ++unit;
    }
  } else {
    return {};
  }
  if (t_.one_of(unit, W::full, W::trading)) ++unit;
  phrase.end = unit + 1;
  switch (t_.word(unit)) {
    case W::unit: phrase.grain = static_cast<Grain>(t_[unit].lexeme.value); return phrase;
    case W::weekday:
      phrase.weekday = t_[unit].lexeme.value;
      if (t_.word(phrase.end) == W::part_of_day) phrase.part_of_day = static_cast<PartOfDay>(t_[phrase.end++].lexeme.value);
      return phrase;
    case W::month: phrase.month = t_[unit].lexeme.value; return phrase;
    case W::season:
      phrase.grain = Grain::season;
      phrase.part = t_[unit].lexeme.value;
      return phrase;
    case W::part_of_day:
      phrase.part_of_day = static_cast<PartOfDay>(t_[unit].lexeme.value);
      return phrase;
    default: return {};
  }
}

// three days; two weeks ago; a year earlier; the past three months; the first nine months; a 10-year plan; years
std::optional<TimePhrase> DateGrammar::counted(std::size_t at) const {
  TimePhrase phrase;
  phrase.begin = at;
  phrase.kind = TimePhraseKind::duration;
  std::size_t core = at;
  const bool with_the = t_.word(core) == W::the;
  if (with_the) ++core;
  const bool some = t_.word(core) == W::this_ || t_.is(core, "those");  // these three days
  if (some) ++core;
  bool ranged = some;
  switch (t_.word(core)) {
    case W::last: case W::past: case W::next: case W::coming: case W::following: case W::previous: case W::ordinal: case W::latest:
      if (t_.word(core) == W::ordinal && t_[core].lexeme.value != 1) break;
      ranged = true;
      if (t_.one_of(core, W::last, W::past)) phrase.side = TimeSide::last;
      if (t_.one_of(core, W::next, W::coming)) phrase.side = TimeSide::next;
      ++core;
      break;
    default: break;
  }
  std::size_t unit = 0;
  if (const auto number = amount(core)) {
    std::size_t counted_end = number->end;
    const TimeWord relation = t_.word(counted_end);  // the 10 previous weeks
    if ((is_one_of(relation, W::past, W::previous, W::last, W::next, W::coming)) &&
        t_.word(counted_end + 1) == W::unit && t_[counted_end + 1].lexeme.plural) {
      phrase.side = is_one_of(relation, W::next, W::coming) ? TimeSide::next : TimeSide::last;
      ranged = true;
      ++counted_end;
    }
    unit = unit_at(counted_end);
    if (ranged && t_.word(core) == W::article && t_.word(core + 1) == W::unit) return {};
    phrase.amount = number->amount;
    if (unit && t_[unit].lexeme.abbreviated && t_.word(core) != W::digits) return {};  // an HR person
  }
  if (!unit) {
    // weeks; the years; many decades: a unit in the plural alone
    if (t_.word(core) != W::unit || !t_[core].lexeme.plural || (ranged && !some)) return {};
    unit = core;
    phrase.amount = {0, 0, true};
    if (static_cast<Grain>(t_[unit].lexeme.value) < Grain::hour || static_cast<Grain>(t_[unit].lexeme.value) == Grain::quarter) return {};
    if (t_[unit].lexeme.abbreviated || (at && (follows_number(at) || t_[unit].capital))) return {};  // hundreds of years; she is 23 years old; Opening Hours
  }
  phrase.grain = t_.is(unit, "second") ? Grain::second : static_cast<Grain>(t_[unit].lexeme.value);
  if (t_.word(unit) == W::unit && (t_.is(unit, "fortnight") || t_.is(unit, "fortnights"))) phrase.amount.count *= 2;
  phrase.end = unit + 1;
  const bool one = t_.word(core) == W::article && phrase.amount.count == 1 && !phrase.amount.thousandths;
  // a year and a half
  if (t_.word(phrase.end) == W::and_ && t_.word(phrase.end + 1) == W::article && t_.word(phrase.end + 2) == W::half) {
    phrase.amount.thousandths = 500;
    phrase.end += 3;
  }
  // a year or two; a week or so; two years or more
  if (t_.word(phrase.end) == W::or_ && (t_.is(phrase.end + 1, "so") || t_.is(phrase.end + 1, "two") || t_.word(phrase.end + 1) == W::more)) {
    phrase.mod = t_.word(phrase.end + 1) == W::more ? "EQUAL_OR_MORE" : "APPROX";
    phrase.end += 2;
  }
  const std::size_t joined = past_hyphen(phrase.end);
  if (joined > phrase.end && (t_.is(joined, "old") || t_.is(joined, "olds"))) {
    // ages: an 8-year-old. A month-old truce has lasted.
    if (phrase.grain == Grain::year && !one) return {};
    phrase.end = joined + 1;
    return phrase;
  }
  if (joined > phrase.end && t_.is(joined, "long")) phrase.end = joined + 1;
  else if (phrase.grain == Grain::year && t_.is(phrase.end, "old") && phrase.amount.count) return {};  // she is 23 years old
  std::size_t after = past_possessive(phrase.end);
  if (after == phrase.end && joined > phrase.end && (t_.one_of(joined, W::ago, W::earlier))) after = joined;
  const TimeWord direction = t_.word(after);
  const bool back = is_one_of(direction, W::ago, W::earlier) || t_.is(after, "previously");
  const bool forth = is_one_of(direction, W::later, W::hence) || (direction == W::from && t_.is(after, "from") && t_.word(after + 1) == W::now);
  if (ranged) return phrase;
  if (back || forth) {
    phrase.end = after + (direction == W::from ? 2 : 1);
    if (phrase.amount.vague) {
      phrase.kind = TimePhraseKind::reference;
      phrase.literal = back ? "PAST_REF" : "FUTURE_REF";
      return phrase;
    }
    phrase.counted = true;
    phrase.count = back ? -phrase.amount.count : phrase.amount.count;
    if (phrase.grain < Grain::day) return phrase;  // two hours ago: of the day itself
    phrase.kind = TimePhraseKind::relative;
    if (phrase.amount.thousandths && phrase.grain == Grain::year) {
      phrase.grain = Grain::month;
      phrase.count = phrase.count * 12 + (back ? -1 : 1) * phrase.amount.thousandths * 12 / 1000;
    }
    phrase.base = is_one_of(direction, W::ago, W::hence, W::from) ? TimeBase::publication : TimeBase::mentioned;
    phrase.like_mentioned = back && phrase.grain == Grain::year && phrase.amount.count == 1;
    return phrase;
  }
  if (phrase.grain == Grain::quarter && !phrase.amount.vague && (one || t_.word(phrase.end) == W::of || t_.is_glued_mark(unit - 1, '-')))
    return {};  // parts of something
  if (one && is_rate(at)) return {};  // $5 a year
  if (phrase.grain == Grain::weekend && one) return {};
  return phrase;
}

}  // namespace dateline
