// Hits over time: bars for people, JSON and CSV for programs.
#include <algorithm>
#include <array>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/heading.h"
#include "query/present/hit_json.h"
#include "query/present/layout.h"
#include "query/present/present.h"
#include "query/present/timeline_scale.h"

namespace dateline {
namespace {

constexpr std::array<const char*, 9> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
constexpr std::size_t kNarrowestBar = 10, kNarrowestHeadline = 20;
constexpr std::size_t kDateLength = 10;  // of 2024-03-14T09:30:00Z
// The period of a peak that its headline is of, and its others.
constexpr const char *kTop = "▲ ", *kSlope = "│ ", *kNoPeak = "  ";

// `share` of `columns`, 0 to 1; of what is there at all something is seen.
std::string bar(double share, std::size_t columns) {
  constexpr std::size_t kSteps = kEighths.size() - 1;
  std::size_t eighths = static_cast<std::size_t>(share * static_cast<double>(columns * kSteps) + 0.5);
  if (share > 0) eighths = std::max<std::size_t>(1, eighths);
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

const Peak* peak_of(const Bucket& bucket, const Result& result) {
  for (const Peak& peak : result.peaks)
    if (is_in(bucket, peak)) return &peak;
  return nullptr;
}

// "2011-03-19 · Harbor Courier": what its row does not say already.
std::string origin(const Headline& headline, TimelineUnit unit) {
  std::string text = unit == TimelineUnit::day ? "" : headline.published.substr(0, kDateLength);
  if (!headline.source.empty()) text += (text.empty() ? "" : " · ") + headline.source;
  return text;
}

void print_headline(const Headline& headline, TimelineUnit unit, std::size_t indent, const Screen& screen, const Palette& colours, std::ostream& out) {
  const std::size_t width = std::max(screen.width, indent + kNarrowestHeadline) - indent;
  const std::string before(indent, ' ');
  for (const StyledLine& line : wrap_beginning(screen.terminal ? isolated(styled(headline.title)) : styled(headline.title), width)) out << before << colours.title << rendered(line, "", "") << colours.reset << "\n";
  for (const StyledLine& line : wrap_beginning(screen.terminal ? isolated(styled(origin(headline, unit))) : styled(origin(headline, unit)), width)) out << before << colours.dim << rendered(line, "", "") << colours.reset << "\n";
}

nlohmann::ordered_json share_of(std::uint64_t count, std::uint64_t articles) {
  return articles ? nlohmann::ordered_json(static_cast<double>(count) / static_cast<double>(articles)) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json peaks_json(const std::vector<Peak>& peaks) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Peak& peak : peaks) {
    nlohmann::ordered_json one{{"key", peak.key}, {"from", peak.from}, {"to", peak.to}, {"count", peak.count}, {"articles", peak.articles}, {"share", share_of(peak.count, peak.articles)}};
    one["headline"] = nullptr;
    if (peak.headline) {
      const Headline& headline = *peak.headline;
      one["headline"] = {{"id", headline.id}, {"title", headline.title}, {"published", headline.published}, {"source", headline.source.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(headline.source)}};
    }
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

void present_timeline_text(const Result& result, bool normalised, const Screen& screen, std::ostream& out) {
  const Palette colours = palette(screen.colour);
  Result heading = result;
  heading.timeline.clear();
  heading.sort = Sort::relevance;
  print_heading(heading, screen, out);
  std::size_t key_width = 0, count_width = 0, share_width = 0;
  for (const Bucket& bucket : result.timeline) {
    key_width = std::max(key_width, display_width(bucket.key));
    count_width = std::max(count_width, with_separators(bucket.count).size());
    share_width = std::max(share_width, normalised ? per_thousand_text(height_of(bucket, true)).size() + 3 : 0);
  }
  const double highest = highest_of(result, normalised);
  const std::size_t labels = key_width + count_width + share_width + 4 + (result.peaks.empty() ? 0 : display_width(kTop));
  const std::size_t columns = std::max(screen.width, labels + kNarrowestBar) - labels;
  if (!result.timeline.empty()) out << "\n";
  for (const Bucket& bucket : result.timeline) {
    out << padded_right(escape_for_terminal(bucket.key, true), key_width) << "  " << padded_left(with_separators(bucket.count), count_width);
    if (normalised) out << padded_left(bucket.articles ? per_thousand_text(height_of(bucket, true)) + "‰" : "", share_width);
    const Peak* peak = peak_of(bucket, result);
    if (bucket.count > 0) {
      out << "  ";
      if (!result.peaks.empty()) out << (peak ? colours.match + (peak->key == bucket.key ? kTop : kSlope) + colours.reset : kNoPeak);
      out << (peak ? colours.match : colours.label) << bar(height_of(bucket, normalised) / highest, columns) << colours.reset;
    }
    out << "\n";
    if (peak && peak->headline && peak->key == bucket.key && result.timeline_unit) print_headline(*peak->headline, *result.timeline_unit, labels, screen, colours, out);
  }
  if (normalised && !result.timeline.empty()) out << "\n" << colours.dim << "‰: hits " << kNormalisedNote << colours.reset << "\n";
  if (result.undated > 0) out << "\n" << colours.dim << with_separators(result.undated) << " without a date" << colours.reset << "\n";
}

void present_timeline_json(const Result& result, bool normalised, std::ostream& out) {
  nlohmann::ordered_json buckets = timeline_json(result.timeline);
  for (std::size_t i = 0; normalised && i < buckets.size(); ++i) {
    const Bucket& bucket = result.timeline[i];
    buckets[i]["articles"] = bucket.articles;
    buckets[i]["share"] = share_of(bucket.count, bucket.articles);
  }
  out << dumped({{"schema", "dateline.timeline/1"},
                 {"query", query_json(result)},
                 {"total", total_json(result.total)},
                 {"warnings", result.warnings},
                 {"unit", result.timeline_unit ? nlohmann::ordered_json(name_of(*result.timeline_unit)) : nlohmann::ordered_json(nullptr)},
                 {"timeline", std::move(buckets)},
                 {"peaks", peaks_json(result.peaks)},
                 {"undated", result.undated}})
      << "\n";
}

void present_timeline_csv(const Result& result, bool normalised, std::ostream& out) {
  out << "key,from,count" << (normalised ? ",articles,share" : "") << "\r\n";
  for (const Bucket& bucket : result.timeline) {
    out << bucket.key << "," << bucket.from << "," << bucket.count;
    if (normalised) out << "," << bucket.articles << "," << (bucket.articles ? share_of(bucket.count, bucket.articles).dump() : "");
    out << "\r\n";
  }
}

}  // namespace dateline
