#include "query/syntax_fields.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "common/text/edit_distance.h"
#include "query/syntax_dates.h"
#include "query/syntax_lexer.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> kTextFields{"title", "author", "source", "section", "lang", "tag", "url", "id", "person", "org", "place", "entity"};
constexpr std::array<std::string_view, 6> kDateFields{"date", "after", "since", "before", "about", "around"};

// What other programs call our fields, to be suggested.
const std::map<std::string_view, std::string_view>& other_names() {
  static const std::map<std::string_view, std::string_view> names{
      {"headline", "title"},  {"subject", "title"}, {"intitle", "title"},   {"by", "author"},       {"byline", "author"},
      {"publisher", "source"}, {"outlet", "source"}, {"language", "lang"},   {"category", "section"}, {"topic", "tag"},
      {"keyword", "tag"},     {"who", "person"},      {"people", "person"},     {"organisation", "org"}, {"organization", "org"},
      {"company", "org"},     {"location", "place"},  {"country", "place"},     {"names", "entity"},
           {"site", "url"},      {"host", "url"},        {"domain", "url"},      {"inurl", "url"},
      {"published", "date"},  {"near", "around"},   {"day", "date"},      {"year", "date"},       {"from", "since"},      {"until", "before"},
      {"to", "before"}};
  return names;
}


// An article has one of these: values side by side are alternatives.
bool has_one_value(std::string_view field) { return is_date_field(field) || field == "lang" || is_verbatim_field(field); }

Node field_node(std::string_view field, Node value) {
  Node node;
  node.kind = NodeKind::field;
  node.field = field;
  node.children.push_back(std::move(value));
  return node;
}

// Whether a group may stand under one field as it is.
bool is_plain_group(const Node& node) {
  if (is_leaf(node)) return true;
  if (node.kind != NodeKind::all && node.kind != NodeKind::any && node.kind != NodeKind::words) return false;
  return std::all_of(node.children.begin(), node.children.end(), is_plain_group);
}

// lang:en,de
Node language_list(const Node& value) {
  std::vector<Node> codes;
  for (std::size_t at = 0; at <= value.text.size();) {
    const std::size_t comma = std::min(value.text.find(',', at), value.text.size());
    if (has_content(value.text.substr(at, comma - at))) codes.push_back(leaf_node(NodeKind::word, value.text.substr(at, comma - at)));
    at = comma + 1;
  }
  return joined_node(NodeKind::any, std::move(codes));
}

// What the words of a group mean under its field, before it is put there.
Node settled(std::string_view field, Node node, std::vector<std::string>& notices) {
  for (Node& child : node.children) child = settled(field, std::move(child), notices);
  if (node.kind == NodeKind::near) {
    add_notice(notices, "NEAR is not read under " + std::string(field) + ":, its words are searched side by side");
    node.kind = NodeKind::all;
  }
  if (has_one_value(field) && node.kind == NodeKind::words) node.kind = NodeKind::any;
  if (field == "lang" && node.kind == NodeKind::word && node.text.find(',') != std::string::npos) return language_list(node);
  if (node.kind == NodeKind::all || node.kind == NodeKind::any || node.kind == NodeKind::words)
    return joined_node(node.kind, std::move(node.children));
  return node;
}

Node placed(std::string_view field, Node node, std::int64_t now, std::vector<std::string>& notices) {
  if (node.kind == NodeKind::nothing || node.kind == NodeKind::field || node.kind == NodeKind::dates) return node;
  if (is_date_field(field)) {
    if (is_leaf(node)) return date_condition(field, node.text, now, notices);
  } else if (is_plain_group(node)) {
    return field_node(field, std::move(node));
  }
  if (node.kind == NodeKind::negation) return negated_node(placed(field, std::move(node.children.front()), now, notices));
  for (Node& child : node.children) child = placed(field, std::move(child), now, notices);
  return joined_node(node.kind == NodeKind::words ? NodeKind::all : node.kind, std::move(node.children));
}

}  // namespace

bool is_field(std::string_view name) {
  return is_date_field(name) || std::find(kTextFields.begin(), kTextFields.end(), name) != kTextFields.end();
}

bool is_date_field(std::string_view name) { return std::find(kDateFields.begin(), kDateFields.end(), name) != kDateFields.end(); }

bool is_entity_field(std::string_view name) { return name == "person" || name == "org" || name == "place" || name == "entity"; }

bool is_verbatim_field(std::string_view name) { return name == "id" || name == "url"; }

std::string nearest_field(std::string_view name) {
  if (const auto other = other_names().find(name); other != other_names().end()) return std::string(other->second);
  if (name.size() < 3 || name.size() > 12) return {};
  std::string nearest;
  std::size_t least = name.size() < 5 ? 1 : 2;
  const auto consider = [&](std::string_view field) {
    const std::size_t distance = edit_distance(name, field);
    if (distance > least || (distance == least && !nearest.empty())) return;
    least = distance;
    nearest = field;
  };
  std::for_each(kTextFields.begin(), kTextFields.end(), consider);
  std::for_each(kDateFields.begin(), kDateFields.end(), consider);
  return nearest;
}

Node under_field(std::string_view field, Node value, std::int64_t now, std::vector<std::string>& notices) {
  return placed(field, settled(field, std::move(value), notices), now, notices);
}

}  // namespace dateline
