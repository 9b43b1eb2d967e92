// Hits over time as a picture, for pages and reports: a bar a period, the first and the last period and the highest count written.
#include <algorithm>
#include <cstdio>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/present.h"

namespace dateline {
namespace {

// User units, which are pixels unless the picture is scaled.
constexpr double kWidth = 720, kHeight = 220, kMargin = 12, kTop = 48, kBottom = 192, kGap = 0.2;  // kGap: share of a period left free between bars

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

void label(std::ostream& out, double x, double y, const char* anchor, const std::string& text) {
  out << "<text x=\"" << number(x) << "\" y=\"" << number(y) << "\" text-anchor=\"" << anchor << "\">" << escaped(text) << "</text>\n";
}

}  // namespace

void present_timeline_svg(const Result& result, std::ostream& out) {
  const std::string heading = with_separators(result.total.value) + (result.total.value == 1 ? " article" : " articles") +
                              (result.query.empty() ? "" : " for " + result.query);
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << kWidth << " " << kHeight << "\" width=\"" << kWidth << "\" height=\"" << kHeight
      << "\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">\n<title>" << escaped(heading) << "</title>\n";
  label(out, kMargin, 20, "start", heading);
  if (!result.timeline.empty()) {
    std::uint64_t most = 1;
    for (const Bucket& bucket : result.timeline) most = std::max(most, bucket.count);
    const double step = (kWidth - 2 * kMargin) / static_cast<double>(result.timeline.size());
    for (std::size_t i = 0; i < result.timeline.size(); ++i) {
      const Bucket& bucket = result.timeline[i];
      if (bucket.count == 0) continue;
      const double height = (kBottom - kTop) * static_cast<double>(bucket.count) / static_cast<double>(most);
      out << "<rect x=\"" << number(kMargin + step * (static_cast<double>(i) + kGap / 2)) << "\" y=\"" << number(kBottom - height) << "\" width=\""
          << number(step * (1 - kGap)) << "\" height=\"" << number(height) << "\"><title>" << escaped(bucket.key) << ": " << with_separators(bucket.count)
          << "</title></rect>\n";
    }
    label(out, kMargin, kBottom + 18, "start", result.timeline.front().key);
    if (result.timeline.size() > 1) label(out, kWidth - kMargin, kBottom + 18, "end", result.timeline.back().key);
    label(out, kWidth - kMargin, 20, "end", "at most " + with_separators(most));
  }
  out << "</svg>\n";
}

}  // namespace dateline
