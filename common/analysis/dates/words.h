// The words that expressions of time are made of, and those that tell the tense around them.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

enum class TimeWord : std::uint8_t {
  none,
  end,      // behind the last token
  mark,     // one character of punctuation: `value`
  digits,   // `value`, saturated
  cardinal, tens, multiplier, ordinal,  // one .. nineteen; twenty; hundred; first .. thirtieth: `value`
  vague,    // few, several
  couple, half,
  unit,     // `value`: a Grain; `plural`
  trading,  // working days, fiscal years: what may stand before a unit
  fiscal,
  month, weekday, season,  // `value`: 1 .. 12, 1 .. 7, 0 (spring) .. 3 (winter)
  part_of_day,  // `value`: a PartOfDay
  point_of_day, // noon, midnight: `value` in hours
  meridiem,     // `value`: 0 am, 12 pm
  zone,
  holiday_part, // a word of a holiday's name
  article, the, this_, that_,
  last, past, next, coming, previous, following, same, current, latest,
  ago, earlier, later, hence, before, after, since, until,
  early, late, mid, beginning, middle, end_of,
  each, adverb_set,  // daily: `value`: a Grain
  deictic,           // yesterday, today, tomorrow: `value` in days
  tonight, now, vague_past, vague_present,
  decade_name,       // sixties: `value`
  period,
  of, in, on, at, by, to, and_, or_, from, between, for_, than, more, less, least, most, about, nearly, over, up, within, another, full,
  past_verb, future_verb, present_verb,
};

enum class PartOfDay : std::uint8_t { none, morning, afternoon, evening, night, dawn };

template <typename... Words>
constexpr bool is_one_of(TimeWord word, Words... words) {
  return ((word == words) || ...);
}

struct DateWord {
  TimeWord word = TimeWord::none;
  bool plural = false;       // of a unit or a weekday
  bool abbreviated = false;  // of a month, a weekday, a unit
  std::int16_t value = 0;
};

// Of an English word in lower case; TimeWord::none for one that means nothing here.
DateWord english_date_word(std::string_view lower);
// Of a folded word of another language: months, weekdays, and what stands between the parts of a date.
DateWord foreign_date_word(std::string_view language, std::string_view folded);
bool has_foreign_date_words(std::string_view language);

}  // namespace dateline
