#include "common/analysis/dates/grammar.h"
#include "common/analysis/dates/holidays.h"

namespace dateline {
namespace {

Grain grain_of(const DateToken& token) { return static_cast<Grain>(token.lexeme.value); }

}  // namespace

std::size_t DateGrammar::past_possessive(std::size_t at) const {
  if (!t_.is_glued_mark(at, '\'')) return at;
  return t_.is(at + 1, "s") && t_[at + 1].glued ? at + 2 : at + 1;
}

// today, yesterday, the day before yesterday, tomorrow
std::optional<TimePhrase> DateGrammar::deictic(std::size_t at) const {
  TimePhrase date;
  date.begin = at;
  date.kind = TimePhraseKind::relative;
  if (t_.word(at) == W::deictic) {
    date.end = at + 1;
    date.count = t_[at].lexeme.value;
    return date;
  }
  if (t_.word(at) == W::tonight) {
    date.end = at + 1;
    date.part_of_day = PartOfDay::night;
    return date;
  }
  std::size_t day = at;
  if (t_.word(day) == W::the) ++day;
  if (!t_.is(day, "day")) return {};
  const bool before = t_.word(day + 1) == W::before, after = t_.word(day + 1) == W::after;
  if (!before && !after) return {};
  if (t_.word(day + 2) == W::deictic) {
    date.end = day + 3;
    date.count = t_[day + 2].lexeme.value + (before ? -1 : 1);
    return date;
  }
  return {};
}

// last year; last year's third quarter; recent years; the past hour
std::optional<TimePhrase> DateGrammar::related_unit(TimePhrase date, std::size_t relation, std::size_t unit) const {
  const TimeWord word = t_.word(relation);
  const bool past_too = word == W::this_ && date.count;  // this past year
  date.grain = grain_of(t_[unit]);
  if (t_[unit].lexeme.plural) {
    if (is_one_of(word, W::latest, W::coming, W::past, W::last)) {
      if (date.grain < Grain::day) return {};
      date.kind = TimePhraseKind::reference;
      date.literal = word == W::coming ? "FUTURE_REF" : "PAST_REF";
      return date;
    }
    if (t_.is(unit, "days") && word == W::this_) {
      date.kind = TimePhraseKind::reference;
      date.literal = "PRESENT_REF";
      return date;
    }
    return {};
  }
  if (date.grain < Grain::day) {
    if (date.grain != Grain::hour || is_one_of(word, W::that_, W::this_)) return {};
    date.kind = TimePhraseKind::duration;
    date.amount.count = 1;
    return date;
  }
  if (word == W::past && !past_too) {  // the past year
    date.kind = TimePhraseKind::duration;
    date.amount.count = 1;
    return date;
  }
  if (word == W::latest && date.grain != Grain::quarter && date.grain != Grain::year && date.grain != Grain::week && date.grain != Grain::month) return {};
  // last year's third quarter; this year's first half; next year's summer
  if (date.grain == Grain::year && t_.is_mark(past_hyphen(date.end), '\'') && date.kind == TimePhraseKind::relative) {
    std::size_t inner = past_possessive(date.end);
    if (t_.word(inner) == W::fiscal) ++inner;
    Found part = from_ordinal(inner);
    if (!part) part = named(inner);
    if (part && part->kind == TimePhraseKind::calendar && !part->year) {
      part->begin = date.begin;
      part->year_relative = true;
      part->count = date.count;
      part->base = date.base;
      part->weak = false;
      return part;
    }
    if (t_.is(inner, "quarter") || t_.word(inner) == W::period) {
      date.end = inner + 1;
      date.like_mentioned = true;
    }
  }
  return date;
}

// Behind a relation (`relation` is its token): a unit, a weekday, a month, a season, a holiday, a part of the day, "period".
std::optional<TimePhrase> DateGrammar::related(std::size_t at, std::size_t relation, bool with_the) const {
  const TimeWord word = t_.word(relation);
  std::size_t unit = relation + 1;
  TimePhrase date;
  date.begin = at;
  date.kind = TimePhraseKind::relative;
  bool past_too = false;
  if (word == W::this_ && (t_.one_of(unit, W::past, W::last, W::coming, W::next))) {
    past_too = true;
    date.count = t_.one_of(unit, W::past, W::last) ? -1 : 1;
    ++unit;
  }
  if (t_.one_of(unit, W::fiscal, W::trading, W::full)) ++unit;
  unit = past_hyphen(unit);
  switch (word) {
    case W::last:
    case W::past: date.count = -1, date.side = TimeSide::last; break;
    case W::next: date.count = 1, date.side = TimeSide::next; break;
    case W::coming: date.count = 1, date.side = TimeSide::coming; break;
    case W::this_:
      if (!past_too) date.side = TimeSide::this_one;
      else date.side = date.count < 0 ? TimeSide::last : TimeSide::coming;
      break;
    case W::current: date.side = TimeSide::this_one; break;
    case W::previous: date.count = -1, date.base = TimeBase::mentioned, date.side = TimeSide::last; break;
    case W::following: date.count = 1, date.base = TimeBase::mentioned, date.side = TimeSide::coming; break;
    case W::same:
    case W::that_: date.kind = TimePhraseKind::mentioned, date.base = TimeBase::mentioned; break;
    case W::latest: date.kind = TimePhraseKind::mentioned; break;
    default: return {};
  }
  if (word == W::next && with_the) date.base = TimeBase::mentioned;  // the next day
  date.end = unit + 1;
  switch (t_.word(unit)) {
    case W::unit: return related_unit(date, relation, unit);
    case W::weekday:
      if (is_one_of(word, W::that_, W::latest)) return {};
      date.kind = TimePhraseKind::calendar;
      date.grain = Grain::day;
      date.weekday = t_[unit].lexeme.value;
      if (t_[unit].lexeme.abbreviated && !is_weekday(unit)) return {};
      // "this coming Sunday, March 8"
      if (Found whole = from_weekday(unit); whole && whole->day) {
        whole->begin = at;
        return whole;
      }
      return date;
    case W::month: {
      if (!is_month(unit)) return {};
      Found month = from_month(unit);
      if (!month || word == W::latest) return {};
      month->begin = at;
      if (!month->year && !month->year_relative) month->side = date.side, month->base = date.base;
      return month;
    }
    case W::season: {
      date.kind = TimePhraseKind::calendar;
      date.grain = Grain::season;
      date.part = t_[unit].lexeme.value;
      if (is_one_of(word, W::that_, W::latest)) date.side = TimeSide::open;
      return date;
    }
    case W::part_of_day:
      if (is_one_of(word, W::latest, W::past, W::current)) return {};
      date.grain = Grain::day;
      if (date.kind == TimePhraseKind::relative && word == W::coming) return {};
      date.part_of_day = static_cast<PartOfDay>(t_[unit].lexeme.value);
      return date;
    case W::half:
    case W::ordinal: {
      Found part = from_ordinal(unit);
      if (!part || part->weak || part->year || part->within) return {};
      part->begin = at;
      if (is_one_of(word, W::last, W::next)) {
        part->year_relative = true;
        part->count = date.count;
      }
      return part;
    }
    case W::period:
      if (is_one_of(word, W::latest, W::same, W::previous)) {
        date.kind = TimePhraseKind::mentioned;
        date.grain = Grain::quarter;
        date.like_mentioned = true;
        if (word == W::previous) date.count = -1;
        return date;
      }
      return {};
    case W::holiday_part: {
      const auto holiday = match_holiday(t_, unit);
      if (!holiday) return {};
      date.kind = TimePhraseKind::calendar;
      date.holiday = holiday->holiday;
      date.grain = Grain::day;
      date.end = holiday->end;
      return date;
    }
    default: return {};
  }
}

// the quarter; the week of March 6; year-ago; year-end; the year before
std::optional<TimePhrase> DateGrammar::the_unit(std::size_t at, std::size_t core, bool with_the) const {
  std::size_t unit = core;
  if (t_.word(unit) != W::unit) ++unit;
  if (t_.word(unit) != W::unit || t_[unit].lexeme.plural) return {};
  const Grain grain = grain_of(t_[unit]);
  TimePhrase date;
  date.begin = at;
  date.end = unit + 1;
  date.grain = grain;
  // year-ago, year-earlier [third quarter, quarter, period]
  const std::size_t joined = past_hyphen(unit + 1);
  if (joined > unit + 1 && (t_.one_of(joined, W::ago, W::earlier))) {
    date.kind = TimePhraseKind::relative;
    date.count = -1;
    date.like_mentioned = true;
    date.end = joined + 1;
    if (t_.is(date.end, "quarter") || t_.word(date.end) == W::period) {
      ++date.end;
    } else if (Found part = from_ordinal(date.end); part && !part->year && part->kind == TimePhraseKind::calendar) {
      part->begin = at;
      part->year_relative = true;
      part->count = -1;
      return part;
    }
    return date;
  }
  if (grain == Grain::year) {
    const std::size_t end_word = past_possessive(past_hyphen(unit + 1));
    if (t_.word(end_word) == W::end_of && t_.is(end_word, "end") && (end_word > unit + 1 || !with_the)) {
      date.kind = TimePhraseKind::relative;
      date.mod = "END";
      date.end = end_word + 1;
      return date;
    }
  }
  if (!with_the || grain < Grain::day) return {};
  if (t_.is_glued_mark(unit + 1, '-')) return {};
  if (t_.is(unit + 1, "ended") || t_.is(unit + 1, "ending")) {
    if (grain == Grain::year) {
      date.kind = TimePhraseKind::duration;
      date.amount.count = 1;
      return date;
    }
    if (const Found last = from_month(unit + 2); last && grain == Grain::quarter) {  // the quarter ended Sept. 30
      date.part = (last->month + 2) / 3;
      date.year = last->year;
      return date;
    }
  }
  // the year before, where nothing follows that it could be before
  const TimeWord side = t_.word(unit + 1);
  const TimeWord behind = t_.word(unit + 2);
  if ((is_one_of(side, W::before, W::earlier, W::after)) && (is_one_of(behind, W::mark, W::end))) {
    date.kind = TimePhraseKind::relative;
    date.base = TimeBase::mentioned;
    date.count = side == W::after ? 1 : -1;
    date.end = unit + 2;
    return date;
  }
  date.kind = TimePhraseKind::mentioned;
  date.weak = grain == Grain::day || grain == Grain::century || grain == Grain::decade;  // the day is any day
  // the week of March 6; the year ended Sept. 30
  if (grain == Grain::week && t_.word(unit + 1) == W::of) {
    std::size_t day = unit + 2;
    Found of_day = from_month(day);
    if (!of_day) of_day = from_day(day);
    if (of_day && of_day->day) {
      of_day->begin = at;
      of_day->grain = Grain::week;
      return of_day;
    }
  }
  return date;
}

// last year; the following month; the quarter; today
std::optional<TimePhrase> DateGrammar::relative(std::size_t at) const {
  if (Found day = deictic(at)) return day;
  if (Found spoken = year(at)) return spoken;
  std::size_t core = at;
  const bool owned = t_.is(core, "its") || t_.is(core, "their") || t_.is(core, "his") || t_.is(core, "her") || t_.is(core, "our");
  const bool with_the = owned || t_.word(core) == W::the;
  if (with_the) ++core;
  if (t_.is(core, "comparable") || t_.is(core, "corresponding")) ++core;
  switch (t_.word(core)) {
    case W::last: case W::past: case W::next: case W::coming: case W::previous: case W::following: case W::same: case W::current: case W::latest:
    case W::this_: case W::that_: {
      std::size_t relation = core;
      if (t_.word(core) == W::last) {  // the last week of July
        if (Found date = from_ordinal(core); date && date->within) {
          date->begin = at;
          return date;
        }
      }
      if (t_.word(core) == W::that_ && t_.word(core + 1) == W::same) ++relation;
      if (Found date = related(at, relation, with_the)) return date;
      if (t_.word(core) == W::last && with_the) {
        if (Found date = from_ordinal(core)) {
          date->begin = at;
          return date;
        }
      }
      return {};
    }
    case W::fiscal: case W::full: case W::trading: case W::unit: return the_unit(at, core, with_the);
    default: break;
  }
  if (!with_the) return {};
  // the 1988 period; the third quarter
  Found date = calendar(core);
  if (!date) return {};
  date->begin = at;
  if (date->grain == Grain::year && date->kind == TimePhraseKind::calendar && (t_.word(date->end) == W::period || t_.is(date->end, "quarter"))) {
    ++date->end;
    date->like_mentioned = true;
  } else if (date->grain == Grain::year && date->kind == TimePhraseKind::calendar && date->begin + 2 == date->end) {
    return {};  // the 2024 election: the year by itself
  }
  return date;
}

}  // namespace dateline
