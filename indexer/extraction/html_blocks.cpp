#include "indexer/extraction/html_blocks.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kLongCell = 120;  // bytes: a cell of a layout, not of a table of figures

// Whether there is more in it than characters without a width, which page builders leave in empty paragraphs.
bool is_visible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c != ' ' && c != 0xAD && c != 0xFEFF && c != 0x2060 && !(c >= 0x200B && c <= 0x200F)) return true;
  }
  return false;
}

enum class Flow { skip, inside, block, cell };

Flow flow_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_HEAD: case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_IFRAME: case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT: case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_BUTTON: case GUMBO_TAG_OBJECT: case GUMBO_TAG_AUDIO: case GUMBO_TAG_VIDEO: case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_DATALIST: return Flow::skip;
    case GUMBO_TAG_A: case GUMBO_TAG_ABBR: case GUMBO_TAG_ACRONYM: case GUMBO_TAG_B: case GUMBO_TAG_BDI: case GUMBO_TAG_BDO: case GUMBO_TAG_BIG: case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE: case GUMBO_TAG_DEL: case GUMBO_TAG_DFN: case GUMBO_TAG_EM: case GUMBO_TAG_FONT: case GUMBO_TAG_I: case GUMBO_TAG_IMG: case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD: case GUMBO_TAG_LABEL: case GUMBO_TAG_MARK: case GUMBO_TAG_NOBR: case GUMBO_TAG_Q: case GUMBO_TAG_RB: case GUMBO_TAG_RT:
    case GUMBO_TAG_RP: case GUMBO_TAG_RUBY: case GUMBO_TAG_S: case GUMBO_TAG_SAMP: case GUMBO_TAG_SMALL: case GUMBO_TAG_SPAN: case GUMBO_TAG_STRIKE: case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB: case GUMBO_TAG_SUP: case GUMBO_TAG_TIME: case GUMBO_TAG_TT: case GUMBO_TAG_U: case GUMBO_TAG_VAR: case GUMBO_TAG_WBR: case GUMBO_TAG_DATA:
    case GUMBO_TAG_SOURCE: case GUMBO_TAG_INPUT: return Flow::inside;
    case GUMBO_TAG_TD: case GUMBO_TAG_TH: return Flow::cell;
    default: return Flow::block;
  }
}

std::uint16_t within_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6: return within::heading;
    case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_DL: return within::list;
    case GUMBO_TAG_BLOCKQUOTE: return within::quote;
    case GUMBO_TAG_TABLE: return within::table;
    default: return 0;
  }
}

std::uint8_t heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1: return 1;
    case GUMBO_TAG_H2: return 2;
    case GUMBO_TAG_H3: return 3;
    case GUMBO_TAG_H4: return 4;
    case GUMBO_TAG_H5: return 5;
    case GUMBO_TAG_H6: return 6;
    default: return 0;
  }
}

std::uint32_t hints_of_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV: case GUMBO_TAG_MENU: return hint::navigation;
    case GUMBO_TAG_ASIDE: return hint::sidebar;
    case GUMBO_TAG_FOOTER: return hint::footer;
    case GUMBO_TAG_FORM: return hint::signup;
    case GUMBO_TAG_FIGCAPTION: return hint::caption;
    case GUMBO_TAG_ARTICLE: case GUMBO_TAG_MAIN: return hint::article;
    default: return 0;
  }
}

// Hints under which a part of a line is none of its text.
constexpr std::uint32_t kNotInLine = hint::hidden | hint::share | hint::advert | hint::caption;

class Walker {
 public:
  PageBlocks run(const GumboNode& root) {
    page_.elements.emplace_back();
    stack_.push_back({&root, 0, Flow::block, 0});
    while (!stack_.empty()) {
      Open& top = stack_.back();
      const GumboVector* children = children_of(*top.node);
      if (!children || top.next == children->length) {
        leave(top);
        stack_.pop_back();
        continue;
      }
      enter(*static_cast<const GumboNode*>(children->data[top.next++]));
    }
    end_block();
    page_.elements[0].end_block = static_cast<std::uint32_t>(page_.blocks.size());
    return std::move(page_);
  }

