#include "server/elastic/date_pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "common/date.h"
#include "server/elastic/error.h"

namespace dateline {
namespace {

using Unit = DateFields::Unit;

constexpr std::int64_t kDay = 86400000;

struct Named {
  std::string_view name, pattern;
};
// Elasticsearch's names, with "strict_" or without, where a pattern says the same. [ ] encloses what may be left out, from its right end.
constexpr Named kNamed[] = {
    {"date_optional_time", "yyyy[-MM[-dd['T'HH[:mm[:ss[.SSS]]][XXX]]]]"},
    {"date_optional_time_nanos", "yyyy[-MM[-dd['T'HH[:mm[:ss[.SSS]]][XXX]]]]"},
    {"iso8601", "yyyy[-MM[-dd['T'HH[:mm[:ss[.SSS]]][XXX]]]]"},
    {"date_time", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"},
    {"date_time_no_millis", "yyyy-MM-dd'T'HH:mm:ssXXX"},
    {"date_hour_minute_second_millis", "yyyy-MM-dd'T'HH:mm:ss.SSS"},
    {"date_hour_minute_second_fraction", "yyyy-MM-dd'T'HH:mm:ss.SSS"},
    {"date_hour_minute_second", "yyyy-MM-dd'T'HH:mm:ss"},
    {"date_hour_minute", "yyyy-MM-dd'T'HH:mm"},
    {"date_hour", "yyyy-MM-dd'T'HH"},
    {"date", "yyyy-MM-dd"},
    {"year_month_day", "yyyy-MM-dd"},
    {"year_month", "yyyy-MM"},
    {"year", "yyyy"},
    {"hour_minute_second", "HH:mm:ss"},
    {"hour_minute", "HH:mm"},
    {"hour", "HH"},
    {"basic_date", "yyyyMMdd"},
    {"basic_date_time", "yyyyMMdd'T'HHmmss.SSSXX"},
    {"basic_date_time_no_millis", "yyyyMMdd'T'HHmmssXX"},
};
constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

ElasticError bad_format(std::string_view format, const std::string& why) {
  return illegal_argument("Invalid format: [" + std::string(format) + "]: " + why);
}

std::string_view pattern_of(std::string_view format) {
  std::string_view name = format;
  if (name.substr(0, 7) == "strict_") name.remove_prefix(7);
  for (const Named& one : kNamed)
    if (one.name == name) return one.pattern;
  if (format.empty() || format.size() > 80) throw bad_format(format, "empty or too long");
  return format;
}

// One element of a pattern: a letter and how often it stands, or text between quotes or by itself, or a bracket.
struct Element {
  char letter = 0;        // 0: `text`
  std::size_t count = 0;
  std::string text;
};

class Elements {
 public:
  Elements(std::string_view format) : format_(format), rest_(pattern_of(format)) {}

  std::optional<Element> next() {
    if (rest_.empty()) return {};
    const char c = rest_.front();
    Element element;
    if (c == '\'') {
      const std::size_t end = rest_.find('\'', 1);
      if (end == std::string_view::npos) throw bad_format(format_, "unterminated quote");
      element.text = end == 1 ? "'" : std::string(rest_.substr(1, end - 1));
      rest_.remove_prefix(end + 1);
    } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
      element.letter = c;
      while (element.count < rest_.size() && rest_[element.count] == c) ++element.count;
      rest_.remove_prefix(element.count);
      if (std::string_view("yuMdHmsSXxZzEe").find(c) == std::string_view::npos) throw bad_format(format_, std::string("letter ") + c + " is not supported by Dateline");
    } else if (c == '[' || c == ']') {
      element.letter = c;
      rest_.remove_prefix(1);
    } else {
      element.text = std::string(1, c);
      rest_.remove_prefix(1);
    }
    return element;
  }

 private:
  std::string_view format_, rest_;
};

class Reading {
 public:
  explicit Reading(std::string_view text) : rest_(text) {}

  std::optional<DateFields> run(std::string_view format) {
    Elements elements(format);

    int skipping = 0;
    while (const std::optional<Element> element = elements.next()) {
      if (element->letter == ']') {
        if (skipping) --skipping;
        continue;
      }
      if (element->letter == '[') {
        if (skipping || !begins_optional(elements)) ++skipping;
        continue;
      }
      if (skipping) continue;
      if (!take(*element)) return {};
    }
    if (!rest_.empty() || !valid()) return {};
    return fields_;
  }

