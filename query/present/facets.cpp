// Facets: a line or two a field for people, below the hits.
#include "query/present/facets.h"

#include <algorithm>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/hit_json.h"
#include "query/present/layout.h"

namespace dateline {
namespace {

constexpr std::size_t kNarrowest = 20;
constexpr std::string_view kBetween = " · ";
constexpr Style kCount = 1;

StyledLine item(const std::string& text, const std::string& count, bool apart) {
  StyledLine line = apart ? isolated(styled(text)) : styled(text);
  line.push_back({" "});
  line.push_back({count, kCount});
  return line;
}

// "Harbor Courier 12", "Lakeside Ledger ~3", "4 more", "none 7"
std::vector<StyledLine> items_of(const Facet& facet, bool apart) {
  std::vector<StyledLine> items;
  const auto told = [&](std::uint64_t count) { return (facet.relation == Relation::eq ? "" : "~") + with_separators(count); };
  for (const FacetValue& value : facet.values) items.push_back(item(value.value, told(value.count), apart));
  if (facet.other > 0) items.push_back(styled(with_separators(facet.other) + " more"));
  if (facet.missing > 0) items.push_back(item("none", told(facet.missing), apart));
  return items;
}

std::size_t width_of(const StyledLine& line) {
  std::size_t width = 0;
  for (const Span& span : line) width += display_width(span.text);
  return width;
}

// A value stays with its count; one wider than a line is broken where its words are.
std::vector<StyledLine> lines_of(const std::vector<StyledLine>& items, std::size_t width) {
  std::vector<StyledLine> lines;
  for (const StyledLine& one : items) {
    if (!lines.empty() && width_of(lines.back()) + display_width(kBetween) + width_of(one) <= width) {
      lines.back().push_back({std::string(kBetween)});
      lines.back().insert(lines.back().end(), one.begin(), one.end());
      continue;
    }
    for (StyledLine& line : wrap(one, width)) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

void print_facets(const std::vector<Facet>& facets, const Screen& screen, std::ostream& out) {
  if (facets.empty()) return;
  const Palette colours = palette(screen.colour);
  std::size_t label_width = 0;
  for (const Facet& facet : facets) label_width = std::max(label_width, facet.field.size());
  const std::size_t indent = label_width + 2, width = std::max(screen.width, indent + kNarrowest) - indent;
  out << "\n";
  bool estimated = false;
  for (const Facet& facet : facets) {
    estimated |= facet.relation != Relation::eq;
    std::string before = padded_right(facet.field, indent);
    for (const StyledLine& line : lines_of(items_of(facet, screen.terminal), width)) {
      out << colours.label << before << colours.reset << rendered(line, colours.dim, colours.reset) << "\n";
      before.assign(indent, ' ');
    }
  }
  if (estimated) out << colours.dim << "~: estimated from a sample of the hits" << colours.reset << "\n";
}

nlohmann::ordered_json facets_json(const std::vector<Facet>& facets) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const Facet& facet : facets) {
    nlohmann::ordered_json values = nlohmann::ordered_json::array();
    for (const FacetValue& value : facet.values) {
      nlohmann::ordered_json one{{"value", value.value}, {"count", value.count}, {"query", value.query}};
      if (!value.id.empty()) one["id"] = value.id;
      values.push_back(std::move(one));
    }
    json[facet.field] = {{"relation", relation_name(facet.relation)}, {"values", std::move(values)}, {"other", facet.other}, {"missing", facet.missing}};
  }
  return json;
}

}  // namespace dateline
