#include "common/date.h"

#include <charconv>
#include <cstdio>

#include "common/date_words.h"
#include "common/text/fold.h"

namespace dateline {
namespace {

constexpr int kDaySeconds = 86400;

// Digits at the start of `rest`, exactly `width` of them.
bool take_digits(std::string_view& rest, std::size_t width, int& value) {
  if (rest.size() < width) return false;
  value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (rest[i] < '0' || rest[i] > '9') return false;
    value = value * 10 + (rest[i] - '0');
  }
  rest.remove_prefix(width);
  return true;
}

bool take(std::string_view& rest, char c) {
  if (rest.empty() || rest.front() != c) return false;
  rest.remove_prefix(1);
  return true;
}

// "09:30", "09:30:00", "09:30:00.25", "093000"; `colons`: must have them.
bool take_time(std::string_view& rest, bool colons, std::optional<int>& seconds) {
  int hour = 0, minute = 0, second = 0;
  if (!take_digits(rest, 2, hour)) return false;
  const bool separated = take(rest, ':');
  if ((colons && !separated) || !take_digits(rest, 2, minute)) return false;
  if (separated ? take(rest, ':') : (!rest.empty() && rest.front() >= '0' && rest.front() <= '9')) {
    if (!take_digits(rest, 2, second)) return false;
    if (take(rest, '.') || take(rest, ',')) {
      if (rest.empty() || rest.front() < '0' || rest.front() > '9') return false;
      while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    }
  }
  if (hour > 23 || minute > 59 || second > 60) return false;
  seconds = hour * 3600 + minute * 60 + (second > 59 ? 59 : second);
  return true;
}

// "Z", "+01:00", "-0500", "+01".
bool take_offset(std::string_view& rest, std::optional<int>& minutes) {
  if (take(rest, 'Z') || take(rest, 'z')) {
    minutes = 0;
    return true;
  }
  const bool west = !rest.empty() && rest.front() == '-';
  if (!west && (rest.empty() || rest.front() != '+')) return false;
  rest.remove_prefix(1);
  int hour = 0, minute = 0;
  if (!take_digits(rest, 2, hour)) return false;
  const bool colon = take(rest, ':');
  if (!take_digits(rest, 2, minute) && colon) return false;
  const int total = hour * 60 + minute;
  if (total > kMostOffsetMinutes || minute > 59) return false;
  minutes = west ? -total : total;
  return true;
}

std::optional<DateTime> parse_iso(std::string_view rest) {
  DateTime out;
  if (!take_digits(rest, 4, out.date.year)) return {};
  const bool extended = take(rest, '-');
  if (!take_digits(rest, 2, out.date.month)) return {};
  if (extended && !take(rest, '-')) return {};
  if (!take_digits(rest, 2, out.date.day) || !is_valid(out.date)) return {};
  if (rest.empty()) return out;
  if (!take(rest, 'T') && !take(rest, 't') && !take(rest, ' ')) return {};
  while (take(rest, ' ')) {
  }
  if (!take_time(rest, false, out.seconds)) return {};
  while (take(rest, ' ')) {
  }
  if (!rest.empty() && (rest == "UTC" || rest == "GMT")) {
    out.offset_minutes = 0;
    return out;
  }
  if (!rest.empty() && !take_offset(rest, out.offset_minutes)) return {};
  return rest.empty() ? std::optional(out) : std::nullopt;
}

std::optional<DateTime> parse_epoch(std::string_view text) {
  if ((text.size() != 10 && text.size() != 13) || text[0] == '-') return {};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  if (text.size() == 13) value /= 1000;
  DateTime out;
  out.date = to_civil(static_cast<DayNumber>(value / kDaySeconds));
  out.seconds = static_cast<int>(value % kDaySeconds);
  out.offset_minutes = 0;
  return out;
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

// Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
DayNumber to_day_number(CivilDate date) {
  const int y = date.year - (date.month <= 2);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate to_civil(DayNumber day) {
  const int z = day + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int mp = (5 * day_of_year + 2) / 153;
  const int month = mp < 10 ? mp + 3 : mp - 9;
  return {year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * mp + 2) / 5 + 1};
}

int days_in_month(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool is_valid(CivilDate date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

std::int64_t to_instant(const DateTime& when) {
  return std::int64_t{to_day_number(when.date)} * kDaySeconds + when.seconds.value_or(0) - std::int64_t{when.offset_minutes.value_or(0)} * 60;
}

std::string to_rfc3339(CivilDate date) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year % 10000, date.month % 100, date.day % 100);
  return text;
}

std::string to_rfc3339(const DateTime& when) {
  std::string out = to_rfc3339(when.date);
  if (!when.seconds) return out;
  char text[24];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", *when.seconds / 3600, *when.seconds / 60 % 60, *when.seconds % 60);
  out += text;
  const int offset = when.offset_minutes.value_or(0);
  if (offset == 0) return out + "Z";
  std::snprintf(text, sizeof text, "%c%02d:%02d", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
  return out + text;
}

std::optional<DateTime> parse_rfc3339(std::string_view rest) {
  DateTime out;
  if (!take_digits(rest, 4, out.date.year) || !take(rest, '-') || !take_digits(rest, 2, out.date.month) || !take(rest, '-') ||
      !take_digits(rest, 2, out.date.day) || !is_valid(out.date))
    return {};
  if (rest.empty()) return out;
  if (!take(rest, 'T') && !take(rest, 't')) return {};
  if (rest.size() < 8 || rest[5] != ':' || !take_time(rest, true, out.seconds)) return {};
  if (!take_offset(rest, out.offset_minutes) || !rest.empty()) return {};
  return out;
}

std::optional<DateTime> parse_date(std::string_view text) {
  text = trim(text);
  if (text.size() < 6 || text.size() > 80) return {};
  if (auto iso = parse_iso(text)) return iso;
  if (auto epoch = parse_epoch(text)) return epoch;
  return parse_written_date(fold(text));
}

}  // namespace dateline
