// Hits over time: bars for people, JSON and CSV for programs.
#include <algorithm>
#include <array>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/heading.h"
#include "query/present/hit_json.h"
#include "query/present/layout.h"
#include "query/present/present.h"

namespace dateline {
namespace {

constexpr std::array<const char*, 9> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
constexpr std::size_t kNarrowestBar = 10;

std::string bar(std::uint64_t count, std::uint64_t most, std::size_t columns) {
  constexpr std::size_t kSteps = kEighths.size() - 1;
  std::size_t eighths = static_cast<std::size_t>(static_cast<double>(count) / static_cast<double>(most) *
                                                     static_cast<double>(columns * kSteps) + 0.5);
  if (count > 0) eighths = std::max<std::size_t>(1, eighths);
  std::string text;
  for (; eighths >= kSteps; eighths -= kSteps) text += kEighths[kSteps];
  return text + kEighths[eighths];
}

const char* name_of(TimelineUnit unit) {
  switch (unit) {
    case TimelineUnit::day: return "day";
    case TimelineUnit::week: return "week";
    case TimelineUnit::month: return "month";
    case TimelineUnit::year: return "year";
  }
  return "";
}

}  // namespace

void present_timeline_text(const Result& result, const Screen& screen, std::ostream& out) {
  const Palette colours = palette(screen.colour);
  Result heading = result;
  heading.timeline.clear();
  heading.sort = Sort::relevance;
  print_heading(heading, screen, out);
  std::size_t key_width = 0, count_width = 0;
  std::uint64_t most = 1;
  for (const Bucket& bucket : result.timeline) {
    key_width = std::max(key_width, display_width(bucket.key));
    count_width = std::max(count_width, with_separators(bucket.count).size());
    most = std::max(most, bucket.count);
  }
  const std::size_t labels = key_width + count_width + 4;
  const std::size_t columns = std::max(screen.width, labels + kNarrowestBar) - labels;
  if (!result.timeline.empty()) out << "\n";
  for (const Bucket& bucket : result.timeline) {
    out << padded_right(escape_for_terminal(bucket.key, true), key_width) << "  "
        << padded_left(with_separators(bucket.count), count_width);
    if (bucket.count > 0) out << "  " << colours.label << bar(bucket.count, most, columns) << colours.reset;
    out << "\n";
  }
  if (result.undated > 0) out << "\n" << colours.dim << with_separators(result.undated) << " without a date" << colours.reset << "\n";
}

void present_timeline_json(const Result& result, TimelineUnit unit, std::ostream& out) {
  out << dumped({{"schema", "dateline.timeline/1"},
                 {"query", query_json(result)},
                 {"total", total_json(result.total)},
                 {"warnings", result.warnings},
                 {"unit", name_of(unit)},
                 {"timeline", timeline_json(result.timeline)},
                 {"undated", result.undated}})
      << "\n";
}

void present_timeline_csv(const Result& result, std::ostream& out) {
  out << "key,from,count\r\n";
  for (const Bucket& bucket : result.timeline) out << bucket.key << "," << bucket.from << "," << bucket.count << "\r\n";
}

}  // namespace dateline
