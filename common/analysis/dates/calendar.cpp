#include "common/analysis/dates/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace dateline {
namespace {

constexpr std::int64_t kMostYears = 9999;

int months_in(Grain grain) {
  switch (grain) {
    case Grain::month: return 1;
    case Grain::quarter:
    case Grain::season: return 3;
    case Grain::half: return 6;
    case Grain::year: return 12;
    case Grain::decade: return 120;
    case Grain::century: return 1200;
    case Grain::millennium: return 12000;
    default: return 0;
  }
}

// Months since year 0, which exists here so that the first decade and century begin.
std::int64_t month_count(CivilDate date) { return std::int64_t{date.year} * 12 + date.month - 1; }

std::optional<DayNumber> first_of_month(std::int64_t count) {
  if (count >= 0 && count < 12) count = 12;
  if (count < 0 || count >= (kMostYears + 1) * 12) return std::nullopt;
  return to_day_number({static_cast<int>(count / 12), static_cast<int>(count % 12) + 1, 1});
}

std::string printed(const char* format, int first, int second = 0, int third = 0) {
  std::array<char, 40> text;
  const int length = std::snprintf(text.data(), text.size(), format, first, second, third);
  return std::string(text.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(text.size()) - 1)));
}

}  // namespace

int weekday_of_day(DayNumber day) { return ((day + 3) % 7 + 7) % 7 + 1; }

DayNumber unit_begin(Grain grain, DayNumber day) {
  if (grain == Grain::week) return day - weekday_of_day(day) + 1;
  if (grain == Grain::weekend) return day - weekday_of_day(day) + 6;
  const int months = months_in(grain);
  if (!months) return day;
  const std::int64_t count = month_count(to_civil(day));
  const std::int64_t lead = grain == Grain::season ? 2 : 0;  // March is the third month
  return first_of_month((count - lead + months) / months * months - months + lead).value_or(day);
}

std::optional<UnitDays> unit_span(Grain grain, DayNumber begin) {
  if (begin < to_day_number({1, 1, 1}) || begin > to_day_number({9999, 12, 31})) return std::nullopt;
  if (grain == Grain::week) return UnitDays{begin, begin + 6};
  if (grain == Grain::weekend) return UnitDays{begin, begin + 1};
  const int months = months_in(grain);
  if (!months) return UnitDays{begin, begin};
  const std::int64_t count = month_count(to_civil(begin));
  const auto next = first_of_month(count / months * months + count % months + months);
  return UnitDays{begin, next ? *next - 1 : to_day_number({9999, 12, 31})};
}

std::optional<DayNumber> shifted(Grain grain, DayNumber begin, std::int64_t count) {
  if (count > 4'000'000 || count < -4'000'000) return std::nullopt;
  if (const int months = months_in(grain)) {
    const auto first = first_of_month(month_count(to_civil(begin)) + count * months);
    return first;
  }
  const std::int64_t day = begin + count * (grain == Grain::week || grain == Grain::weekend ? 7 : 1);
  if (day < to_day_number({1, 1, 1}) || day > to_day_number({9999, 12, 31})) return std::nullopt;
  return static_cast<DayNumber>(day);
}

std::optional<DayNumber> same_day_later(Grain grain, DayNumber day, std::int64_t count) {
  if (!months_in(grain)) return shifted(grain, day, count);
  const CivilDate date = to_civil(day);
  const auto first = shifted(grain, to_day_number({date.year, date.month, 1}), count);
  if (!first) return std::nullopt;
  const CivilDate month = to_civil(*first);
  return to_day_number({month.year, month.month, std::min(date.day, days_in_month(month.year, month.month))});
}

std::string unit_value(Grain grain, DayNumber begin) {
  const CivilDate date = to_civil(begin);
  switch (grain) {
    case Grain::week:
    case Grain::weekend: {
      const DayNumber thursday = begin - weekday_of_day(begin) + 4;  // ISO 8601: a week belongs to the year of its Thursday
      const int year = to_civil(thursday).year;
      const int week = (thursday - to_day_number({year, 1, 1})) / 7 + 1;
      return printed(grain == Grain::week ? "%04d-W%02d" : "%04d-W%02d-WE", year, week);
    }
    case Grain::month: return printed("%04d-%02d", date.year, date.month);
    case Grain::quarter: return printed("%04d-Q%d", date.year, (date.month - 1) / 3 + 1);
    case Grain::half: return printed("%04d-H%d", date.year, (date.month - 1) / 6 + 1);
    case Grain::season: {
      static constexpr std::array<const char*, 4> kFormats = {"%04d-WI", "%04d-SP", "%04d-SU", "%04d-FA"};
      return printed(kFormats[static_cast<std::size_t>(date.month % 12 / 3)], date.year);
    }
    case Grain::year: return printed("%04d", date.year);
    case Grain::decade: return printed("%03d", date.year / 10);
    case Grain::century: return printed("%02d", date.year / 100);
    case Grain::millennium: return printed("%01d", date.year / 1000);
    default: return printed("%04d-%02d-%02d", date.year, date.month, date.day);
  }
}

DayNumber easter_sunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return to_day_number({year, month, day});
}

DayNumber nth_weekday(int year, int month, int weekday, int n) {
  if (n > 0) {
    const DayNumber first = to_day_number({year, month, 1});
    return first + (weekday - weekday_of_day(first) + 7) % 7 + (n - 1) * 7;
  }
  const DayNumber last = to_day_number({year, month, days_in_month(year, month)});
  return last - (weekday_of_day(last) - weekday + 7) % 7 + (n + 1) * 7;
}

}  // namespace dateline
