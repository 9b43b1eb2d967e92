#include "common/analysis/dates/grammar.h"

namespace dateline {

// now; currently; the past; the near future; in recent years
std::optional<TimePhrase> DateGrammar::reference(std::size_t at) const {
  TimePhrase phrase;
  phrase.begin = at;
  phrase.end = at + 1;
  phrase.kind = TimePhraseKind::reference;
  switch (t_.word(at)) {
    case W::now: phrase.literal = "PRESENT_REF"; return phrase;
    case W::vague_present: phrase.literal = "PRESENT_REF"; return phrase;
    case W::vague_past: phrase.literal = "PAST_REF"; return phrase;
    case W::current: phrase.literal = "PRESENT_REF"; return phrase;
    case W::the: {
      std::size_t noun = at + 1;
      if (t_.is(noun, "near") || t_.is(noun, "foreseeable") || t_.is(noun, "recent") || t_.is(noun, "distant")) ++noun;
      phrase.end = noun + 1;
      if (t_.is(noun, "future")) return phrase.literal = "FUTURE_REF", phrase;
      if (t_.is(noun, "past") && !t_.one_of(noun + 1, W::unit, W::cardinal, W::digits)) return phrase.literal = "PAST_REF", phrase;
      return {};
    }
    default: return {};
  }
}

// A time of day behind a date: Friday morning, yesterday at 5 p.m., March 3 at noon
std::optional<TimePhrase> DateGrammar::with_time(TimePhrase date) const {
  if (date.grain != Grain::day || date.part_of_day != PartOfDay::none || date.seconds >= 0 || date.within) return date;
  if (date.kind != TimePhraseKind::calendar && date.kind != TimePhraseKind::relative && date.kind != TimePhraseKind::mentioned) return date;
  if (t_.word(date.end) == W::part_of_day && !t_.is_mark(date.end - 1, '.')) {
    date.part_of_day = static_cast<PartOfDay>(t_[date.end].lexeme.value);
    ++date.end;
    return date;
  }
  std::size_t begin = past_comma(date.end);
  if (t_.word(begin) == W::at) ++begin;
  if (t_.word(begin) == W::about) ++begin;
  if (const Found time = clock(begin)) {
    date.seconds = time->seconds;
    date.with_minutes = time->with_minutes;
    date.with_seconds = time->with_seconds;
    date.end = time->end;
  }
  return date;
}

// A date or time without anything around it.
std::optional<TimePhrase> DateGrammar::dated(std::size_t at) const {
  if (Found found = time(at)) return found;
  Found date = calendar(at);
  if (!date) date = relative(at);
  if (date) return with_time(*date);
  return {};
}

// early March; the end of 1990; mid-November; earlier this month; later that day; more than two years
std::optional<TimePhrase> DateGrammar::modified(std::size_t at) const {
  std::size_t core = at;
  if (t_.word(core) == W::the) ++core;
  std::string_view mod;
  std::size_t inner = core + 1;
  const bool of = t_.word(inner) == W::of;
  switch (t_.word(core)) {
    case W::early: mod = "START"; break;
    case W::late: mod = "END"; break;
    case W::mid: mod = "MID"; break;
    case W::middle: if (of) mod = "MID"; break;
    case W::beginning: if (of) mod = "START"; break;
    case W::end_of: if (of) mod = "END"; break;
    case W::earlier: mod = "START"; break;
    case W::later: mod = "END"; break;
    default: break;
  }
  if (mod.empty()) return {};
  if (of || t_.word(inner) == W::in) ++inner;
  inner = past_hyphen(inner);
  if (t_.one_of(core, W::earlier, W::later)) {
    if (t_.word(inner) == W::on) return {};
  }
  Found date = dated(inner);
  if (!date || date->kind == TimePhraseKind::duration || date->kind == TimePhraseKind::reference || date->seconds >= 0) return {};
  if (date->grain == Grain::day && date->kind == TimePhraseKind::mentioned && !t_.is(inner, "that") && !t_.is(inner + 1, "same") && !of) return {};
  date->begin = at;
  date->weak = false;
  if (date->mod.empty()) date->mod = mod;
  date->up_to_now = t_.one_of(core, W::earlier, W::later);
  return date;
}

// What is compared or estimated: more than two years, at least 30 days, nearly an hour, about noon
std::optional<TimePhrase> DateGrammar::measured(std::size_t at) const {
  const TimeWord word = t_.word(at);
  std::string_view mod;
  std::size_t core = at + 1;
  switch (word) {
    case W::at:
      if (!t_.one_of(core, W::least, W::most)) return {};
      mod = t_.word(core++) == W::least ? "EQUAL_OR_MORE" : "EQUAL_OR_LESS";
      break;
    case W::more:
    case W::less:
      if (t_.word(core++) != W::than) return {};
      mod = word == W::more ? "MORE_THAN" : "LESS_THAN";
      break;
    case W::over:  // over an hour; not over the years
      if (t_.one_of(core, W::the, W::unit, W::vague)) return {};
      mod = "MORE_THAN";
      break;
    case W::up:
      if (t_.word(core++) != W::to) return {};
      mod = "EQUAL_OR_LESS";
      break;
    case W::within: mod = "EQUAL_OR_LESS"; break;
    case W::about: mod = "APPROX"; break;
    case W::nearly: mod = "LESS_THAN"; break;
    default: return {};
  }
  Found found = counted(core);
  if (!found && word == W::about) found = dated(core);
  if (!found || (found->kind == TimePhraseKind::reference && word != W::about)) return {};
  found->begin = at;
  if (found->mod.empty()) found->mod = mod;
  return found;
}

std::optional<TimePhrase> DateGrammar::match_english(std::size_t at) const {
  switch (t_.word(at)) {
    case W::none:
      if (t_[at].end - t_[at].begin == 1) return named(at);  // Q3
      if (t_.is(at, "its") || t_.is(at, "comparable") || t_.is(at, "their")) {
        Found date = relative(at);
        if (date && date->grain == Grain::quarter) return date;
      }
      if (t_.is(at, "final") || t_.is(at, "latter")) return from_ordinal(at);
      return {};
    case W::mark:
      if (!t_.is_mark(at, '\'')) return {};
      break;
    case W::at: case W::more: case W::less: case W::over: case W::up: case W::within: case W::about: case W::nearly:
      return measured(at);
    // What nothing begins with; the rest would find that out more slowly.
    case W::end: case W::meridiem: case W::zone: case W::of: case W::in: case W::on: case W::to: case W::and_:
    case W::or_: case W::from: case W::between: case W::for_: case W::than: case W::past_verb: case W::future_verb:
    case W::present_verb: case W::ago: case W::hence: case W::since: case W::until: case W::before: case W::after:
    case W::by: case W::least: case W::most:
      return {};
    default: break;
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

void DateGrammar::complete(TimePhrase& first) const {
  if (first.kind != TimePhraseKind::calendar || first.year || first.year_relative || !first.month) return;
  if (first.day) {
    if (const Found second = continued(first)) first.year = second->year;
  }
  if (!english_ || first.year || first.side != TimeSide::open || !is_joint(first.end)) return;
  const Found second = match_english(first.end + 1);
  if (second && second->kind == TimePhraseKind::calendar && second->month && second->year) first.year = second->year - (second->month < first.month);
}

std::optional<TimePhrase> DateGrammar::continued(const TimePhrase& before) const {
  if (before.kind != TimePhraseKind::calendar || before.holiday >= 0 || before.within) return {};
  std::size_t at = before.end;
  const bool hyphen = t_.is_mark(at, '-') || t_.is_mark(at, '/');
  const TimeWord joint = t_.word(at);
  if (!hyphen && !is_one_of(joint, W::to, W::and_, W::until, W::or_) && !(t_.is_mark(at, ',') && before.grain == Grain::day)) return {};
  ++at;
  if (t_.is_mark(at - 1, ',') && t_.word(at) == W::and_) ++at;
  if (t_.word(at) == W::the) ++at;
  std::size_t end = 0;
  if (before.grain == Grain::day && before.day && before.month) {
    const int day = day_at(at, end);
    if (!day || day <= before.day || day > days_in_month(before.year ? before.year : 2000, before.month)) return {};
    if (t_.one_of(end, W::unit, W::of) || is_month(end) || t_.is(end, "percent") || t_.is(end, "people") || t_.is(end, "million")) return {};
    if (t_[end].glued && t_.word(end) != W::mark) return {};
    // "March 3 and 5 others": only where nothing that could be counted follows
    const bool listed = !hyphen && joint != W::to && joint != W::until;
    if (listed && t_.word(at) == W::digits && t_.word(end) == W::none && !t_[end].capital) return {};
    TimePhrase phrase = before;
    phrase.begin = at;
    phrase.end = end;
    phrase.day = day;
    phrase.weekday = 0;
    phrase.seconds = -1;
    phrase.part_of_day = PartOfDay::none;
    if (const TimePhrase whole = with_year(phrase, end); whole.end > end) return whole;
    return phrase;
  }
  if (before.grain == Grain::year && before.year && hyphen && t_.is_glued_number(at) && t_[at].digits == 2) {
    const int year = before.year / 100 * 100 + t_[at].value;
    if (year <= before.year || (t_[at + 1].glued && t_.word(at + 1) != W::mark)) return {};
    TimePhrase phrase = before;
    phrase.begin = at;
    phrase.end = at + 1;
    phrase.year = year;
    return phrase;
  }
  return {};
}

}  // namespace dateline
