#include "common/analysis/dates/grammar.h"

namespace dateline {

// now; currently; the past; the near future; in recent years
std::optional<Phrase> DateGrammar::reference(std::size_t at) const {
  Phrase phrase;
  phrase.begin = at;
  phrase.end = at + 1;
  phrase.kind = PhraseKind::reference;
  switch (t_.word(at)) {
    case Word::now: phrase.literal = "PRESENT_REF"; return phrase;
    case Word::vague_present: phrase.literal = "PRESENT_REF"; return phrase;
    case Word::vague_past: phrase.literal = "PAST_REF"; return phrase;
    case Word::current: phrase.literal = "PRESENT_REF"; return phrase;
    case Word::the: {
      std::size_t noun = at + 1;
      if (t_.is(noun, "near") || t_.is(noun, "foreseeable") || t_.is(noun, "recent") || t_.is(noun, "distant")) ++noun;
      phrase.end = noun + 1;
      if (t_.is(noun, "future")) return phrase.literal = "FUTURE_REF", phrase;
      if (t_.is(noun, "past") && t_.word(noun + 1) != Word::unit && t_.word(noun + 1) != Word::cardinal && t_.word(noun + 1) != Word::digits) return phrase.literal = "PAST_REF", phrase;
      return {};
    }
    default: return {};
  }
}

// A time of day behind a date: Friday morning, yesterday at 5 p.m., March 3 at noon
std::optional<Phrase> DateGrammar::with_time(Phrase date) const {
  if (date.grain != Grain::day || date.part_of_day != PartOfDay::none || date.seconds >= 0 || date.within) return date;
  if (date.kind != PhraseKind::calendar && date.kind != PhraseKind::relative && date.kind != PhraseKind::mentioned) return date;
  if (t_.word(date.end) == Word::part_of_day && !t_.is_mark(date.end - 1, '.')) {
    date.part_of_day = static_cast<PartOfDay>(t_[date.end].lexeme.value);
    ++date.end;
    return date;
  }
  std::size_t begin = past_comma(date.end);
  if (t_.word(begin) == Word::at) ++begin;
  if (t_.word(begin) == Word::about) ++begin;
  if (const Found time = clock(begin)) {
    date.seconds = time->seconds;
    date.with_minutes = time->with_minutes;
    date.with_seconds = time->with_seconds;
    date.end = time->end;
  }
  return date;
}

// A date or time without anything around it.
std::optional<Phrase> DateGrammar::dated(std::size_t at) const {
  if (Found found = time(at)) return found;
  Found date = calendar(at);
  if (!date) date = relative(at);
  if (date) return with_time(*date);
  return {};
}

// early March; the end of 1990; mid-November; earlier this month; later that day; more than two years
std::optional<Phrase> DateGrammar::modified(std::size_t at) const {
  std::size_t core = at;
  if (t_.word(core) == Word::the) ++core;
  std::string_view mod;
  std::size_t inner = core + 1;
  const bool of = t_.word(inner) == Word::of;
  switch (t_.word(core)) {
    case Word::early: mod = "START"; break;
    case Word::late: mod = "END"; break;
    case Word::mid: mod = "MID"; break;
    case Word::middle: if (of) mod = "MID"; break;
    case Word::beginning: if (of) mod = "START"; break;
    case Word::end_of: if (of) mod = "END"; break;
    case Word::earlier: mod = "START"; break;
    case Word::later: mod = "END"; break;
    default: break;
  }
  if (mod.empty()) return {};
  if (of || t_.word(inner) == Word::in) ++inner;
  inner = past_hyphen(inner);
  if (t_.word(core) == Word::earlier || t_.word(core) == Word::later) {
    if (t_.word(inner) == Word::on) return {};
  }
  Found date = dated(inner);
  if (!date || date->kind == PhraseKind::duration || date->kind == PhraseKind::reference || date->seconds >= 0) return {};
  if (date->grain == Grain::day && date->kind == PhraseKind::mentioned && !t_.is(inner, "that") && !t_.is(inner + 1, "same") && !of) return {};
  date->begin = at;
  date->weak = false;
  if (date->mod.empty()) date->mod = mod;
  return date;
}

std::optional<Phrase> DateGrammar::match(std::size_t at) const {
  const Word word = t_.word(at);
  std::size_t core = at;
  std::string_view mod;
  switch (word) {
    case Word::none: {
      if (t_[at].end - t_[at].begin == 1) return named(at);  // Q3
      if (t_.is(at, "its") || t_.is(at, "comparable") || t_.is(at, "their")) {
        Found date = relative(at);
        if (date && date->grain == Grain::quarter) return date;
      }
      if (t_.is(at, "final") || t_.is(at, "latter")) return from_ordinal(at);
      return {};
    }
    case Word::mark:
      if (!t_.is_mark(at, '\'')) return {};
      break;
    case Word::end: case Word::meridiem: case Word::zone: case Word::of: case Word::in: case Word::on: case Word::to: case Word::and_: case Word::or_: case Word::from:
    case Word::between: case Word::for_: case Word::than: case Word::past_verb: case Word::future_verb: case Word::present_verb: case Word::ago: case Word::hence:
    case Word::since: case Word::until: case Word::before: case Word::after: case Word::by: return {};
    case Word::at:  // at least three days, at most
      if (t_.word(at + 1) == Word::least) mod = "EQUAL_OR_MORE", core = at + 2;
      else if (t_.word(at + 1) == Word::most) mod = "EQUAL_OR_LESS", core = at + 2;
      else return {};
      break;
    case Word::more:
    case Word::less:
      if (t_.word(at + 1) != Word::than) return {};
      mod = word == Word::more ? "MORE_THAN" : "LESS_THAN";
      core = at + 2;
      break;
    case Word::over: mod = "MORE_THAN", core = at + 1; break;
    case Word::up:
      if (t_.word(at + 1) != Word::to) return {};
      mod = "EQUAL_OR_LESS", core = at + 2;
      break;
    case Word::within: mod = "EQUAL_OR_LESS", core = at + 1; break;
    case Word::about: mod = "APPROX", core = at + 1; break;
    case Word::nearly: mod = "LESS_THAN", core = at + 1; break;
    case Word::least: case Word::most: return {};
    default: break;
  }
  if (core > at) {
    Found found = counted(core);
    if (!found && word == Word::about) found = dated(core);
    if (!found || (found->kind == PhraseKind::reference && word != Word::about)) return {};
    found->begin = at;
    if (found->mod.empty()) found->mod = mod;
    return found;
  }
  Found best;
  const auto take = [&](Found found) {
    if (found && !found->weak && (!best || found->end > best->end)) best = found;
  };
  take(set(at));
  take(modified(at));
  take(dated(at));
  take(counted(at));
  take(reference(at));
  return best;
}

std::optional<Phrase> DateGrammar::continued(const Phrase& before) const {
  if (before.kind != PhraseKind::calendar || before.holiday >= 0 || before.within) return {};
  std::size_t at = before.end;
  const bool hyphen = t_.is_mark(at, '-') || t_.is_mark(at, '/');
  const Word joint = t_.word(at);
  if (!hyphen && joint != Word::to && joint != Word::and_ && joint != Word::until && joint != Word::or_ && !(t_.is_mark(at, ',') && before.grain == Grain::day)) return {};
  ++at;
  if (t_.is_mark(at - 1, ',') && t_.word(at) == Word::and_) ++at;
  if (t_.word(at) == Word::the) ++at;
  std::size_t end = 0;
  if (before.grain == Grain::day && before.day && before.month) {
    const int day = day_at(at, end);
    if (!day || day <= before.day || day > days_in_month(before.year ? before.year : 2000, before.month)) return {};
    if (t_.word(end) == Word::unit || is_month(end) || t_.is(end, "percent") || t_.is(end, "people") || t_.is(end, "million") || t_.is(end, "of") ) return {};
    if (t_[end].glued && t_.word(end) != Word::mark) return {};
    if (!hyphen && joint != Word::to && joint != Word::until && t_.word(end) == Word::none && !t_[at].glued && t_.word(at) == Word::digits) {
      // "March 3 and 5 others": only where nothing that could be counted follows
      if (!t_[end].capital) return {};
    }
    Phrase phrase = before;
    phrase.begin = at;
    phrase.end = end;
    phrase.day = day;
    phrase.weekday = 0;
    phrase.seconds = -1;
    phrase.part_of_day = PartOfDay::none;
    if (!phrase.year) phrase = with_year(phrase, end);
    return phrase;
  }
  if (before.grain == Grain::year && before.year && (t_.is_mark(at - 1, '-') || t_.is_mark(at - 1, '/')) && t_.word(at) == Word::digits && t_[at].digits == 2 && t_[at].glued) {
    const int year = before.year / 100 * 100 + t_[at].value;
    if (year <= before.year || (t_[at + 1].glued && t_.word(at + 1) != Word::mark)) return {};
    Phrase phrase = before;
    phrase.begin = at;
    phrase.end = at + 1;
    phrase.year = year;
    return phrase;
  }
  return {};
}

}  // namespace dateline
