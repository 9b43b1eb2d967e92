#include "common/analysis/dates/grammar.h"

namespace dateline {
namespace {

constexpr std::int64_t kMostCount = 1'000'000'000;

}  // namespace

// 20; 1,500; 3.5; 2 1/2; 1/2
std::optional<DateGrammar::Counted> DateGrammar::digits_amount(std::size_t at) const {
  if (!is_number(at)) return {};
  Counted counted{{t_[at].value, 0, false}, at + 1};
  const auto digits_behind = [&](std::size_t mark) { return t_[mark].glued && t_.word(mark + 1) == Word::digits && t_[mark + 1].glued; };
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
    return t_.word(top) == Word::digits && t_[top].digits == 1 && t_.is_glued_mark(top + 1, '/') && t_.word(top + 2) == Word::digits && t_[top + 2].digits == 1 && t_[top + 2].value > t_[top].value;
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
  if (t_.word(end) == Word::another) return Counted{{1, 0, false}, end + 1};
  const bool article = t_.word(end) == Word::article;
  if (article) ++end;
  switch (t_.word(end)) {
    case Word::vague: {
      ++end;
      if (t_.word(end) == Word::of) ++end;
      if (t_.word(end) == Word::the) ++end;
      return Counted{{0, 0, true}, end};
    }
    case Word::couple:
      ++end;
      if (t_.word(end) == Word::of) ++end;
      if (t_.word(end) == Word::the) ++end;
      return Counted{{2, 0, false}, end};
    case Word::half: {
      if (article) ++end;
      else end += t_.word(end + 1) == Word::article ? 2 : 1;
      end = past_hyphen(end);
      return Counted{{0, 500, false}, end};
    }
    default: break;
  }
  if (article) {
    if (t_.word(end) != Word::multiplier && !t_.is(end, "dozen")) return Counted{{1, 0, false}, end};
  }
  std::int64_t total = 0, group = 0;
  bool any = false;
  for (std::size_t taken = 0; taken < 8; ++taken) {
    std::size_t part = any ? past_hyphen(end) : end;
    if (any && t_.word(part) == Word::and_ && (t_.word(part + 1) == Word::cardinal || t_.word(part + 1) == Word::tens) && group % 100 == 0 && group) ++part;
    const int value = t_[part].lexeme.value;
    if (t_.word(part) == Word::cardinal && group % 10 == 0 && (group % 100 == 0 || value < 10)) group += value;
    else if (t_.word(part) == Word::tens && group % 100 == 0) group += value;
    else if (t_.word(part) == Word::multiplier && value == 100 && group < 100) group = (group ? group : 1) * 100;
    else if (t_.word(part) == Word::multiplier && value == 1000 && group < 1000 && !total) total = (group ? group : 1) * 1000, group = 0;
    else break;
    any = true;
    end = part + 1;
  }
  if (!any) return {};
  Counted counted{{total + group, 0, false}, end};
  if (t_.word(end) == Word::and_ && t_.word(end + 1) == Word::article && t_.word(end + 2) == Word::half) {
    counted.amount.thousandths = 500;
    counted.end = past_hyphen(end + 3);
  }
  return counted;
}

std::optional<DateGrammar::Counted> DateGrammar::amount(std::size_t at) const {
  std::optional<Counted> first = t_.word(at) == Word::digits ? digits_amount(at) : words_amount(at);
  if (!first) return {};
  // two or three; 12 to 18; 5-10
  std::size_t second = first->end;
  if (t_.word(second) == Word::to || t_.word(second) == Word::or_ || (t_.is_mark(second, '-') && t_.word(second + 1) == Word::digits) ) {
    ++second;
    const std::optional<Counted> other = t_.word(second) == Word::digits ? digits_amount(second) : words_amount(second);
    if (other && t_.word(second) != Word::article && !other->amount.vague && unit_at(other->end)) return Counted{first->amount, other->end};
  }
  return first;
}

// The token of the unit, perhaps behind "more", "trading" or a hyphen; 0: none.
std::size_t DateGrammar::unit_at(std::size_t at) const {
  std::size_t unit = past_hyphen(at);
  for (int words = 0; words < 2; ++words) {
    const Word word = t_.word(unit);
    if (word == Word::trading || word == Word::fiscal || word == Word::more || word == Word::full) unit = past_hyphen(unit + 1);
  }
  if (t_.word(unit) == Word::unit) return unit;
  return t_.is(unit, "second") && unit > at && t_.is_mark(unit - 1, '-') ? unit : 0;  // a 30-second spot
}

bool DateGrammar::follows_number(std::size_t at) const {
  const Word before = t_.word(at - 1);
  return before == Word::digits || before == Word::cardinal || before == Word::tens || before == Word::multiplier || before == Word::of || t_.is_glued_mark(at, '-');
}

// $5 a year; 3 percent a month; twice a week
bool DateGrammar::is_rate(std::size_t at) const {
  if (!at) return false;
  switch (t_.word(at - 1)) {
    case Word::digits:
    case Word::cardinal:
    case Word::multiplier: return true;
    case Word::mark: return t_.is_mark(at - 1, '%');
    case Word::unit:
    case Word::none:
      if (at >= 2 && (t_.word(at - 2) == Word::digits || t_.word(at - 2) == Word::cardinal || t_.word(at - 2) == Word::multiplier)) return true;
      break;
    default: break;
  }
  for (const std::string_view word : {"percent", "dollars", "million", "billion", "once", "twice", "times", "cents", "pounds", "euros", "barrels", "tons", "points", "share"})
    if (t_.is(at - 1, word)) return true;
  return false;
}

// every day; each Thursday; daily; once a week; every two weeks
std::optional<Phrase> DateGrammar::set(std::size_t at) const {
  Phrase phrase;
  phrase.begin = at;
  phrase.kind = PhraseKind::set;
  phrase.amount.count = 1;
  if (t_.word(at) == Word::adverb_set) {
    phrase.grain = static_cast<Grain>(t_[at].lexeme.value);
    phrase.end = at + 1;
    const bool adjective = phrase.grain == Grain::quarter && t_.word(at + 1) == Word::none;  // a quarterly dividend
    return adjective ? std::nullopt : std::optional(phrase);
  }
  std::size_t unit = at + 1;
  if (t_.word(at) == Word::each) {
    if (t_.is(at, "per") && t_.word(unit) != Word::unit) return {};
    if (t_.word(unit) == Word::of || t_.is(unit, "other")) {
      if (t_.is(unit, "other")) phrase.amount.count = 2;
      ++unit;
      if (t_.word(unit) == Word::the) ++unit;
      if (t_.word(unit) == Word::past || t_.word(unit) == Word::last || t_.word(unit) == Word::next) ++unit;
    }
    if (const auto number = amount(unit); number && unit_at(number->end) && t_.word(unit) != Word::article) {
      phrase.amount = number->amount;
      unit = unit_at(number->end);
    } else if (const auto ordinal = t_.word(unit) == Word::ordinal ? t_[unit].lexeme.value : 0; ordinal && t_.word(unit + 1) == Word::unit) {
      phrase.amount.count = ordinal;
      ++unit;
    }
  } else {
    return {};
  }
  if (t_.word(unit) == Word::full || t_.word(unit) == Word::trading) ++unit;
  phrase.end = unit + 1;
  switch (t_.word(unit)) {
    case Word::unit: phrase.grain = static_cast<Grain>(t_[unit].lexeme.value); return phrase;
    case Word::weekday:
      phrase.weekday = t_[unit].lexeme.value;
      if (t_.word(phrase.end) == Word::part_of_day) phrase.part_of_day = static_cast<PartOfDay>(t_[phrase.end++].lexeme.value);
      return phrase;
    case Word::month: phrase.month = t_[unit].lexeme.value; return phrase;
    case Word::season:
      phrase.grain = Grain::season;
      phrase.part = t_[unit].lexeme.value;
      return phrase;
    case Word::part_of_day:
      phrase.part_of_day = static_cast<PartOfDay>(t_[unit].lexeme.value);
      return phrase;
    default: return {};
  }
}

// three days; two weeks ago; a year earlier; the past three months; the first nine months; a 10-year plan; years
std::optional<Phrase> DateGrammar::counted(std::size_t at) const {
  Phrase phrase;
  phrase.begin = at;
  phrase.kind = PhraseKind::duration;
  std::size_t core = at;
  const bool with_the = t_.word(core) == Word::the;
  if (with_the) ++core;
  const bool some = t_.word(core) == Word::this_ || t_.word(core) == Word::that_;  // these three days
  if (some) ++core;
  bool ranged = some;
  switch (t_.word(core)) {
    case Word::last: case Word::past: case Word::next: case Word::coming: case Word::following: case Word::previous: case Word::ordinal: case Word::latest:
      if (t_.word(core) == Word::ordinal && t_[core].lexeme.value != 1) break;
      ranged = true;
      if (t_.word(core) == Word::last || t_.word(core) == Word::past) phrase.side = Side::last;
      if (t_.word(core) == Word::next || t_.word(core) == Word::coming) phrase.side = Side::next;
      ++core;
      break;
    default: break;
  }
  std::size_t unit = 0;
  if (const auto number = amount(core)) {
    unit = unit_at(number->end);
    if (ranged && t_.word(core) == Word::article && t_.word(core + 1) == Word::unit) return {};
    phrase.amount = number->amount;
  }
  if (!unit) {
    // weeks; the years; many decades: a unit in the plural alone
    if (t_.word(core) != Word::unit || !t_[core].lexeme.plural || (ranged && !some)) return {};
    unit = core;
    phrase.amount = {0, 0, true};
    if (static_cast<Grain>(t_[unit].lexeme.value) < Grain::hour || static_cast<Grain>(t_[unit].lexeme.value) == Grain::quarter) return {};
    if (at && follows_number(at)) return {};  // hundreds of years; she is 23 years old
  }
  phrase.grain = t_.is(unit, "second") ? Grain::second : static_cast<Grain>(t_[unit].lexeme.value);
  if (t_.word(unit) == Word::unit && (t_.is(unit, "fortnight") || t_.is(unit, "fortnights"))) phrase.amount.count *= 2;
  phrase.end = unit + 1;
  const bool one = t_.word(core) == Word::article && phrase.amount.count == 1 && !phrase.amount.thousandths;
  // a year and a half
  if (t_.word(phrase.end) == Word::and_ && t_.word(phrase.end + 1) == Word::article && t_.word(phrase.end + 2) == Word::half) {
    phrase.amount.thousandths = 500;
    phrase.end += 3;
  }
  // a year or two; a week or so; two years or more
  if (t_.word(phrase.end) == Word::or_ && (t_.is(phrase.end + 1, "so") || t_.is(phrase.end + 1, "two") || t_.word(phrase.end + 1) == Word::more)) {
    phrase.mod = t_.word(phrase.end + 1) == Word::more ? "EQUAL_OR_MORE" : "APPROX";
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
  if (after == phrase.end && joined > phrase.end && (t_.word(joined) == Word::ago || t_.word(joined) == Word::earlier)) after = joined;
  const Word direction = t_.word(after);
  const bool back = direction == Word::ago || direction == Word::earlier || t_.is(after, "previously");
  const bool forth = direction == Word::later || direction == Word::hence || (direction == Word::from && t_.is(after, "from") && t_.word(after + 1) == Word::now);
  if (ranged) return phrase;
  if (back || forth) {
    phrase.end = after + (direction == Word::from ? 2 : 1);
    if (phrase.amount.vague) {
      phrase.kind = PhraseKind::reference;
      phrase.literal = back ? "PAST_REF" : "FUTURE_REF";
      return phrase;
    }
    if (phrase.grain < Grain::day) {
      return phrase;  // two hours ago: of the day itself
    }
    phrase.kind = PhraseKind::relative;
    phrase.count = back ? -phrase.amount.count : phrase.amount.count;
    if (phrase.amount.thousandths && phrase.grain == Grain::year) {
      phrase.grain = Grain::month;
      phrase.count = phrase.count * 12 + (back ? -1 : 1) * phrase.amount.thousandths * 12 / 1000;
    }
    phrase.base = direction == Word::ago || direction == Word::hence || direction == Word::from ? Base::publication : Base::mentioned;
    phrase.like_mentioned = back && phrase.grain == Grain::year && phrase.amount.count == 1;
    return phrase;
  }
  if (phrase.grain == Grain::quarter && !phrase.amount.vague && (one || t_.word(phrase.end) == Word::of || t_.is_glued_mark(unit - 1, '-'))) return {};  // parts of something
  if (one && is_rate(at)) return {};  // $5 a year
  if (phrase.grain == Grain::weekend && one) return {};
  return phrase;
}

}  // namespace dateline
