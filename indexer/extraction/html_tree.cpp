#include "indexer/extraction/html_tree.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace dateline {
namespace {

constexpr std::size_t kDeepest = 2000;  // gumbo frees its tree by recursion

// How deep elements that end only by an end tag are nested, at most.
std::size_t depth_of(std::string_view page) {
  static constexpr std::array<std::string_view, 23> kImplied = {"p",    "li",     "dt",  "dd",       "tr",    "td",    "th",      "option",   "br", "img", "hr", "input",
                                                                "meta", "link",   "source", "wbr",   "thead", "tbody", "tfoot", "colgroup", "col", "caption", "optgroup"};
  std::vector<std::string> open;
  std::size_t deepest = 0;
  for (std::size_t at = page.find('<'); at != page.npos && at + 1 < page.size(); at = page.find('<', at + 1)) {
    const bool closes = page[at + 1] == '/';
    const std::size_t begin = at + 1 + closes;
    std::size_t end = begin;
    std::string name;
    for (; end < page.size() && end < begin + 12; ++end) {
      const char c = static_cast<char>(page[end] | 32);
      if (!((c >= 'a' && c <= 'z') || (page[end] >= '0' && page[end] <= '9'))) break;
      name.push_back(c);
    }
    if (!closes && (name == "script" || name == "style")) {
      const std::size_t over = page.find("</", end);
      if (over == page.npos) break;
      at = over - 1;
      continue;
    }
    if (!closes && page.substr(page.find('>', end) - 1, 1) == "/") continue;  // <path/>
    if (name.empty() || std::find(kImplied.begin(), kImplied.end(), name) != kImplied.end()) continue;
    if (!closes) {
      open.push_back(std::move(name));
      deepest = std::max(deepest, open.size());
      if (deepest > kDeepest) break;
      continue;
    }
    // An end tag that nothing waits for closes nothing.
    const auto waiting = std::find(open.rbegin(), open.rend(), name);
    if (waiting != open.rend()) open.erase(waiting.base() - 1, open.end());
  }
  return deepest;
}

void collect(const GumboNode& node, std::string& out) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
    out += node.v.text.text;
    return;
  }
  if (const GumboVector* children = children_of(node))
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (!is_element(child, GUMBO_TAG_SCRIPT) && !is_element(child, GUMBO_TAG_STYLE)) collect(child, out);
    }
}

}  // namespace

HtmlTree::HtmlTree(std::string_view page) {
  if (depth_of(page) > kDeepest) return;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // each would hold a copy of the stack of open elements
  output_.reset(gumbo_parse_with_options(&options, page.data(), page.size()));
}

const GumboNode* HtmlTree::root() const { return output_ ? output_->document : nullptr; }

void HtmlTree::Destroy::operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }

bool is_element(const GumboNode& node, GumboTag tag) {
  return (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) && node.v.element.tag == tag;
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) return &node.v.element.children;
  return nullptr;
}

void each_element(const GumboNode& root, const std::function<bool(const GumboNode&)>& enter) {
  if (root.type == GUMBO_NODE_ELEMENT && !enter(root)) return;
  if (const GumboVector* children = children_of(root))
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (children_of(child)) each_element(child, enter);
    }
}

std::string text_in(const GumboNode& node) {
  std::string out;
  collect(node, out);
  return out;
}

}  // namespace dateline
