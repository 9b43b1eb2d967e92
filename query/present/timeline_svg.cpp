// Hits over time as a picture, for pages and reports: a bar a period, an axis of time and one of counts, the peaks numbered, and below it what each was about.
// Nothing in it comes from elsewhere; its colour is that of the text around it.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"
#include "query/present/heading.h"
#include "query/present/present.h"
#include "query/present/time_axis.h"
#include "query/present/timeline_scale.h"
#include "query/timeline.h"

namespace dateline {
namespace {

// User units, which are pixels unless the picture is scaled.
constexpr double kWidth = 760, kMargin = 12, kLeft = 52, kRight = kWidth - kMargin;
constexpr double kHeading = 22, kSubheading = 40, kMarks = 62, kTop = 72, kBottom = 232, kTickLabels = kBottom + 18, kLegend = kBottom + 46, kLegendLine = 20;
constexpr double kFont = 12, kCharacter = 7;      // of digits, about
constexpr double kGap = 0.15, kWidestGap = 3;     // left free between bars: share of a period
constexpr double kBetweenMarks = 18;
constexpr double kLegendKey = kMargin + 20;
constexpr std::size_t kMostGridLines = 5;

// Control characters have no place in XML, not even escaped.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : escape_for_terminal(text, true)) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out.push_back(c);
  }
  return out;
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

// About as wide as a sans-serif font makes it, rather more than less.
double width_of(char32_t code_point, std::string_view bytes) {
  const std::size_t columns = display_width(bytes);
  if (columns != 1) return kFont * static_cast<double>(columns) / 2 * 1.1;
  if (code_point >= 'A' && code_point <= 'Z') return 0.76 * kFont;
  return (code_point == 'm' || code_point == 'w' || code_point > 0x2E80 ? 0.85 : 0.58) * kFont;
}

// Cut, with an ellipsis, to what fits into `width`.
std::string fitting(const std::string& given, double width) {
  const std::string text = escape_for_terminal(given, true);
  double used = 0;
  std::size_t fits = 0;  // with an ellipsis behind it
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code_point = decode_utf8(text, at);
    used += width_of(code_point, std::string_view(text).substr(begin, at - begin));
    if (used > width) return text.substr(0, fits) + "…";
    if (used + kFont <= width) fits = at;
  }
  return text;
}

void label(std::ostream& out, double x, double y, const char* anchor, const std::string& text, const char* more = "") {
  out << "<text x=\"" << number(x) << "\" y=\"" << number(y) << "\" text-anchor=\"" << anchor << "\"" << more << ">" << escaped(text) << "</text>\n";
}

void line(std::ostream& out, double x1, double y1, double x2, double y2, const char* opacity) {
  out << "<line x1=\"" << number(x1) << "\" y1=\"" << number(y1) << "\" x2=\"" << number(x2) << "\" y2=\"" << number(y2) << "\" stroke=\"currentColor\" stroke-opacity=\"" << opacity << "\"/>\n";
}

// 1, 2 or 5 times a power of ten: the least that divides the height into few enough parts.
double grid_step(double highest, bool whole) {
  for (double power = whole ? 1 : 1e-6;; power *= 10)
    for (const double step : {power, 2 * power, 5 * power})
      if (highest / step <= static_cast<double>(kMostGridLines)) return step;
}