 private:
  // Whether the next element can be read here: then the part in brackets is there.
  bool begins_optional(const Elements& elements) const {
    Elements ahead = elements;
    const std::optional<Element> first = ahead.next();
    if (!first || rest_.empty()) return false;
    if (first->letter == 'X') return rest_.front() == 'Z' || rest_.front() == 'z' || rest_.front() == '+' || rest_.front() == '-';
    if (first->letter) return rest_.front() >= '0' && rest_.front() <= '9';
    return rest_.substr(0, first->text.size()) == first->text || (first->text == "." && rest_.front() == ',');
  }

  bool digits(std::size_t least, std::size_t most, int& value) {
    std::size_t n = 0;
    value = 0;
    while (n < most && n < rest_.size() && rest_[n] >= '0' && rest_[n] <= '9') value = value * 10 + (rest_[n++] - '0');
    rest_.remove_prefix(n);
    return n >= least;
  }

  void gives(Unit unit) { fields_.finest = std::max(fields_.finest, unit); }

  template <std::size_t N>
  bool name(const std::array<std::string_view, N>& names, bool whole, int& value) {
    for (std::size_t i = 0; i < N; ++i) {
      const std::string_view form = whole ? names[i] : names[i].substr(0, 3);
      if (rest_.substr(0, form.size()) != form) continue;
      rest_.remove_prefix(form.size());
      value = static_cast<int>(i) + 1;
      return true;
    }
    return false;
  }

