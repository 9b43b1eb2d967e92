#include "indexer/extraction/page_lines.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include "common/text/fold.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

constexpr std::size_t kProse = 100;       // bytes of a line that is a paragraph
constexpr std::size_t kLongestLine = 2000;  // the rest of one is not looked at
constexpr std::size_t kMostLines = 20'000, kMostMarks = 50, kLabelBytes = 40;
constexpr std::size_t kDekBytes = 350, kLinesAbove = 8;

bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A: case GUMBO_TAG_ABBR: case GUMBO_TAG_B: case GUMBO_TAG_BDI: case GUMBO_TAG_BDO: case GUMBO_TAG_CITE: case GUMBO_TAG_CODE: case GUMBO_TAG_DATA:
    case GUMBO_TAG_DFN: case GUMBO_TAG_EM: case GUMBO_TAG_FONT: case GUMBO_TAG_I: case GUMBO_TAG_KBD: case GUMBO_TAG_LABEL: case GUMBO_TAG_MARK: case GUMBO_TAG_Q:
    case GUMBO_TAG_S: case GUMBO_TAG_SAMP: case GUMBO_TAG_SMALL: case GUMBO_TAG_SPAN: case GUMBO_TAG_STRONG: case GUMBO_TAG_SUB: case GUMBO_TAG_SUP: case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT: case GUMBO_TAG_U: case GUMBO_TAG_VAR: case GUMBO_TAG_IMG: case GUMBO_TAG_WBR: case GUMBO_TAG_UNKNOWN: return true;
    default: return false;
  }
}

bool never_shown(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NOSCRIPT: case GUMBO_TAG_HEAD: case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_IFRAME: case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT: case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_OBJECT: return true;
    default: return false;
  }
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// The headline: the h1 (else h2, h3) that is og:title, or the longest that the page's titles contain or begin like; else the first h1.
class Headline {
 public:
  static const GumboNode* find(const GumboNode& root) {
    Headline search;
    each_element(root, [&](const GumboNode& node) {
      search.visit(node);
      return !never_shown(node.v.element.tag) || is_element(node, GUMBO_TAG_HEAD);
    });
    return search.best();
  }

 private:
  struct Heading {
    const GumboNode* node;
    std::string text;
  };
  static constexpr std::size_t kMostHeadings = 60, kShortestSure = 12, kSameBeginning = 24;

  void visit(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_TITLE && titles_.size() < 1000) titles_ += "\n" + fold(one_line(text_in(node)));
    if (tag == GUMBO_TAG_META && attribute(node, "property") == "og:title" && named_.empty()) named_ = fold(one_line(attribute(node, "content")));
    if ((tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3) && headings_.size() < kMostHeadings) headings_.push_back({&node, fold(one_line(text_in(node)))});
  }

  const GumboNode* best() {
    titles_ += "\n" + named_;
    for (const Heading& one : headings_)
      if (!one.text.empty() && one.text == named_) return one.node;
    for (const GumboTag tag : {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3}) {
      const Heading* longest = nullptr;
      for (const Heading& one : headings_) {
        if (!is_element(*one.node, tag) || one.text.size() < kShortestSure) continue;
        const bool begins_alike = one.text.size() >= kSameBeginning && has(titles_, "\n" + one.text.substr(0, kSameBeginning));
        if ((has(titles_, one.text) || begins_alike) && (!longest || one.text.size() > longest->text.size())) longest = &one;
      }
      if (longest) return longest->node;
    }
    for (const Heading& one : headings_)
      if (is_element(*one.node, GUMBO_TAG_H1) && words_of(one.text).size() >= 2) return one.node;
    return nullptr;
  }

  std::string titles_, named_;
  std::vector<Heading> headings_;
};

class Builder {
 public:
  explicit Builder(const GumboNode& root) : headline_(Headline::find(root)) {
    for (const GumboNode* node = headline_; node; node = node->parent) {
      around_headline_.insert(node);
      if (!main_article_ && is_element(*node, GUMBO_TAG_ARTICLE)) main_article_ = node;
    }
    page_bytes_ = measure(root);
    begin_line();
    walk(root, {});
    end_line();
    finish();
  }

  PageLines run() { return std::move(out_); }

 private:
  struct State {
    PagePlace place = PagePlace::article;
    NamedDate named = NamedDate::none;
    std::string_view name;
    bool linked = false;
    bool headline = false;
  };