 private:
  struct Open {
    const GumboNode* node;
    unsigned next;  // child to visit
    Flow flow;
    std::uint32_t element;  // meaningful for block and cell
  };

  void enter(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      if (node.type != GUMBO_NODE_WHITESPACE) breaks_ = 0;
      append(node.v.text.text);
      return;
    }
    if (!children_of(node)) return;
    const GumboTag tag = node.v.element.tag;
    const Flow flow = node.type == GUMBO_NODE_TEMPLATE ? Flow::skip : flow_of(tag);
    if (flow == Flow::skip) return;
    if (tag == GUMBO_TAG_BR) {
      if (++breaks_ > 1) end_block();
      append(" ");
      return;
    }
    const std::uint32_t hints = hints_.of(node) | hints_of_tag(tag);
    if (flow == Flow::inside) {
      if (hints & kNotInLine && tag != GUMBO_TAG_A) return;
      if (tag == GUMBO_TAG_A) ++links_;
      if (tag == GUMBO_TAG_TIME) ++times_;
      stack_.push_back({&node, 0, flow, 0});
      return;
    }
    if (flow == Flow::block || text_.size() > kLongCell || linked_ * 2 > text_.size()) end_block();
    if (flow == Flow::cell) append(" ");
    const auto index = static_cast<std::uint32_t>(page_.elements.size());
    PageElement element;
    element.parent = current_;
    element.first_block = static_cast<std::uint32_t>(page_.blocks.size());
    element.hints = hints;
    element.tag = tag;
    element.within = static_cast<std::uint16_t>(page_.elements[current_].within | within_of(tag));
    page_.elements.push_back(element);
    current_ = index;
    if (const std::uint8_t level = heading_level(tag)) level_ = level;
    stack_.push_back({&node, 0, flow, index});
  }

  void leave(const Open& open) {
    const GumboTag tag = open.node->type == GUMBO_NODE_DOCUMENT ? GUMBO_TAG_HTML : open.node->v.element.tag;
    if (open.flow == Flow::inside) {
      if (tag == GUMBO_TAG_A) --links_;
      if (tag == GUMBO_TAG_TIME) --times_;
      return;
    }
    if (open.flow == Flow::block || text_.size() > kLongCell) end_block();
    PageElement& element = page_.elements[open.element];
    element.end_block = static_cast<std::uint32_t>(page_.blocks.size());
    if (heading_level(tag)) level_ = 0;
    current_ = element.parent;
  }

  void append(std::string_view text) {
    const std::size_t before = text_.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      bool blank = c == ' ' || (c >= '\t' && c <= '\r');
      if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') {
        blank = true;
        ++i;
      }
      if (!blank)
        text_.push_back(c);
      else if (!text_.empty() && text_.back() != ' ')
        text_.push_back(' ');
    }
    const auto added = static_cast<std::uint32_t>(text_.size() - before);
    if (links_) linked_ += added;
    if (times_) timed_ += added;
  }

  void end_block() {
    breaks_ = 0;
    if (!text_.empty() && text_.back() == ' ') text_.pop_back();
    if (is_visible(text_)) {
      PageBlock block;
      block.text = text_;
      block.element = current_;
      // A space at the end may have been counted.
      block.linked = std::min(linked_, static_cast<std::uint32_t>(text_.size()));
      block.timed = std::min(timed_, static_cast<std::uint32_t>(text_.size()));
      block.level = level_;
      page_.blocks.push_back(std::move(block));
    }
    text_.clear();
    linked_ = timed_ = 0;
  }

  PageBlocks page_;
  HintReader hints_;
  std::vector<Open> stack_;
  std::string text_;
  std::uint32_t current_ = 0, linked_ = 0, timed_ = 0;
  unsigned links_ = 0, times_ = 0, breaks_ = 0;
  std::uint8_t level_ = 0;
};

}  // namespace

PageBlocks page_blocks(const GumboNode& root) { return Walker().run(root); }

}  // namespace dateline
