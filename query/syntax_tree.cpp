#include "query/syntax_tree.h"

#include <algorithm>
#include <utility>

#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxNotices = 16;
constexpr std::size_t kMaxQuotedBytes = 60;

}  // namespace

Node leaf_node(NodeKind kind, std::string text) {
  Node node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

Node joined_node(NodeKind kind, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  for (Node& child : children) {
    if (child.kind == NodeKind::nothing) continue;
    if (child.kind == kind)
      std::move(child.children.begin(), child.children.end(), std::back_inserter(node.children));
    else
      node.children.push_back(std::move(child));
  }
  if (node.children.empty()) return Node();
  if (node.children.size() == 1) {
    Node only = std::move(node.children.front());
    return only;
  }
  return node;
}

Node negated_node(Node child) {
  if (child.kind == NodeKind::nothing) return child;
  if (child.kind == NodeKind::negation) {
    Node inner = std::move(child.children.front());
    return inner;
  }
  Node node;
  node.kind = NodeKind::negation;
  node.children.push_back(std::move(child));
  return node;
}

bool is_condition(const Node& node) {
  switch (node.kind) {
    case NodeKind::negation:
    case NodeKind::field:
    case NodeKind::dates: return true;
    case NodeKind::all:
    case NodeKind::any: return std::all_of(node.children.begin(), node.children.end(), is_condition);
    default: return false;
  }
}

bool is_wish(const Node& node) { return node.kind == NodeKind::dates && node.field == "around"; }

bool is_leaf(const Node& node) {
  return node.kind == NodeKind::word || node.kind == NodeKind::phrase || node.kind == NodeKind::exact ||
         node.kind == NodeKind::prefix;
}

std::size_t things_asked(const Node& node) {
  if (node.kind == NodeKind::near || is_leaf(node)) return 1;
  if (is_condition(node)) return 0;
  std::size_t count = 0;
  for (const Node& child : node.children) count += things_asked(child);
  return count;
}

void add_notice(std::vector<std::string>& notices, std::string notice) {
  if (notices.size() > kMaxNotices || std::find(notices.begin(), notices.end(), notice) != notices.end()) return;
  notices.push_back(notices.size() == kMaxNotices ? "more of the query could not be read" : std::move(notice));
}

std::string shortened(std::string_view text) {
  const std::string_view start = cut_utf8(text, kMaxQuotedBytes);
  return std::string(start) + (start.size() < text.size() ? "…" : "");
}

}  // namespace dateline
