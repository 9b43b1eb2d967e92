#include "common/analysis/dates/grammar.h"

namespace dateline {

// 10:35 a.m.; 5 p.m. EST; 17:30; noon; midnight; 10 o'clock; 4 in the morning
std::optional<TimePhrase> DateGrammar::clock(std::size_t at) const {
  TimePhrase time;
  time.begin = at;
  time.kind = TimePhraseKind::time;
  if (t_.word(at) == W::point_of_day) {
    time.seconds = t_[at].lexeme.value * 3600;
    time.end = at + 1;
    return time;
  }
  int hour = 0, minute = 0, second = 0;
  std::size_t end = at + 1;
  bool colon = false;
  if (is_number(at) && t_[at].digits <= 2) {
    hour = t_[at].value;
    const bool with_minutes = (t_.is_glued_mark(end, ':') || t_.is_glued_mark(end, '.')) && t_.is_glued_number(end + 1) && t_[end + 1].digits == 2;
    if (with_minutes) {
      colon = t_.is_mark(end, ':');
      minute = t_[end + 1].value;
      time.with_minutes = true;
      end += 2;
      if (colon && t_.is_glued_mark(end, ':') && t_.is_glued_number(end + 1) && t_[end + 1].digits == 2) {
        second = t_[end + 1].value;
        time.with_seconds = true;
        end += 2;
      }
    }
  } else if (t_.word(at) == W::cardinal && t_[at].lexeme.value <= 12) {
    hour = t_[at].lexeme.value;
  } else {
    return {};
  }
  if (hour > 24 || minute > 59 || second > 59) return {};
  bool sure = false;
  if (t_.word(end) == W::meridiem) {
    const bool spelled = t_.text(end).size() > 2 || t_[end].glued || t_.is(end, "pm") || !t_.is(end + 1, "not");
    if (!spelled || hour > 12 || !hour) return {};
    hour = hour % 12 + t_[end].lexeme.value;
    sure = true;
    ++end;
  } else if (t_.is(end, "o") && t_.is_mark(end + 1, '\'') && t_.is(end + 2, "clock")) {
    sure = true;
    end += 3;
  } else if (colon && t_[at].digits >= 1) {
    if (t_.is_glued_mark(end, '.') && t_.is_glued_number(end + 1)) return {};  // a runner's 2:12.5
    const TimeWord after = t_.word(end), before = at ? t_.word(at - 1) : W::at;
    const bool in_part = after == W::in && t_.word(end + 1) == W::the && t_.word(end + 2) == W::part_of_day;
    sure = is_one_of(before, W::at, W::by, W::until, W::before, W::after, W::about, W::since, W::from, W::deictic, W::weekday) ||
           is_one_of(after, W::zone, W::part_of_day) || in_part || t_.is(end, "hours") || t_.size() <= 8;
  }
  if (t_.word(end) == W::in && t_.word(end + 1) == W::the && t_.word(end + 2) == W::part_of_day && hour <= 12) {
    const PartOfDay part = static_cast<PartOfDay>(t_[end + 2].lexeme.value);
    if (!sure && hour < 12 && (part == PartOfDay::afternoon || part == PartOfDay::evening || part == PartOfDay::night)) hour += 12;
    sure = true;
    end += 3;
  }
  if (!sure) return {};
  // EST; Eastern time; local time; GMT
  if (t_.is_mark(end, '(') && t_.word(end + 1) == W::zone && t_.is_mark(end + 2, ')')) {
    end += 3;
  } else if (t_.word(end) == W::zone) {
    const std::size_t noun = t_.is(end + 1, "standard") || t_.is(end + 1, "daylight") ? end + 2 : end + 1;
    if (t_.is(noun, "time")) end = noun + 1;
    else if (t_[end].capital) ++end;
  }
  time.seconds = hour * 3600 + minute * 60 + second;
  time.end = end;
  return time;
}

// A time of day, with its date where one follows: 5 p.m. Friday; noon on March 3; the morning of March 3
std::optional<TimePhrase> DateGrammar::time(std::size_t at) const {
  Found time = clock(at);
  std::size_t end = time ? time->end : at;
  if (!time) {
    std::size_t part = at;
    std::string_view mod;
    if (t_.word(part) == W::the) ++part;
    if (t_.one_of(part, W::early, W::late, W::mid)) {
      mod = t_.word(part) == W::early ? "START" : t_.word(part) == W::late ? "END" : "MID";
      part = past_hyphen(part + 1);
    }
    if (t_.word(part) != W::part_of_day) return {};
    time.emplace();
    time->begin = at;
    time->kind = TimePhraseKind::time;
    time->part_of_day = static_cast<PartOfDay>(t_[part].lexeme.value);
    time->mod = mod;
    time->end = end = part + 1;
    if (t_.is(part, "overnight")) {  // the night that has just passed
      time->kind = TimePhraseKind::relative;
      time->count = -1;
      return time;
    }
  }
  std::size_t date_begin = past_comma(end);
  if (t_.one_of(date_begin, W::on, W::of)) ++date_begin;
  Found date = calendar(date_begin);
  if (!date) date = relative(date_begin);
  if (date && date->grain == Grain::day && date->part_of_day == PartOfDay::none && !date->weak &&
      (date->kind == TimePhraseKind::calendar || date->kind == TimePhraseKind::relative || date->kind == TimePhraseKind::mentioned)) {
    date->begin = at;
    date->seconds = time->seconds;
    date->with_minutes = time->with_minutes;
    date->with_seconds = time->with_seconds;
    date->part_of_day = time->part_of_day;
    if (!time->mod.empty()) date->mod = time->mod;
    return date;
  }
  // A part of the day alone is none: in the morning, at night.
  if (time->part_of_day != PartOfDay::none) return {};
  return time;
}

}  // namespace dateline
