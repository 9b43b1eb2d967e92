#include "query/syntax_dates.h"

#include <algorithm>
#include <cstdio>

#include "query/syntax_lexer.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr CivilDate kFirstDate{1, 1, 1}, kLastDate{9999, 12, 31};
constexpr int kDaysInWeek = 7, kMonthsInYear = 12;
constexpr std::int64_t kSecondsInDay = 86400;

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

std::optional<DaySpan> span_of_days(std::int64_t first, std::int64_t last) {
  if (first < to_day_number(kFirstDate) || last > to_day_number(kLastDate)) return std::nullopt;
  return DaySpan{static_cast<DayNumber>(first), static_cast<DayNumber>(last)};
}

std::optional<DaySpan> span_of_month(int year, int month) {
  if (!is_valid({year, month, 1})) return std::nullopt;
  return DaySpan{to_day_number({year, month, 1}), to_day_number({year, month, days_in_month(year, month)})};
}

std::optional<DaySpan> span_of_year(int year) {
  if (!is_valid({year, 1, 1})) return std::nullopt;
  return DaySpan{to_day_number({year, 1, 1}), to_day_number({year, 12, 31})};
}

std::optional<DaySpan> span_of_date(CivilDate date) {
  if (!is_valid(date)) return std::nullopt;
  return DaySpan{to_day_number(date), to_day_number(date)};
}

DayNumber today_of(std::int64_t now) {
  const std::int64_t days = now / kSecondsInDay - (now % kSecondsInDay < 0 ? 1 : 0);
  return static_cast<DayNumber>(
      std::clamp<std::int64_t>(days, to_day_number(kFirstDate), to_day_number(kLastDate)));
}

// The same day of the month `months` later; the last day of a shorter month.
std::optional<DaySpan> months_from(DayNumber day, long months) {
  const CivilDate date = to_civil(day);
  const long count = static_cast<long>(date.year) * kMonthsInYear + (date.month - 1) + months;
  if (count < kMonthsInYear) return std::nullopt;
  const int year = static_cast<int>(count / kMonthsInYear), month = static_cast<int>(count % kMonthsInYear) + 1;
  if (!is_valid({year, month, 1})) return std::nullopt;
  return span_of_date({year, month, std::min(date.day, days_in_month(year, month))});
}

enum class Unit { none, day, week, month, year };

Unit unit_of(std::string word) {
  if (word.size() > 1 && word.back() == 's') word.pop_back();
  if (word == "day") return Unit::day;
  if (word == "week") return Unit::week;
  if (word == "month") return Unit::month;
  if (word == "year") return Unit::year;
  return Unit::none;
}

std::optional<DaySpan> ago(int count, Unit unit, DayNumber today) {
  switch (unit) {
    case Unit::day: return span_of_days(std::int64_t{today} - count, std::int64_t{today} - count);
    case Unit::week: return ago(count * kDaysInWeek, Unit::day, today);
    case Unit::month: return months_from(today, -count);
    case Unit::year: return months_from(today, -static_cast<long>(count) * kMonthsInYear);
    case Unit::none: break;
  }
  return std::nullopt;
}

// This one (0) or the last one (1), from its first day to its last. Weeks begin on Monday.
std::optional<DaySpan> whole_unit(int back, Unit unit, DayNumber today) {
  if (unit == Unit::week) {
    const std::int64_t monday = today - ((today + 3) % kDaysInWeek + kDaysInWeek) % kDaysInWeek - kDaysInWeek * back;
    return span_of_days(monday, monday + kDaysInWeek - 1);
  }
  const std::optional<DaySpan> day = ago(back, unit, today);
  if (!day || unit == Unit::day) return day;
  const CivilDate date = to_civil(*day->from);
  return unit == Unit::month ? span_of_month(date.year, date.month) : span_of_year(date.year);
}

// "3 weeks ago", "last month", "this year", "last 10 days", today, yesterday; 3-weeks-ago needs no quotes.
std::optional<DaySpan> relative_span(const std::string& text, DayNumber today) {
  if (text == "today") return span_of_days(today, today);
  if (text == "yesterday") return ago(1, Unit::day, today);
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == '-')
      words.emplace_back();
    else
      words.back() += c;
  }
  const auto count_of = [](const std::string& word) {
    if (word == "a" || word == "an" || word == "one") return 1;
    return is_digits(word) && word.size() <= 5 ? number(word) : -1;
  };
  if (words.size() == 3 && words[2] == "ago") {
    const int count = count_of(words[0]);
    return count < 0 ? std::nullopt : ago(count, unit_of(words[1]), today);
  }
  if (words.size() == 2 && (words[0] == "this" || words[0] == "last")) {
    return whole_unit(words[0] == "last" ? 1 : 0, unit_of(words[1]), today);
  }
  if (words.size() == 3 && words[0] == "last") {
    const int count = count_of(words[1]);
    const std::optional<DaySpan> first = count < 0 ? std::nullopt : ago(count, unit_of(words[2]), today);
    if (first && count > 0) return DaySpan{*first->from + 1, today};  // today is one of them
  }
  return std::nullopt;
}

