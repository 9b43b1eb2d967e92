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
std::optional<Phrase> DateGrammar::deictic(std::size_t at) const {
  Phrase date;
  date.begin = at;
  date.kind = PhraseKind::relative;
  if (t_.word(at) == Word::deictic) {
    date.end = at + 1;
    date.count = t_[at].lexeme.value;
    return date;
  }
  if (t_.word(at) == Word::tonight) {
    date.end = at + 1;
    date.part_of_day = PartOfDay::night;
    return date;
  }
  std::size_t day = at;
  if (t_.word(day) == Word::the) ++day;
  if (!t_.is(day, "day")) return {};
  const bool before = t_.word(day + 1) == Word::before, after = t_.word(day + 1) == Word::after;
  if (!before && !after) return {};
  if (t_.word(day + 2) == Word::deictic) {
    date.end = day + 3;
    date.count = t_[day + 2].lexeme.value + (before ? -1 : 1);
    return date;
  }
  return {};
}

// Behind a relation (`relation` is its token): a unit, a weekday, a month, a season, a holiday, a part of the day, "period".
std::optional<Phrase> DateGrammar::related(std::size_t at, std::size_t relation, bool with_the) const {
  const Word word = t_.word(relation);
  std::size_t unit = relation + 1;
  Phrase date;
  date.begin = at;
  date.kind = PhraseKind::relative;
  bool past_too = false;
  if (word == Word::this_ && (t_.word(unit) == Word::past || t_.word(unit) == Word::last || t_.word(unit) == Word::coming || t_.word(unit) == Word::next)) {
    past_too = true;
    date.count = t_.word(unit) == Word::past || t_.word(unit) == Word::last ? -1 : 1;
    ++unit;
  }
  if (t_.word(unit) == Word::fiscal) {
    date.fiscal = true;
    ++unit;
  } else if (t_.word(unit) == Word::trading || t_.word(unit) == Word::full) {
    ++unit;
  }
  unit = past_hyphen(unit);
  switch (word) {
    case Word::last:
    case Word::past: date.count = -1, date.side = Side::last; break;
    case Word::next: date.count = 1, date.side = Side::next; break;
    case Word::coming: date.count = 1, date.side = Side::coming; break;
    case Word::this_:
      if (!past_too) date.side = Side::this_one;
      else date.side = date.count < 0 ? Side::last : Side::coming;
      break;
    case Word::current: date.side = Side::this_one; break;
    case Word::previous: date.count = -1, date.base = Base::mentioned, date.side = Side::last; break;
    case Word::following: date.count = 1, date.base = Base::mentioned, date.side = Side::coming; break;
    case Word::same:
    case Word::that_: date.kind = PhraseKind::mentioned, date.base = Base::mentioned; break;
    case Word::latest: date.kind = PhraseKind::mentioned; break;
    default: return {};
  }
  if (word == Word::next && with_the) date.base = Base::mentioned;  // the next day
  date.end = unit + 1;
  switch (t_.word(unit)) {
    case Word::unit: {
      date.grain = grain_of(t_[unit]);
      if (t_[unit].lexeme.plural) {
        if (word == Word::latest || word == Word::coming || word == Word::past || word == Word::last) {
          if (date.grain < Grain::day) return {};
          date.kind = PhraseKind::reference;
          date.literal = word == Word::coming ? "FUTURE_REF" : "PAST_REF";
          return date;
        }
        if (t_.is(unit, "days") && word == Word::this_) {
          date.kind = PhraseKind::reference;
          date.literal = "PRESENT_REF";
          return date;
        }
        return {};
      }
      if (date.grain < Grain::day) {
        if (date.grain != Grain::hour || word == Word::that_ || word == Word::this_) return {};
        date.kind = PhraseKind::duration;
        date.amount.count = 1;
        return date;
      }
      if (word == Word::past && !past_too) {  // the past year
        date.kind = PhraseKind::duration;
        date.amount.count = 1;
        date.mod = "";
        return date;
      }
      if (word == Word::latest && date.grain != Grain::quarter && date.grain != Grain::year && date.grain != Grain::week && date.grain != Grain::month) return {};
      // last year's third quarter; this year's first half; next year's summer
      if (date.grain == Grain::year && t_.is_mark(past_hyphen(date.end), '\'') && date.kind == PhraseKind::relative) {
        std::size_t inner = past_possessive(date.end);
        if (t_.word(inner) == Word::fiscal) ++inner;
        Found part = from_ordinal(inner);
        if (!part) part = named(inner);
        if (part && part->kind == PhraseKind::calendar && !part->year) {
          part->begin = at;
          part->year_relative = true;
          part->count = date.count;
          part->base = date.base;
          part->weak = false;
          return part;
        }
        if (t_.is(inner, "quarter") || t_.word(inner) == Word::period) {
          date.end = inner + 1;
          date.like_mentioned = true;
        }
      }
      return date;
    }
    case Word::weekday:
      if (word == Word::that_ || word == Word::latest) return {};
      date.kind = PhraseKind::calendar;
      date.grain = Grain::day;
      date.weekday = t_[unit].lexeme.value;
      if (t_[unit].lexeme.abbreviated && !is_weekday(unit)) return {};
      // "this coming Sunday, March 8"
      if (Found whole = from_weekday(unit); whole && whole->day) {
        whole->begin = at;
        return whole;
      }
      return date;
    case Word::month: {
      if (!is_month(unit)) return {};
      Found month = from_month(unit);
      if (!month || word == Word::latest) return {};
      month->begin = at;
      if (!month->year && !month->year_relative) month->side = date.side, month->base = date.base;
      return month;
    }
    case Word::season: {
      date.kind = PhraseKind::calendar;
      date.grain = Grain::season;
      date.part = t_[unit].lexeme.value;
      if (word == Word::that_ || word == Word::latest) date.side = Side::open;
      return date;
    }
    case Word::part_of_day:
      if (word == Word::latest || word == Word::past || word == Word::current) return {};
      date.grain = Grain::day;
      if (date.kind == PhraseKind::relative && word == Word::coming) return {};
      date.part_of_day = static_cast<PartOfDay>(t_[unit].lexeme.value);
      return date;
    case Word::half:
    case Word::ordinal: {
      Found part = from_ordinal(unit);
      if (!part || part->weak || part->year || part->within) return {};
      part->begin = at;
      if (word == Word::last || word == Word::next) {
        part->year_relative = true;
        part->count = date.count;
      }
      return part;
    }
    case Word::period:
      if (word == Word::latest || word == Word::same || word == Word::previous) {
        date.kind = PhraseKind::mentioned;
        date.grain = Grain::quarter;
        date.like_mentioned = true;
        if (word == Word::previous) date.count = -1;
        return date;
      }
      return {};
    case Word::holiday_part: {
      const auto holiday = match_holiday(t_, unit);
      if (!holiday) return {};
      date.kind = PhraseKind::calendar;
      date.holiday = holiday->holiday;
      date.grain = Grain::day;
      date.end = holiday->end;
      return date;
    }
    default: return {};
  }
}

