// Scores as in Readability (Arc90): each paragraph speaks for the element that holds it, and half as loud for the one around that; text in links speaks against.
#include "indexer/extraction/html_body.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/text/fold.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestScored = 25;  // bytes
constexpr std::size_t kWholeBodyBelow = 200;  // bytes: less than that found: take the whole page's text instead

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P: case GUMBO_TAG_DIV: case GUMBO_TAG_SECTION: case GUMBO_TAG_ARTICLE: case GUMBO_TAG_MAIN: case GUMBO_TAG_H1: case GUMBO_TAG_H2:
    case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6: case GUMBO_TAG_LI: case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE: case GUMBO_TAG_TABLE: case GUMBO_TAG_TR: case GUMBO_TAG_TBODY: case GUMBO_TAG_DL: case GUMBO_TAG_DT: case GUMBO_TAG_DD: case GUMBO_TAG_HR:
    case GUMBO_TAG_BODY: case GUMBO_TAG_HTML: case GUMBO_TAG_HEADER: case GUMBO_TAG_FOOTER: case GUMBO_TAG_ASIDE: case GUMBO_TAG_NAV: case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIGURE: case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_CENTER: return true;
    default: return false;
  }
}

// A cell of a table is a block of its own where text is looked for, and a part of its row where it is written out.
bool holds_blocks(GumboTag tag) { return is_block(tag) || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

bool never_shown(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_HEAD: case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_IFRAME: case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT: case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_BUTTON: case GUMBO_TAG_OBJECT: return true;
    default: return false;
  }
}

// relatedPosts, related-posts, related_posts -> related, posts
std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    if ((!upper && !lower) || (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z'))
      if (!parts.back().empty()) parts.emplace_back();
    if (upper || lower) parts.back().push_back(static_cast<char>(c | 32));
  }
  return parts;
}

// Whether a class, id or role says that the element frames an article.
bool names_frame(std::string_view name) {
  static constexpr std::array<std::string_view, 24> kParts = {"ad", "ads", "aside", "banner", "byline", "caption", "comment", "comments", "consent", "copyright", "credit", "credits",
                                                              "footer", "nav", "navbar", "navigation", "popular", "promo", "related", "share", "sharing", "sidebar", "signup", "social"};
  static constexpr std::array<std::string_view, 7> kBeginnings = {"advert", "sponsor", "recommend", "newsletter", "breadcrumb", "cookie", "subscri"};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kPairs = {
      {{"author", "bio"}, {"author", "box"}, {"about", "author"}, {"most", "read"}, {"read", "more"}, {"more", "stories"}, {"tag", "list"}, {"article", "tags"}, {"sign", "up"}}};
  if (name == "hidden") return true;
  const std::vector<std::string> parts = name_parts(name);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (std::find(kParts.begin(), kParts.end(), parts[i]) != kParts.end()) return true;
    for (std::string_view beginning : kBeginnings)
      if (parts[i].rfind(beginning, 0) == 0) return true;
    for (const auto& [first, second] : kPairs)
      if (parts[i] == first && i + 1 < parts.size() && parts[i + 1] == second) return true;
  }
  return false;
}

// Elements that frame an article and are not part of it.
bool is_frame(const GumboNode& node) {
  switch (node.v.element.tag) {
    case GUMBO_TAG_NAV: case GUMBO_TAG_ASIDE: case GUMBO_TAG_FOOTER: case GUMBO_TAG_FORM: case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_TIME: return true;
    case GUMBO_TAG_BODY: case GUMBO_TAG_HTML: case GUMBO_TAG_ARTICLE: case GUMBO_TAG_MAIN: return false;
    default: break;
  }
  for (const char* name : {"class", "id", "role"})
    for (std::string_view one : words_of(attribute(node, name)))
      if (names_frame(one)) return true;
  return gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr;
}

struct Score {
  double text = 0;
  std::size_t bytes = 0, linked = 0;
};

class Scorer {
 public:
  const GumboNode* best(const GumboNode& root) {
    visit(root, false);
    const GumboNode* found = nullptr;
    double highest = 0;
    for (auto& [node, score] : scores_) {
      const double density = score.bytes ? static_cast<double>(score.linked) / static_cast<double>(score.bytes) : 0;
      double value = score.text * (1 - density);
      if (node->v.element.tag == GUMBO_TAG_ARTICLE || attribute(*node, "itemprop") == "articleBody") value *= 1.3;
      if (value > highest) {
        highest = value;
        found = node;
      }
    }
    return found;
  }