  bool zone() {
    if (!rest_.empty() && (rest_.front() == 'Z' || rest_.front() == 'z')) {
      rest_.remove_prefix(1);
      fields_.zone = 0;
      return true;
    }
    if (rest_.empty() || (rest_.front() != '+' && rest_.front() != '-')) return false;
    const int sign = rest_.front() == '-' ? -1 : 1;
    rest_.remove_prefix(1);
    int hour = 0, minute = 0;
    if (!digits(2, 2, hour)) return false;
    if (!rest_.empty() && rest_.front() == ':') rest_.remove_prefix(1);
    if (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9' && !digits(2, 2, minute)) return false;
    if (hour > 18 || minute > 59) return false;
    fields_.zone = sign * (hour * 60 + minute);
    return true;
  }

  bool fraction() {
    std::size_t n = 0;
    int value = 0;
    for (; n < rest_.size() && n < 9 && rest_[n] >= '0' && rest_[n] <= '9'; ++n)
      if (n < 3) value = value * 10 + (rest_[n] - '0');
    rest_.remove_prefix(n);
    for (std::size_t i = n; i < 3; ++i) value *= 10;
    fields_.millisecond = value;
    gives(Unit::millisecond);
    return n > 0;
  }

  bool take(const Element& element) {
    const std::size_t width = element.count == 1 ? 1 : 2;  // "d" reads one digit or two, "dd" two
    switch (element.letter) {
      case 0:
        if (element.text == "." && !rest_.empty() && rest_.front() == ',') {
          rest_.remove_prefix(1);
          return true;
        }
        if (rest_.substr(0, element.text.size()) != element.text) return false;
        rest_.remove_prefix(element.text.size());
        return true;
      case 'y': case 'u':
        if (element.count == 2) {
          if (!digits(2, 2, fields_.year)) return false;
          fields_.year += 2000;
          return true;
        }
        return digits(4, 4, fields_.year);
      case 'M':
        gives(Unit::month);
        if (element.count >= 3) return name(kMonths, element.count > 3, fields_.month);
        return digits(width, 2, fields_.month);
      case 'd': gives(Unit::day); return digits(width, 2, fields_.day);
      case 'H': gives(Unit::hour); return digits(width, 2, fields_.hour);
      case 'm': gives(Unit::minute); return digits(width, 2, fields_.minute);
      case 's': gives(Unit::second); return digits(width, 2, fields_.second);
      case 'S': return fraction();
      case 'E': case 'e': {
        int weekday = 0;
        return name(kWeekdays, element.count > 3, weekday);
      }
      default: return zone();
    }
  }

  bool valid() const {
    return is_valid({fields_.year, fields_.month, fields_.day}) && fields_.hour <= 23 && fields_.minute <= 59 && fields_.second <= 59;
  }

  std::string_view rest_;
  DateFields fields_;
};

std::string padded(std::int64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string zone_text(int zone, const Element& element) {
  if (element.letter == 'X' && zone == 0) return "Z";
  const bool colon = element.count == 3 || element.count == 5;
  const int minutes = std::abs(zone);
  return (zone < 0 ? "-" : "+") + padded(minutes / 60, 2) + (colon ? ":" : "") + padded(minutes % 60, 2);
}

}  // namespace

std::optional<DateFields> read_pattern(std::string_view text, std::string_view format) {
  if (format == "epoch_millis" || format == "epoch_second") {
    // A fraction of a second or of a millisecond is allowed, and cut off at the millisecond.
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error != std::errc() || std::abs(whole) > 253402300799999) return {};
    std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (!rest.empty() && (rest.front() != '.' || rest.find_first_not_of("0123456789", 1) != std::string_view::npos)) return {};
    DateFields fields;
    fields.finest = Unit::millisecond;
    fields.instant = whole;
    if (format == "epoch_second") {
      if (std::abs(whole) > 253402300799) return {};
      int milliseconds = 0;
      for (std::size_t i = 1; i <= 3; ++i) milliseconds = milliseconds * 10 + (i < rest.size() ? rest[i] - '0' : 0);
      fields.instant = whole * 1000 + (text.front() == '-' ? -milliseconds : milliseconds);
    }
    return fields;
  }
  return Reading(text).run(format);
}

std::string write_pattern(std::int64_t instant, std::string_view format, const TimeZone& time_zone) {
  if (format == "epoch_millis") return std::to_string(instant);
  if (format == "epoch_second") return std::to_string((instant - (instant % 1000 + 1000) % 1000) / 1000);
  const int zone = static_cast<int>(time_zone.offset_at((instant - (instant % 1000 + 1000) % 1000) / 1000) / 60);
  const std::int64_t local = instant + std::int64_t{zone} * 60000;
  const std::int64_t in_day = (local % kDay + kDay) % kDay;
  const auto day = static_cast<DayNumber>((local - in_day) / kDay);
  const CivilDate date = to_civil(day);
  std::string out;
  Elements elements(format);
  while (const std::optional<Element> element = elements.next()) {
    const std::size_t count = element->count;
    const auto named = [&](std::string_view name) { return std::string(count > 3 ? name : name.substr(0, 3)); };
    switch (element->letter) {
      case 0: out += element->text; break;
      case '[': case ']': break;
      case 'y': case 'u': out += count == 2 ? padded(date.year % 100, 2) : padded(date.year, count); break;
      case 'M': out += count >= 3 ? named(kMonths[static_cast<std::size_t>(date.month - 1)]) : padded(date.month, count); break;
      case 'd': out += padded(date.day, count); break;
      case 'H': out += padded(in_day / 3600000, count); break;
      case 'm': out += padded(in_day / 60000 % 60, count); break;
      case 's': out += padded(in_day / 1000 % 60, count); break;
      case 'S': out += (padded(in_day % 1000, 3) + std::string(count > 3 ? count - 3 : 0, '0')).substr(0, count); break;
      case 'E': case 'e': out += named(kWeekdays[static_cast<std::size_t>(((day + 3) % 7 + 7) % 7)]); break;
      default: out += zone_text(zone, *element); break;
    }
  }
  return out;
}

std::int64_t instant_of(const DateFields& fields, const TimeZone& zone, bool last) {
  if (fields.instant) return *fields.instant;
  DateFields at = fields;
  if (last) {
    if (at.finest < Unit::month) at.month = 12;
    if (at.finest < Unit::day) at.day = days_in_month(at.year, at.month);
    if (at.finest < Unit::hour) at.hour = 23;
    if (at.finest < Unit::minute) at.minute = 59;
    if (at.finest < Unit::second) at.second = 59;
    if (at.finest < Unit::millisecond) at.millisecond = 999;
  }
  const std::int64_t seconds = to_day_number({at.year, at.month, at.day}) * (kDay / 1000) + at.hour * 3600LL + at.minute * 60LL + at.second;
  return (at.zone ? seconds - std::int64_t{*at.zone} * 60 : zone.instant_of_local(seconds)) * 1000 + at.millisecond;
}

}  // namespace dateline