std::string grid_label(double value) {
  if (value >= 1 || value == 0) return with_separators(static_cast<unsigned long long>(std::llround(value)));
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

const char* period_name(TimelineUnit unit) {
  return unit == TimelineUnit::day ? "a day" : unit == TimelineUnit::week ? "a week" : unit == TimelineUnit::month ? "a month" : "a year";
}

class Picture {
 public:
  Picture(const Result& result, bool normalised, std::ostream& out)
      : result_(result), normalised_(normalised), out_(out), unit_(*result.timeline_unit), first_(first_day(result.timeline.front())),
        end_(last_day(result.timeline.back(), unit_) + 1) {
    const double highest = highest_of(result, normalised);
    step_ = grid_step(highest, !normalised);
    top_ = std::ceil(highest / step_ - 1e-9) * step_;
  }

  void draw() {
    counts();
    times();
    for (const Bucket& bucket : result_.timeline) bar(bucket);
    peaks();
  }

 private:
  double x_of(DayNumber day) const { return kLeft + (kRight - kLeft) * static_cast<double>(day - first_) / static_cast<double>(end_ - first_); }
  double y_of(double value) const { return kBottom - (kBottom - kTop) * value / top_; }
  double middle_of(const Bucket& bucket) const { return (x_of(first_day(bucket)) + x_of(last_day(bucket, unit_) + 1)) / 2; }

  void counts() {
    label(out_, kMargin, kSubheading, "start", normalised_ ? std::string("hits ") + kNormalisedNote : std::string("hits ") + period_name(unit_), " fill-opacity=\"0.7\"");
    for (int i = 0; i * step_ <= top_ * (1 + 1e-9); ++i) {
      const double y = y_of(i * step_);
      line(out_, kLeft, y, kRight, y, i == 0 ? "0.7" : "0.15");
      label(out_, kLeft - 6, y + 4, "end", grid_label(i * step_), " fill-opacity=\"0.7\"");
    }
  }

  void times() {
    const Ticks ticks = time_ticks(first_, end_ - 1, unit_, static_cast<std::size_t>((kRight - kLeft) / kCharacter));
    for (const Tick& tick : ticks.ticks) {
      const double x = x_of(tick.day), width = kCharacter * static_cast<double>(tick.label.size());
      line(out_, x, kBottom, x, kBottom + 5, "0.7");
      if (!ticks.each && x + width <= kRight + kMargin) label(out_, x, kTickLabels, "start", tick.label, " fill-opacity=\"0.7\"");
    }
    if (ticks.each)
      for (std::size_t i = 0; i < result_.timeline.size() && i < ticks.ticks.size(); ++i) label(out_, middle_of(result_.timeline[i]), kTickLabels, "middle", ticks.ticks[i].label, " fill-opacity=\"0.7\"");
    else if (ticks.ticks.empty())
      label(out_, kLeft, kTickLabels, "start", result_.timeline.front().key, " fill-opacity=\"0.7\"");
  }

  void bar(const Bucket& bucket) {
    if (bucket.count == 0) return;
    const double from = x_of(first_day(bucket)), width = x_of(last_day(bucket, unit_) + 1) - from, gap = std::min(width * kGap, kWidestGap);
    const double y = y_of(height_of(bucket, normalised_));
    const bool raised = std::any_of(result_.peaks.begin(), result_.peaks.end(), [&](const Peak& peak) { return is_in(bucket, peak); });
    std::string told = bucket.key + ": " + with_separators(bucket.count);
    if (normalised_) told += " of " + with_separators(bucket.articles) + ", " + per_thousand_text(height_of(bucket, true)) + "‰";
    out_ << "<rect x=\"" << number(from + gap / 2) << "\" y=\"" << number(y) << "\" width=\"" << number(width - gap) << "\" height=\"" << number(kBottom - y) << "\""
         << (raised ? " fill=\"#e8590c\"" : " fill-opacity=\"0.45\"") << "><title>" << escaped(told) << "</title></rect>\n";
  }

  // A number above the bars, with a line to the bar it means, and what it was about below the picture.
  void peaks() {
    std::vector<double> marks;
    std::vector<const Bucket*> tops;
    for (const Peak& peak : result_.peaks) {
      const auto top = std::find_if(result_.timeline.begin(), result_.timeline.end(), [&](const Bucket& bucket) { return bucket.key == peak.key; });
      if (top == result_.timeline.end()) continue;
      tops.push_back(&*top);
      marks.push_back(std::max(middle_of(*top), marks.empty() ? 0 : marks.back() + kBetweenMarks));
    }
    double most = kRight;
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark, most -= kBetweenMarks) *mark = std::min(*mark, most);
    const double headline_at = kLegendKey + kCharacter * static_cast<double>(widest_key() + 2);
    for (std::size_t i = 0; i < tops.size(); ++i) {
      const Peak& peak = result_.peaks[i];
      const std::string name = std::to_string(i + 1);
      line(out_, marks[i], kMarks + 3, middle_of(*tops[i]), y_of(height_of(*tops[i], normalised_)), "0.5");
      label(out_, marks[i], kMarks, "middle", name, " font-weight=\"bold\"");
      const double y = kLegend + kLegendLine * static_cast<double>(i);
      label(out_, kMargin, y, "start", name, " font-weight=\"bold\"");
      label(out_, kLegendKey, y, "start", peak.key);
      if (!peak.headline) continue;
      const Headline& headline = *peak.headline;
      out_ << "<text x=\"" << number(headline_at) << "\" y=\"" << number(y) << "\">" << escaped(fitting(headline.title, kRight - headline_at)) << "<title>" << escaped(headline.title)
           << escaped(headline.published.empty() ? "" : ", " + headline.published) << escaped(headline.source.empty() ? "" : ", " + headline.source) << "</title></text>\n";
    }
  }

  std::size_t widest_key() const {
    std::size_t widest = 0;
    for (const Peak& peak : result_.peaks) widest = std::max(widest, peak.key.size());
    return widest;
  }

  const Result& result_;
  bool normalised_;
  std::ostream& out_;
  TimelineUnit unit_;
  DayNumber first_, end_;
  double step_, top_;
};

}  // namespace

void present_timeline_svg(const Result& result, bool normalised, std::ostream& out) {
  const std::string heading = total_text(result.total) + (result.query.empty() ? "" : " for " + result.query);
  const bool drawn = !result.timeline.empty() && result.timeline_unit;
  const double height = !drawn ? kSubheading : result.peaks.empty() ? kTickLabels + kMargin : kLegend + kLegendLine * static_cast<double>(result.peaks.size() - 1) + kMargin;
  // In a page the colour is that of the text around; a picture by itself follows the reader's scheme.
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << kWidth << " " << height << "\" width=\"" << kWidth << "\" height=\"" << height
      << "\" role=\"img\" font-family=\"sans-serif\" font-size=\"" << kFont << "\" fill=\"currentColor\">\n<title>" << escaped(heading) << "</title>\n"
      << "<style>svg:root{color:#1b1b1b}@media (prefers-color-scheme:dark){svg:root{color:#e6e6e6}}</style>\n";
  label(out, kMargin, kHeading, "start", fitting(heading, kRight - kMargin), " font-weight=\"bold\"");
  if (drawn) Picture(result, normalised, out).draw();
  out << "</svg>\n";
}

}  // namespace dateline
