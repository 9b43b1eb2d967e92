#include "common/analysis/dates/holidays.h"

#include <algorithm>
#include <array>

#include "common/analysis/dates/calendar.h"

namespace dateline {
namespace {

enum class Rule : std::uint8_t { fixed, nth, easter, election };

struct Holiday {
  std::string_view name;  // lower case; apostrophes left out
  Rule rule;
  std::int8_t month, day;   // nth: the weekday; easter: days after it in `offset`
  std::int16_t offset;      // nth: which, -1 the last
};

// Longer names of one beginning first.
constexpr Holiday kHolidays[] = {
    {"new years day", Rule::fixed, 1, 1, 0}, {"new years eve", Rule::fixed, 12, 31, 0}, {"new year s day", Rule::fixed, 1, 1, 0},
    {"new year s eve", Rule::fixed, 12, 31, 0}, {"new year day", Rule::fixed, 1, 1, 0}, {"new year eve", Rule::fixed, 12, 31, 0},
    {"martin luther king jr day", Rule::nth, 1, 1, 3}, {"martin luther king day", Rule::nth, 1, 1, 3}, {"martin luther king s day", Rule::nth, 1, 1, 3},
    {"mlk day", Rule::nth, 1, 1, 3}, {"groundhog day", Rule::fixed, 2, 2, 0}, {"valentine s day", Rule::fixed, 2, 14, 0}, {"valentines day", Rule::fixed, 2, 14, 0},
    {"valentine day", Rule::fixed, 2, 14, 0}, {"presidents day", Rule::nth, 2, 1, 3}, {"president s day", Rule::nth, 2, 1, 3},
    {"st patrick s day", Rule::fixed, 3, 17, 0}, {"saint patrick s day", Rule::fixed, 3, 17, 0}, {"st patricks day", Rule::fixed, 3, 17, 0},
    {"april fools day", Rule::fixed, 4, 1, 0}, {"april fool s day", Rule::fixed, 4, 1, 0}, {"earth day", Rule::fixed, 4, 22, 0}, {"may day", Rule::fixed, 5, 1, 0},
    {"mother s day", Rule::nth, 5, 7, 2}, {"mothers day", Rule::nth, 5, 7, 2}, {"memorial day", Rule::nth, 5, 1, -1}, {"father s day", Rule::nth, 6, 7, 3},
    {"fathers day", Rule::nth, 6, 7, 3}, {"juneteenth", Rule::fixed, 6, 19, 0}, {"independence day", Rule::fixed, 7, 4, 0}, {"bastille day", Rule::fixed, 7, 14, 0},
    {"labor day", Rule::nth, 9, 1, 1}, {"columbus day", Rule::nth, 10, 1, 2}, {"halloween", Rule::fixed, 10, 31, 0}, {"guy fawkes night", Rule::fixed, 11, 5, 0},
    {"election day", Rule::election, 11, 2, 0}, {"veterans day", Rule::fixed, 11, 11, 0}, {"armistice day", Rule::fixed, 11, 11, 0},
    {"thanksgiving day", Rule::nth, 11, 4, 4}, {"thanksgiving", Rule::nth, 11, 4, 4}, {"christmas eve", Rule::fixed, 12, 24, 0},
    {"christmas day", Rule::fixed, 12, 25, 0}, {"christmas", Rule::fixed, 12, 25, 0}, {"xmas", Rule::fixed, 12, 25, 0}, {"boxing day", Rule::fixed, 12, 26, 0},
    {"epiphany", Rule::fixed, 1, 6, 0}, {"all saints day", Rule::fixed, 11, 1, 0}, {"international women s day", Rule::fixed, 3, 8, 0},
    {"australia day", Rule::fixed, 1, 26, 0}, {"anzac day", Rule::fixed, 4, 25, 0}, {"canada day", Rule::fixed, 7, 1, 0},
    {"mardi gras", Rule::easter, 0, 0, -47}, {"shrove tuesday", Rule::easter, 0, 0, -47}, {"ash wednesday", Rule::easter, 0, 0, -46},
    {"palm sunday", Rule::easter, 0, 0, -7}, {"maundy thursday", Rule::easter, 0, 0, -3}, {"good friday", Rule::easter, 0, 0, -2},
    {"easter sunday", Rule::easter, 0, 0, 0}, {"easter monday", Rule::easter, 0, 0, 1}, {"easter", Rule::easter, 0, 0, 0}, {"ascension day", Rule::easter, 0, 0, 39},
    {"pentecost", Rule::easter, 0, 0, 49}, {"whit sunday", Rule::easter, 0, 0, 49}, {"whit monday", Rule::easter, 0, 0, 50}, {"corpus christi", Rule::easter, 0, 0, 60},
    {"black friday", Rule::nth, 11, 4, 4}, {"cyber monday", Rule::nth, 11, 4, 4},
};

// Token behind the name, or 0.
std::size_t end_of_name(const DateTokens& tokens, std::size_t at, std::string_view name) {
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    while (tokens.is_mark(at, '\'') || (begin && tokens.is_glued_mark(at, '.'))) ++at;
    if (!tokens.is(at, name.substr(begin, end - begin))) return 0;
    ++at;
    begin = end + 1;
  }
  return at;
}

}  // namespace

std::optional<HolidayMatch> match_holiday(const DateTokens& tokens, std::size_t at) {
  if (!tokens[at].capital && tokens.has_capitals()) return {};
  std::optional<HolidayMatch> best;
  for (std::size_t i = 0; i < std::size(kHolidays); ++i) {
    const std::size_t end = end_of_name(tokens, at, kHolidays[i].name);
    if (end && (!best || end > best->end)) best = HolidayMatch{static_cast<int>(i), end};
  }
  return best;
}

std::optional<DayNumber> holiday_in(int index, int year) {
  if (year < 1 || year > 9999) return {};
  const Holiday& holiday = kHolidays[index];
  switch (holiday.rule) {
    case Rule::fixed: return to_day_number({year, holiday.month, holiday.day});
    case Rule::nth: {
      const DayNumber day = nth_weekday(year, holiday.month, holiday.day, holiday.offset);
      if (holiday.name == "black friday") return day + 1;
      if (holiday.name == "cyber monday") return day + 4;
      return day;
    }
    case Rule::easter: return easter_sunday(year) + holiday.offset;
    case Rule::election: return nth_weekday(year, 11, 1, 1) + 1;  // the Tuesday after the first Monday
  }
  return {};
}

}  // namespace dateline
