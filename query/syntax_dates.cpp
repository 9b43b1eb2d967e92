#include "query/syntax_dates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

#include "common/analysis/dates/dates_in_text.h"
#include "query/syntax_lexer.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr int kMonthsInYear = 12;
constexpr std::int64_t kSecondsInDay = 86400;

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
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

// "3 weeks ago", "last month", "summer 2022"; 3-weeks-ago needs no quotes.
std::optional<DaySpan> span_in_words(std::string text, DayNumber today) {
  const DateTime reference{to_civil(today), {}, {}};
  std::optional<DateExpression> date = read_date(text, reference);
  if (!date) {
    std::replace(text.begin(), text.end(), '-', ' ');
    date = read_date(text, reference);
  }
  return date ? std::optional(DaySpan{date->from, date->to}) : std::nullopt;
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
  if (const std::optional<DateTime> date = parse_date(text)) return span_of_date(date->date);
  const bool in_digits = std::none_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
  return in_digits ? std::nullopt : span_in_words(text, today_of(now));  // 3/4/2024 could be two days
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

// A..B~7d: the days, and how far around them.
std::string_view without_softness(std::string_view operand) { return operand.substr(0, operand.find('~')); }

bool is_reversed(const DaySpan& span) { return span.from && span.to && *span.from > *span.to; }

}  // namespace

DayNumber today_of(std::int64_t now) {
  const std::int64_t days = now / kSecondsInDay - (now % kSecondsInDay < 0 ? 1 : 0);
  return static_cast<DayNumber>(
      std::clamp<std::int64_t>(days, to_day_number(kFirstDate), to_day_number(kLastDate)));
}

std::optional<DaySpan> parse_day_span(std::string_view text, std::int64_t now) {
  const std::size_t dots = text.find("..");
  auto span = read_span(text, now);
  if (span && is_reversed(*span))  // the whole of both ends, in the order of time
    span = read_span(std::string(text.substr(dots + 2)) + ".." + std::string(text.substr(0, dots)), now);
  return span;
}

std::optional<unsigned> parse_span(std::string_view text) {
  const std::string span = collapse_spaces(text);
  const std::size_t digits = std::min(span.find_first_not_of("0123456789"), span.size());
  if (digits == 0 || digits > 6) return std::nullopt;
  std::string_view unit = std::string_view(span).substr(digits);
  if (!unit.empty() && unit[0] == ' ') unit.remove_prefix(1);
  constexpr std::array<std::tuple<std::string_view, std::string_view, std::string_view, int>, 4> kUnits{
      {{"d", "day", "days", 1}, {"w", "week", "weeks", 7}, {"m", "month", "months", 30}, {"y", "year", "years", 365}}};
  for (const auto& [letter, one, several, days] : kUnits)
    if (unit == letter || unit == one || unit == several || (unit.empty() && days == 1)) {
      const int count = number(std::string_view(span).substr(0, digits)) * days;
      return count ? std::optional(std::min(static_cast<unsigned>(count), kMostSpanDays)) : std::nullopt;
    }
  return std::nullopt;
}

Node date_condition(std::string_view field, std::string_view typed, std::int64_t now, std::vector<std::string>& notices) {
  const std::string name(field), text = shortened(typed);
  const std::string_view operand = field == "around" ? without_softness(typed) : typed;
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
  if (field == "about" || field == "around") node.field = field;
  if (operand.size() < typed.size()) {
    if (const auto softness = parse_span(typed.substr(operand.size() + 1)))
      node.distance = *softness;
    else
      add_notice(notices, name + ":" + text + ": what follows ~ is not a span such as 7d, 2w, 3m or 1y, left out");
  }
  if (field == "date" || !node.field.empty()) {
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
