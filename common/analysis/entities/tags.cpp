#include "common/analysis/entities/tags.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

constexpr std::array<std::string_view, kTypes> kNames = {"PER", "ORG", "LOC", "MISC"};
constexpr std::array<std::string_view, kTypes> kBegin = {"B-PER", "B-ORG", "B-LOC", "B-MISC"};
constexpr std::array<std::string_view, kTypes> kInside = {"I-PER", "I-ORG", "I-LOC", "I-MISC"};

int type_named(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? -1 : static_cast<int>(found - kNames.begin());
}

bool begins(std::string_view before, std::string_view tag) {
  if (tag == "O") return false;
  return tag[0] == 'B' || tag[0] == 'S' || before == "O" || before[0] == 'E' || before[0] == 'S' || before.substr(2) != tag.substr(2);
}

}  // namespace

bool is_tag(std::string_view tag) {
  return tag == "O" || (tag.size() > 2 && std::string_view("BIES").find(tag[0]) != std::string_view::npos && tag[1] == '-' && type_named(tag.substr(2)) >= 0);
}

std::vector<Label> labels_of(std::span<const std::string_view> tags) {
  std::vector<Label> labels(tags.size(), kOutside);
  for (std::size_t at = 0; at < tags.size(); ++at) {
    if (tags[at] == "O") continue;
    const bool first = begins(at ? tags[at - 1] : "O", tags[at]);
    const bool goes_on = at + 1 < tags.size() && tags[at + 1] != "O" && !begins(tags[at], tags[at + 1]);
    const Place place = first ? (goes_on ? Place::begin : Place::unit) : (goes_on ? Place::inside : Place::last);
    labels[at] = label_of(type_named(tags[at].substr(2)), place);
  }
  return labels;
}

std::string_view tag_of(Label label) {
  if (label == kOutside) return "O";
  const bool first = place_of(label) == Place::begin || place_of(label) == Place::unit;
  return (first ? kBegin : kInside)[static_cast<std::size_t>(type_of(label))];
}

std::vector<LabelledSpan> spans_of(std::span<const Label> labels) {
  std::vector<LabelledSpan> spans;
  for (std::size_t at = 0; at < labels.size(); ++at) {
    if (labels[at] == kOutside) continue;
    const std::size_t first = at;
    while (place_of(labels[at]) != Place::last && place_of(labels[at]) != Place::unit && at + 1 < labels.size()) ++at;
    spans.push_back({first, at + 1, static_cast<EntityType>(type_of(labels[first]))});
  }
  return spans;
}

}  // namespace dateline