// "March 2024", in the languages whose months parse_date knows.
std::optional<DaySpan> named_month(const std::string& text) {
  const std::size_t space = text.rfind(' ');
  if (space == std::string::npos || text.size() - space != 5 || !is_digits(text.substr(space + 1))) return std::nullopt;
  if (text.find_first_of("0123456789") <= space) return std::nullopt;
  const std::optional<DateTime> first = parse_date("1 " + text);
  if (!first || first->date.day != 1) return std::nullopt;
  return span_of_month(first->date.year, first->date.month);
}

std::optional<DaySpan> plain_span(std::string_view typed, std::int64_t now) {
  const std::string text = collapse_spaces(typed);
  if (text.empty()) return std::nullopt;
  const std::string_view view = text;
  if (is_digits(text)) {
    if (text.size() == 4) return span_of_year(number(text));
    if (text.size() == 8) return span_of_date({number(view.substr(0, 4)), number(view.substr(4, 2)), number(view.substr(6))});
  }
  if ((text.size() == 7 || text.size() == 6) && (text[4] == '-' || text[4] == '/') && is_digits(view.substr(0, 4)) &&
      is_digits(view.substr(5)))
    return span_of_month(number(view.substr(0, 4)), number(view.substr(5)));
  if (const auto span = relative_span(lower_case(text), today_of(now))) return span;
  if (const std::optional<DateTime> date = parse_date(text)) return span_of_date(date->date);
  return named_month(text);
}

// As parse_day_span, but for the order of the two ends.
std::optional<DaySpan> read_span(std::string_view text, std::int64_t now) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return plain_span(text, now);
  const std::string first = collapse_spaces(text.substr(0, dots)), last = collapse_spaces(text.substr(dots + 2));
  if (first.empty() && last.empty()) return std::nullopt;
  DaySpan span;
  if (!first.empty()) {
    const auto begin = plain_span(first, now);
    if (!begin) return std::nullopt;
    span.from = begin->from;
  }
  if (!last.empty()) {
    const auto end = plain_span(last, now);
    if (!end) return std::nullopt;
    span.to = end->to;
  }
  return span;
}

bool is_reversed(const DaySpan& span) { return span.from && span.to && *span.from > *span.to; }

}  // namespace

std::optional<DaySpan> parse_day_span(std::string_view text, std::int64_t now) {
  const std::size_t dots = text.find("..");
  auto span = read_span(text, now);
  if (span && is_reversed(*span))  // the whole of both ends, in the order of time
    span = read_span(std::string(text.substr(dots + 2)) + ".." + std::string(text.substr(0, dots)), now);
  return span;
}

Node date_condition(std::string_view field, std::string_view operand, std::int64_t now, std::vector<std::string>& notices) {
  const std::string name(field), text = shortened(operand);
  std::optional<DaySpan> span = parse_day_span(operand, now);
  if (!span) {
    const bool number_alone = is_digits(operand) && operand.size() < 4;
    add_notice(notices, name + ":" + text + " is not a date, left out" +
                            (number_alone ? " (dates with spaces need quotes: " + name + ":\"3 weeks ago\")" : ""));
    return Node();
  }
  if (const auto as_typed = read_span(operand, now); as_typed && is_reversed(*as_typed))
    add_notice(notices, name + ":" + text + " ends before it begins: read the other way round");
  Node node;
  node.kind = NodeKind::dates;
  if (field == "date") {
    node.from = span->from;
    node.to = span->to;
    return node;
  }
  if (!span->from || (field == "before" && *span->from == to_day_number(kFirstDate))) {
    add_notice(notices, name + ":" + text + " is not a date, left out");
    return Node();
  }
  if (field == "before")
    node.to = *span->from - 1;
  else
    node.from = span->from;
  return node;
}

std::string date_operand(std::optional<DayNumber> from, std::optional<DayNumber> to) {
  const auto text = [](std::optional<DayNumber> day) { return day ? to_rfc3339(to_civil(*day)) : std::string(); };
  if (!from || !to) return text(from) + ".." + text(to);
  if (*from == *to) return text(from);
  const CivilDate first = to_civil(*from), last = to_civil(*to);
  const bool to_month_end = last.day == days_in_month(last.year, last.month);
  if (first.year == last.year && first.day == 1 && to_month_end) {
    if (first.month == last.month) return text(from).substr(0, 7);
    if (first.month == 1 && last.month == kMonthsInYear) return text(from).substr(0, 4);
  }
  return text(from) + ".." + text(to);
}

}  // namespace dateline