 private:
  // Bytes of text in the node, and of those how many in links.
  Score visit(const GumboNode& node, bool in_link) {
    Score total;
    if (node.type == GUMBO_NODE_TEXT) {
      total.bytes = trimmed(node.v.text.text).size();
      total.linked = in_link ? total.bytes : 0;
      return total;
    }
    const GumboVector* children = children_of(node);
    if (!children) return total;
    if (node.type == GUMBO_NODE_ELEMENT && (never_shown(node.v.element.tag) || is_frame(node))) return total;
    const bool link = in_link || is_element(node, GUMBO_TAG_A);
    std::size_t own = 0;  // text directly in the element, or in its inline children
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      const Score part = visit(child, link);
      total.bytes += part.bytes;
      total.linked += part.linked;
      if (child.type != GUMBO_NODE_ELEMENT || !holds_blocks(child.v.element.tag)) own += part.bytes - std::min(part.bytes, part.linked);
    }
    if (node.type == GUMBO_NODE_ELEMENT && is_block(node.v.element.tag) && own >= kShortestScored) {
      const double value = 1 + std::min(static_cast<double>(own) / 100, 5.0);
      if (node.parent && node.parent->type == GUMBO_NODE_ELEMENT) {
        scores_[node.parent].text += value;
        if (const GumboNode* above = node.parent->parent; above && above->type == GUMBO_NODE_ELEMENT) scores_[above].text += value / 2;
      }
      // A <div> of lines broken by <br> is its own best holder.
      if (!is_element(node, GUMBO_TAG_P)) scores_[&node].text += value;
    }
    if (const auto found = scores_.find(&node); found != scores_.end()) {
      found->second.bytes = total.bytes;
      found->second.linked = total.linked;
    }
    return total;
  }

  std::map<const GumboNode*, Score> scores_;
};

// Text cut at block elements and at doubled <br>.
class Blocks {
 public:
  explicit Blocks(bool everything) : everything_(everything) {}

  void visit(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      current_ += node.v.text.text;
      return;
    }
    const GumboVector* children = children_of(node);
    if (!children) return;
    const GumboTag tag = node.type == GUMBO_NODE_ELEMENT ? node.v.element.tag : GUMBO_TAG_DIV;
    if (never_shown(tag) || (!everything_ && node.type == GUMBO_NODE_ELEMENT && is_frame(node))) return;
    if (tag == GUMBO_TAG_BR) {
      breaks_ += 1;
      if (breaks_ > 1 && trimmed(current_).size() > 0) end();
      current_ += '\n';
      return;
    }
    const bool block = is_block(tag);
    if (block) end();
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) current_ += ' ';
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (!is_element(child, GUMBO_TAG_BR) && child.type != GUMBO_NODE_WHITESPACE) breaks_ = 0;
      visit(child);
    }
    if (block) end();
  }

  std::vector<std::string> take() {
    end();
    return std::move(blocks_);
  }

 private:
  void end() {
    std::string text = one_line(current_);
    current_.clear();
    if (!text.empty()) blocks_.push_back(std::move(text));
  }

  bool everything_;
  std::string current_;
  unsigned breaks_ = 0;
  std::vector<std::string> blocks_;
};

std::string joined(const std::vector<std::string>& blocks, std::string_view title, bool everything) {
  std::string out;
  const std::string folded_title = fold(title);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string& block = blocks[i];
    if (!everything) {
      if (begins_tail(block) && i * 2 > blocks.size()) break;
      if (is_notice(block) || is_caption(block) || is_navigation(block) || begins_tail(block)) continue;
      if (out.empty() && (fold(block) == folded_title || read_head_line(block))) continue;
    }
    if (!out.empty()) out += "\n\n";
    out += block;
  }
  return out;
}

}  // namespace

std::string html_body(const GumboNode& root, std::string_view title) {
  std::string body;
  if (const GumboNode* best = Scorer().best(root)) {
    Blocks blocks(false);
    blocks.visit(*best);
    body = joined(blocks.take(), title, false);
  }
  if (body.size() >= kWholeBodyBelow) return body;
  Blocks blocks(false);
  blocks.visit(root);
  std::string whole = joined(blocks.take(), title, false);
  return whole.size() > body.size() * 2 ? whole : body;
}

std::string html_text(const GumboNode& root) {
  Blocks blocks(true);
  blocks.visit(root);
  return joined(blocks.take(), {}, true);
}

}  // namespace dateline
