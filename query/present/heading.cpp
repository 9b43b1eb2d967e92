#include "query/present/heading.h"

#include <algorithm>
#include <array>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/layout.h"
#include "query/present/understood.h"

namespace dateline {
namespace {

constexpr std::array<const char*, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t kNarrowest = 20;

// "Talks in Kyiv end (2024-03-11)".
std::string related_to(const Article& article) {
  constexpr std::size_t kDateLength = 10;  // of 2024-03-14T09:30:00Z
  const std::string name = escape_for_terminal(article.title.empty() ? article.id : article.title, true);
  return name + " (" + (article.published.empty() ? "no date" : article.published.substr(0, kDateLength)) + ")";
}

void print_wrapped(const std::string& label, const std::string& text, const std::string& on, const Palette& colours,
                   const Screen& screen, std::ostream& out) {
  const std::size_t indent = display_width(label);
  const std::size_t width = std::max(screen.width, indent + kNarrowest) - indent;
  std::string before = label;
  const StyledLine whole = styled(text);
  for (const StyledLine& line : wrap(screen.terminal ? isolated(whole) : whole, width)) {
    out << on << before << rendered(line, "", "") << (on.empty() ? "" : colours.reset) << "\n";
    before.assign(indent, ' ');
  }
}

}  // namespace

std::string total_text(const Total& total) {
  if (total.value == 0 && total.relation != Relation::ge) return "no articles";
  std::string text = with_separators(total.value) + (total.value == 1 ? " article" : " articles");
  if (total.relation == Relation::ge) text = "at least " + text;
  if (total.relation == Relation::approx) text = "about " + text;
  return text;
}

std::string sparkline(const std::vector<Bucket>& timeline, std::size_t columns) {
  if (timeline.size() < 2) return {};
  const std::string first = escape_for_terminal(timeline.front().key, true), last = escape_for_terminal(timeline.back().key, true);
  const std::size_t labels = display_width(first) + display_width(last) + 2;
  const std::size_t room = columns > labels + kBars.size() ? columns - labels : kBars.size();
  const std::size_t periods_each = (timeline.size() + room - 1) / room;
  std::vector<std::uint64_t> counts((timeline.size() + periods_each - 1) / periods_each);
  for (std::size_t i = 0; i < timeline.size(); ++i) counts[i / periods_each] += timeline[i].count;
  const std::uint64_t most = std::max<std::uint64_t>(1, *std::max_element(counts.begin(), counts.end()));
  std::string bars;
  for (const std::uint64_t count : counts) {
    // The lowest bar is for none, so that one hit can be seen.
    const double share = static_cast<double>(count) / static_cast<double>(most);
    bars += kBars[count == 0 ? 0 : 1 + static_cast<std::size_t>(share * (kBars.size() - 2) + 0.5)];
  }
  return first + " " + bars + " " + last;
}

void print_heading(const Result& result, const Screen& screen, std::ostream& out) {
  const Palette colours = palette(screen.colour);
  std::string heading = total_text(result.total);
  const std::string query = escape_for_terminal(result.query, true);
  if (result.related_to)
    heading += " related to " + related_to(*result.related_to);
  else if (!query.empty())
    heading += " for " + query;
  if (result.sort != Sort::relevance && result.total.value > 1) heading += result.sort == Sort::newest ? ", newest first" : ", oldest first";
  print_wrapped("", heading, colours.title, colours, screen, out);
  for (const Understanding& said : understanding_of(result)) print_wrapped("  " + said.label + ": ", said.text, colours.dim, colours, screen, out);
  for (const std::string& warning : result.warnings) print_wrapped("  note: ", warning, colours.warning, colours, screen, out);
  const std::string spark = sparkline(result.timeline, std::max(screen.width, kNarrowest) - 2);
  if (!spark.empty()) out << "  " << colours.label << spark << colours.reset << "\n";
  for (const Suggestion& suggestion : result.suggestions)
    print_wrapped("  did you mean: ", suggestion.query, colours.label, colours, screen, out);
}

}  // namespace dateline
