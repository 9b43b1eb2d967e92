#include "server/elastic/date_math.h"

#include <charconv>

#include "common/date.h"
#include "server/elastic/date_pattern.h"
#include "server/elastic/error.h"

namespace dateline {
namespace {

constexpr std::int64_t kDay = 86400000;
constexpr std::int64_t kFarthest = 253402300799999;  // the end of the year 9999
constexpr std::int64_t kEarliest = -62135596800000;  // the beginning of the year 1

ElasticError unreadable(std::string_view text, std::string_view format) {
  return {400, "parse_exception", "failed to parse date field [" + std::string(text) + "] with format [" + std::string(format) + "]"};
}

// A moment in a zone: days and what is left of them.
struct Local {
  std::int64_t day, in_day;
};

Local to_local(std::int64_t instant, const TimeZone& zone) {
  const std::int64_t local = instant + zone.offset_at(floor_second(instant)) * 1000;
  const std::int64_t in_day = (local % kDay + kDay) % kDay;
  return {(local - in_day) / kDay, in_day};
}

std::int64_t to_instant(const Local& local, const TimeZone& zone) {
  const std::int64_t ms = local.day * kDay + local.in_day;
  return zone.instant_of_local(floor_second(ms)) * 1000 + (ms % 1000 + 1000) % 1000;
}

// Months later: the day of the month stays, or is the last there is.
Local add_months(const Local& local, std::int64_t months) {
  const CivilDate date = to_civil(static_cast<DayNumber>(local.day));
  const std::int64_t month = date.year * 12LL + date.month - 1 + months;
  const int year = static_cast<int>(month / 12), of_year = static_cast<int>(month % 12) + 1;
  if (year < 1 || year > 9999) return {year < 1 ? -kDay : kDay, 0};
  return {to_day_number({year, of_year, std::min(date.day, days_in_month(year, of_year))}), local.in_day};
}

// The first moment of the unit that `local` is in; `next`: of the unit after it.
Local floor_of(const Local& local, char unit, bool next) {
  const CivilDate date = to_civil(static_cast<DayNumber>(local.day));
  switch (unit) {
    case 'y': return {to_day_number({date.year + next, 1, 1}), 0};
    case 'M': return add_months({to_day_number({date.year, date.month, 1}), 0}, next);
    case 'w': return {local.day - ((local.day + 3) % 7 + 7) % 7 + 7 * next, 0};
    case 'd': return {local.day + next, 0};
    default: {
      const std::int64_t length = unit == 'm' ? 60000 : unit == 's' ? 1000 : 3600000;
      return {local.day, (local.in_day / length + next) * length};
    }
  }
}

// "+1M/d" applied to an instant.
std::int64_t apply(std::string_view math, std::int64_t instant, const TimeZone& zone, bool last, std::string_view whole) {
  const auto bad = [&] { return ElasticError(400, "parse_exception", "failed to parse date math [" + std::string(math) + "] of [" + std::string(whole) + "]"); };
  std::string_view rest = math;
  while (!rest.empty()) {
    const char operation = rest.front();
    rest.remove_prefix(1);
    std::int64_t number = 1;
    if (operation == '+' || operation == '-') {
      if (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (error != std::errc() || number > 100'000'000) throw bad();
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
      }
      if (operation == '-') number = -number;
    } else if (operation != '/') {
      throw bad();
    }
    if (rest.empty() || std::string_view("yMwdhHms").find(rest.front()) == std::string_view::npos) throw bad();
    const char unit = rest.front();
    rest.remove_prefix(1);
    Local local = to_local(instant, zone);
    if (operation == '/') {
      instant = to_instant(floor_of(local, unit, last), zone) - last;
    } else {
      switch (unit) {
        case 'y': instant = to_instant(add_months(local, number * 12), zone); break;
        case 'M': instant = to_instant(add_months(local, number), zone); break;
        case 'w': instant += number * 7 * kDay; break;
        case 'd': instant += number * kDay; break;
        case 'm': instant += number * 60000; break;
        case 's': instant += number * 1000; break;
        default: instant += number * 3600000; break;
      }
    }
    // The calendar ends there, and so do the dates of articles.
    instant = std::min(std::max(instant, kEarliest), kFarthest);
  }
  return instant;
}

// Calls `take` with each format of a list separated by ||, until it says that it is enough.
template <class Take>
void each_format(std::string_view formats, Take take) {
  for (;;) {
    const std::size_t end = formats.find("||");
    if (take(formats.substr(0, end)) || end == std::string_view::npos) return;
    formats.remove_prefix(end + 2);
  }
}

}  // namespace

std::int64_t floor_second(std::int64_t ms) { return (ms - (ms % 1000 + 1000) % 1000) / 1000; }
std::int64_t ceil_second(std::int64_t ms) { return floor_second(ms + 999); }

std::shared_ptr<const TimeZone> time_zone(const std::string& name) {
  try {
    return std::make_shared<const TimeZone>(name);
  } catch (const Error&) {
    throw illegal_argument("time_zone [" + name + "] is no offset such as +01:00 and no zone that is known");
  }
}

std::int64_t read_date(std::string_view text, const DateReading& reading, bool last) {
  const TimeZone zone = reading.zone ? *reading.zone : TimeZone();
  if (text.substr(0, 3) == "now") return apply(text.substr(3), reading.now, zone, last, text);
  const std::size_t bars = text.find("||");
  const std::string_view date = text.substr(0, bars);
  const std::string_view math = bars == std::string_view::npos ? std::string_view() : text.substr(bars + 2);
  std::optional<std::int64_t> instant;
  // With math after it, a date is its first moment.
  each_format(reading.format, [&](std::string_view format) {
    if (const std::optional<DateFields> fields = read_pattern(date, format)) instant = instant_of(*fields, zone, last && math.empty());
    return instant.has_value();
  });
  if (!instant) throw unreadable(text, reading.format);
  return apply(math, *instant, zone, last, text);
}

std::string format_date(std::int64_t instant, std::string_view format, const TimeZone& zone) {
  return write_pattern(instant, format.substr(0, format.find("||")), zone);
}

void check_date_format(std::string_view format) {
  each_format(format, [](std::string_view one) {
    write_pattern(0, one, TimeZone());
    return false;
  });
}

}  // namespace dateline
