#include "common/analysis/dates/values.h"

#include <array>
#include <cstdio>

namespace dateline {
namespace {

struct UnitCode {
  char letter;
  int factor;
  bool of_day;  // behind the T
};

UnitCode code_of(Grain grain) {
  switch (grain) {
    case Grain::second: return {'S', 1, true};
    case Grain::minute: return {'M', 1, true};
    case Grain::hour: return {'H', 1, true};
    case Grain::week: return {'W', 1, false};
    case Grain::weekend: return {'D', 2, false};
    case Grain::month: return {'M', 1, false};
    case Grain::quarter: return {'Q', 1, false};
    case Grain::half: return {'M', 6, false};
    case Grain::season: return {'M', 3, false};
    case Grain::year: return {'Y', 1, false};
    case Grain::decade: return {'Y', 10, false};
    case Grain::century: return {'Y', 100, false};
    case Grain::millennium: return {'Y', 1000, false};
    case Grain::day: break;
  }
  return {'D', 1, false};
}

// Half a year is six months: what a half is in the next smaller unit.
std::string_view half_of(Grain grain) {
  switch (grain) {
    case Grain::minute: return "30S";
    case Grain::hour: return "30M";
    case Grain::day: return "T12H";
    case Grain::year: return "6M";
    default: return {};
  }
}

std::string two_digits(int value) { return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)}; }

}  // namespace

std::string duration_value(Grain grain, const TimeAmount& amount) {
  const UnitCode unit = code_of(grain);
  std::string value = unit.of_day ? "PT" : "P";
  if (amount.vague) return value + "X" + unit.letter;
  const std::int64_t thousandths = (amount.count * 1000 + amount.thousandths) * unit.factor;
  const std::int64_t whole = thousandths / 1000, rest = thousandths % 1000;
  if (rest == 500 && unit.factor == 1 && !half_of(grain).empty()) {
    if (whole) value += std::to_string(whole) + unit.letter;
    value += half_of(grain);
    return value;
  }
  value += std::to_string(whole);
  if (rest) {
    std::string fraction = std::to_string(1000 + rest).substr(1);
    while (fraction.back() == '0') fraction.pop_back();
    value += "." + fraction;
  }
  return value + unit.letter;
}

std::string time_value(const TimePhrase& phrase) {
  if (phrase.seconds >= 0) {
    const int minutes = phrase.seconds / 60;
    std::string value = "T" + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
    if (phrase.with_seconds) value += ":" + two_digits(phrase.seconds % 60);
    return value;
  }
  static constexpr std::array<const char*, 6> kParts = {"", "TMO", "TAF", "TEV", "TNI", "TDA"};
  return kParts[static_cast<std::size_t>(phrase.part_of_day)];
}

std::string set_value(const TimePhrase& phrase) {
  if (phrase.weekday) return "XXXX-WXX-" + std::to_string(phrase.weekday) + time_value(phrase);
  if (phrase.grain == Grain::weekend) return "XXXX-WXX-WE";
  if (phrase.month) return "XXXX-" + two_digits(phrase.month);
  if (phrase.grain == Grain::season) {
    static constexpr std::array<const char*, 4> kSeasons = {"XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"};
    return kSeasons[static_cast<std::size_t>(phrase.part)];
  }
  if (phrase.part_of_day != PartOfDay::none) return "XXXX-XX-XX" + time_value(phrase);
  return duration_value(phrase.grain, phrase.amount);
}

}  // namespace dateline