  // Bytes of text in each element; the <article> with most of it when none holds the headline.
  std::size_t measure(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT) return trimmed(node.v.text.text).size();
    if (node.type == GUMBO_NODE_ELEMENT && never_shown(node.v.element.tag)) return 0;
    std::size_t bytes = 0;
    if (const GumboVector* children = children_of(node))
      for (unsigned i = 0; i < children->length; ++i) bytes += measure(*static_cast<const GumboNode*>(children->data[i]));
    if (node.type == GUMBO_NODE_ELEMENT) {
      bytes_[&node] = bytes;
      if (is_element(node, GUMBO_TAG_ARTICLE) && !around_headline_.count(&node) && bytes > largest_) {
        largest_ = bytes;
        largest_article_ = &node;
      }
    }
    return bytes;
  }

  void walk(const GumboNode& node, State state) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      text(node.v.text.text, state);
      return;
    }
    const GumboVector* children = children_of(node);
    if (!children || out_.lines.size() >= kMostLines) return;
    bool block = false;
    if (node.type == GUMBO_NODE_ELEMENT) {
      const GumboTag tag = node.v.element.tag;
      if (never_shown(tag)) return;
      block = !is_inline(tag);
      if (block) break_line();
      enter(node, state);
      if (block && tag != GUMBO_TAG_BR) current_.is_headline = state.headline;
      mark(node, state);
    }
    for (unsigned i = 0; i < children->length; ++i) walk(*static_cast<const GumboNode*>(children->data[i]), state);
    if (block) {
      break_line();
      current_.is_headline = state.headline && &node != headline_;
    }
  }

  void enter(const GumboNode& node, State& state) {
    const GumboTag tag = node.v.element.tag;
    if (&node == headline_) state.headline = true;
    if (tag == GUMBO_TAG_A) state.linked = true;
    names_.clear();
    for (const char* key : {"class", "id", "itemprop", "rel", "data-testid"}) {
      const std::string_view value = attribute(node, key);
      if (!value.empty() && value.size() < 300) (names_ += value) += ' ';
    }
    for (char& c : names_)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
    const bool whole_page = tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_MAIN;
    if (!whole_page && !around_headline_.count(&node)) {
      const PagePlace place = place_of(node, names_);
      if (place != PagePlace::article && bytes_[&node] * 2 < page_bytes_) state.place = place;
    }
    if (whole_page) return;
    const NamedDate named = named_date(names_);
    if (named != NamedDate::none) {
      state.named = named;
      state.name = attribute(node, "class");
      for (const char* key : {"id", "itemprop"})
        if (state.name.empty()) state.name = attribute(node, key);
    }
    if (tag == GUMBO_TAG_TIME && state.named == NamedDate::none) state.named = NamedDate::some;
  }

  PagePlace place_of(const GumboNode& node, std::string_view names) const {
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_NAV) return PagePlace::navigation;
    if (tag == GUMBO_TAG_ASIDE) return PagePlace::aside;
    // An article has a header and a footer of its own.
    if (tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_HEADER) {
      for (const GumboNode* above = node.parent; above; above = above->parent)
        if (is_element(*above, GUMBO_TAG_ARTICLE) || is_element(*above, GUMBO_TAG_MAIN)) return PagePlace::article;
      return tag == GUMBO_TAG_FOOTER ? PagePlace::footer : PagePlace::masthead;
    }
    for (std::string_view part : {"comment", "disqus", "replies"})
      if (has(names, part)) return PagePlace::comments;
    for (std::string_view part : {"related", "sidebar", "recommend", "popular", "trending", "most-read", "mostread", "teaser", "promo", "upnext", "readnext", "read-next", "recirc",
                                  "carousel", "latest", "more-from", "morefrom", "read-more", "you-may"})
      if (has(names, part)) return PagePlace::aside;
    if (tag == GUMBO_TAG_ARTICLE && &node != (main_article_ ? main_article_ : largest_article_)) return PagePlace::other_article;
    return PagePlace::article;
  }

  void mark(const GumboNode& node, const State& state) {
    const GumboVector& attributes = node.v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto& one = *static_cast<const GumboAttribute*>(attributes.data[i]);
      const std::string_view name = one.name, value = one.value;
      if (value.size() < 6 || value.size() > 80 || value.find_first_of("0123456789") == value.npos) continue;
      const bool time = name == "datetime" || (name == "content" && state.named != NamedDate::none);
      const bool title = name == "title" && (state.named != NamedDate::none);
      const bool data = name.rfind("data-", 0) == 0 && named_date(fold(name)) != NamedDate::none;
      if (!time && !title && !data) continue;
      std::string detail = node.v.element.tag == GUMBO_TAG_TIME ? "<time " : "<";
      detail += std::string(name) + ">";
      NamedDate named = data ? named_date(fold(name)) : state.named;
      if (current_.marks.size() < kMostMarks) current_.marks.push_back({label_before(), one_line(value), detail, data, state.place, named});
    }
  }

  std::string label_before() const {
    std::size_t begin = current_.plain.size() - std::min(current_.plain.size(), kLabelBytes);
    while (begin < current_.plain.size() && (static_cast<unsigned char>(current_.plain[begin]) & 0xC0) == 0x80) ++begin;
    return fold(std::string_view(current_.plain).substr(begin));
  }

  void text(const char* bytes, const State& state) {
    if (current_.plain.size() > kLongestLine) return;
    std::string_view raw = bytes;
    const bool begins_blank = !raw.empty() && trimmed(raw).data() != raw.data();
    const std::string plain = one_line(raw);
    const bool gap = (begins_blank || blank_) && !current_.plain.empty();
    if (gap && current_.plain.back() != ' ') current_.plain += ' ';
    if (plain.empty()) {
      blank_ = true;
      return;
    }
    blank_ = raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\t';
    PageRun run{0, current_.plain.size(), state.place, state.named, std::string(state.name), state.linked};
    current_.runs.push_back(std::move(run));
    current_.plain += plain;
  }

  void begin_line() {
    current_ = {};
    blank_ = false;
  }
  void break_line() {
    end_line();
    begin_line();
  }
  void end_line() {
    if (current_.plain.empty() && current_.marks.empty()) return;
    if (current_.runs.empty()) current_.runs.push_back({});
    current_.number = out_.lines.size();
    std::size_t linked = 0;
    for (std::size_t i = 0; i < current_.runs.size(); ++i)
      if (current_.runs[i].linked) linked += (i + 1 < current_.runs.size() ? current_.runs[i + 1].plain_begin : current_.plain.size()) - current_.runs[i].plain_begin;
    if (current_.is_headline || current_.plain.find_first_of("0123456789") != std::string::npos) fold_runs();
    current_.prose = !current_.is_headline && current_.plain.size() >= kProse && linked * 2 < current_.plain.size() && current_.runs[0].place == PagePlace::article;
    out_.lines.push_back(std::move(current_));
  }

  void fold_runs() {
    for (std::size_t i = 0; i < current_.runs.size(); ++i) {
      PageRun& run = current_.runs[i];
      run.folded_begin = current_.folded.size();
      current_.folded += fold(std::string_view(current_.plain).substr(run.plain_begin, current_.length_of(run)));
    }
  }

  void finish() {
    std::size_t prose = 0;
    bool first = true;
    for (PageLine& line : out_.lines) {
      line.prose_before = prose;
      if (line.is_headline) out_.headline = line.number;
      if (!line.prose) continue;
      prose += line.plain.size();
      if ((!headline_ || out_.headline) && first) {
        line.first_prose = true;
        first = false;
      }
    }
  }

  const GumboNode* headline_;
  const GumboNode* main_article_ = nullptr;     // that holds the headline
  const GumboNode* largest_article_ = nullptr;  // of those that do not
  std::size_t largest_ = 0, page_bytes_ = 0;
  std::unordered_map<const GumboNode*, std::size_t> bytes_;
  std::set<const GumboNode*> around_headline_;
  PageLines out_;
  PageLine current_;
  bool blank_ = false;
  std::string names_;  // of the element entered last, lower case
};

}  // namespace