// last year; the following month; the quarter; the year-ago quarter; year-earlier; year-end
std::optional<Phrase> DateGrammar::relative(std::size_t at) const {
  if (Found day = deictic(at)) return day;
  if (Found spoken = year(at)) return spoken;
  std::size_t core = at;
  const bool with_the = t_.word(core) == Word::the || t_.is(core, "its") || t_.is(core, "their") || t_.is(core, "his") || t_.is(core, "her") || t_.is(core, "our");
  if (with_the) ++core;
  if (t_.is(core, "comparable") || t_.is(core, "corresponding")) ++core;
  switch (t_.word(core)) {
    case Word::last: case Word::past: case Word::next: case Word::coming: case Word::previous: case Word::following: case Word::same: case Word::current: case Word::latest:
    case Word::this_: case Word::that_: {
      std::size_t relation = core;
      if (t_.word(core) == Word::that_ && t_.word(core + 1) == Word::same) ++relation;
      if (Found date = related(at, relation, with_the)) return date;
      if (t_.word(core) == Word::last && with_the) {
        if (Found date = from_ordinal(core)) {
          date->begin = at;
          return date;
        }
      }
      return {};
    }
    case Word::fiscal:
    case Word::full:
    case Word::trading:
    case Word::unit: {
      std::size_t unit = core;
      const bool fiscal = t_.word(unit) == Word::fiscal;
      if (t_.word(unit) != Word::unit) ++unit;
      if (t_.word(unit) != Word::unit || t_[unit].lexeme.plural) return {};
      const Grain grain = grain_of(t_[unit]);
      Phrase date;
      date.begin = at;
      date.end = unit + 1;
      date.grain = grain;
      // year-ago, year-earlier [third quarter, quarter, period]
      const std::size_t joined = past_hyphen(unit + 1);
      if (joined > unit + 1 && (t_.word(joined) == Word::ago || t_.word(joined) == Word::earlier)) {
        date.kind = PhraseKind::relative;
        date.count = -1;
        date.like_mentioned = true;
        date.end = joined + 1;
        if (t_.is(date.end, "quarter") || t_.word(date.end) == Word::period) {
          ++date.end;
        } else if (Found part = from_ordinal(date.end); part && !part->year && part->kind == PhraseKind::calendar) {
          part->begin = at;
          part->year_relative = true;
          part->count = -1;
          return part;
        }
        return date;
      }
      if (grain == Grain::year) {
        const std::size_t end_word = past_possessive(past_hyphen(unit + 1));
        if (t_.word(end_word) == Word::end_of && t_.is(end_word, "end") && (end_word > unit + 1 || !with_the)) {
          date.kind = PhraseKind::relative;
          date.mod = "END";
          date.end = end_word + 1;
          return date;
        }
      }
      if (!with_the || grain < Grain::day) return {};
      if (t_.is_glued_mark(unit + 1, '-')) return {};
      if (grain == Grain::year && (t_.is(unit + 1, "ended") || t_.is(unit + 1, "ending"))) {
        date.kind = PhraseKind::duration;
        date.amount.count = 1;
        return date;
      }
      date.kind = PhraseKind::mentioned;
      date.fiscal = fiscal;
      if (grain == Grain::day || grain == Grain::century || grain == Grain::decade) date.weak = true;
      // the week of March 6; the year ended Sept. 30
      if (grain == Grain::week && t_.word(unit + 1) == Word::of) {
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
    default: break;
  }
  if (!with_the) return {};
  // the 1988 period; the third quarter
  Found date = calendar(core);
  if (!date) return {};
  date->begin = at;
  if (date->grain == Grain::year && date->kind == PhraseKind::calendar && (t_.word(date->end) == Word::period || t_.is(date->end, "quarter"))) {
    ++date->end;
    date->like_mentioned = true;
  }
  return date;
}

}  // namespace dateline