const PageRun& PageLine::run_at(std::size_t folded_at) const {
  const auto after = std::upper_bound(runs.begin(), runs.end(), folded_at, [](std::size_t at, const PageRun& run) { return at < run.folded_begin; });
  return after == runs.begin() ? runs.front() : *(after - 1);
}

std::size_t PageLine::length_of(const PageRun& run) const {
  return (&run == &runs.back() ? plain.size() : (&run + 1)->plain_begin) - run.plain_begin;
}

std::string PageLine::plain_around(std::size_t folded_begin, std::size_t folded_end) const {
  const auto first = &run_at(folded_begin);
  const PageRun* last = &run_at(folded_end ? folded_end - 1 : 0);
  const std::size_t end = last == &runs.back() ? plain.size() : (last + 1)->plain_begin;
  return std::string(trimmed(std::string_view(plain).substr(first->plain_begin, end - first->plain_begin)));
}

Nearness PageLines::nearness(const PageLine& line) const {
  if (!headline) return line.prose_before <= kDekBytes ? Nearness::below : Nearness::far;
  const PageLine& title = lines[*headline];
  if (line.number < title.number)
    return title.prose_before - line.prose_before <= kDekBytes && title.number - line.number <= kLinesAbove ? Nearness::above : Nearness::far;
  return line.prose_before - title.prose_before <= kDekBytes ? Nearness::below : Nearness::far;
}

bool PageLines::is_headline(std::string_view folded) const { return headline && lines[*headline].folded == folded; }

PageLines page_lines(const GumboNode& root) { return Builder(root).run(); }

}  // namespace dateline
