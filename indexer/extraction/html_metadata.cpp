#include "indexer/extraction/html_metadata.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "common/article_json.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestByline = 160;

std::string text_of(const Json& value) {
  if (value.is_string()) return one_line(value.get<std::string>());
  if (value.is_object() && value.contains("name")) return text_of(value["name"]);
  if (value.is_array() && !value.empty()) return text_of(value.front());
  return {};
}

bool is_article_type(const Json& type) {
  if (type.is_array()) return std::any_of(type.begin(), type.end(), is_article_type);
  if (!type.is_string()) return false;
  const std::string name = type.get<std::string>();
  return name.find("Article") != name.npos || name == "BlogPosting" || name == "Report" || name == "LiveBlogPosting";
}

// The first article in a JSON-LD value: itself, in a list, in @graph, or the main entity of a page.
const Json* find_article(const Json& value, int depth = 0) {
  if (depth > 6) return nullptr;
  if (value.is_array()) {
    for (const Json& one : value)
      if (const Json* found = find_article(one, depth + 1)) return found;
    return nullptr;
  }
  if (!value.is_object()) return nullptr;
  if (const auto type = value.find("@type"); type != value.end() && is_article_type(*type)) return &value;
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
    if (const auto inner = value.find(key); inner != value.end())
      if (const Json* found = find_article(*inner, depth + 1)) return found;
  return nullptr;
}

bool is_address(std::string_view text) { return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0 || text.rfind("//", 0) == 0; }

class Reader {
 public:
  explicit Reader(const GumboNode& root) {
    each_element(root, [&](const GumboNode& node) {
      visit(node);
      return !is_element(node, GUMBO_TAG_SCRIPT);
    });
  }

  Article run() {
    Article article;
    article.title = first({json_text("headline"), meta({"og:title", "twitter:title", "dc.title", "parsely-title"}), heading_, title_without_site()});
    article.source = first({meta({"og:site_name"}), json_text("publisher"), meta({"application-name", "dc.publisher", "publisher"})});
    article.section = first({json_text("articleSection"), meta({"article:section", "section", "parsely-section"})});
    article.url = first({canonical_, meta({"og:url"}), json_text("url")});
    if (!is_address(article.url)) article.url.clear();
    article.language = language_;
    read_authors(article);
    for (const auto& [name, content] : metas_)
      if (name == "article:tag") article.tags.push_back(content);
    drop_site(article);
    return article;
  }

 private:
  void visit(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    const std::string itemprop = fold(attribute(node, "itemprop"));
    const std::string hints = fold(std::string(attribute(node, "class")) + " " + std::string(attribute(node, "id")) + " " + std::string(attribute(node, "rel")));
    switch (tag) {
      case GUMBO_TAG_HTML: {
        const std::string code = fold(attribute(node, "lang")).substr(0, 2);
        if (code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; })) language_ = code;
        break;
      }
      case GUMBO_TAG_META: {
        std::string name = fold(attribute(node, "property"));
        if (name.empty()) name = fold(attribute(node, "name"));
        if (name.empty()) name = itemprop;
        const std::string content = one_line(attribute(node, "content"));
        if (!name.empty() && !content.empty()) metas_.emplace_back(name, content);
        return;
      }
      case GUMBO_TAG_LINK:
        if (fold(attribute(node, "rel")) == "canonical" && canonical_.empty()) canonical_ = one_line(attribute(node, "href"));
        return;
      case GUMBO_TAG_TITLE:
        if (title_.empty() && node.parent && is_element(*node.parent, GUMBO_TAG_HEAD)) title_ = one_line(text_in(node));
        return;
      case GUMBO_TAG_H1:
        if (heading_.empty()) heading_ = one_line(text_in(node));
        return;
      case GUMBO_TAG_SCRIPT:
        if (fold(attribute(node, "type")) == "application/ld+json" && json_.is_null()) read_json(text_in(node));
        return;
      default: break;
    }
    const bool byline = itemprop == "author" || hints.find("byline") != hints.npos || hints.find("author") != hints.npos ||
                        hints.find("dateline") != hints.npos || hints.find("publish") != hints.npos || hints.find("date") != hints.npos ||
                        hints.find("meta") != hints.npos;
    if (byline && bylines_.size() < 20) {
      const std::string text = one_line(text_in(node));
      if (!text.empty() && text.size() <= kLongestByline) bylines_.push_back(itemprop == "author" ? "By " + text : text);
    }
  }

  void read_json(const std::string& text) {
    if (json_nested_too_deeply(text)) return;
    const Json parsed = Json::parse(text, nullptr, false, true);
    if (const Json* article = find_article(parsed)) json_ = *article;
  }

  std::string json_text(const char* key) const { return json_.is_object() && json_.contains(key) ? text_of(json_[key]) : std::string(); }

  std::string meta(std::initializer_list<std::string_view> names) const {
    for (std::string_view wanted : names)
      for (const auto& [name, content] : metas_)
        if (name == wanted) return content;
    return {};
  }

  static std::string first(std::initializer_list<std::string> texts) {
    for (const std::string& text : texts)
      if (!text.empty()) return text;
    return {};
  }

  // "Headline | Paper" and "Headline - Paper" without the paper.
  std::string title_without_site() const {
    std::size_t cut = std::string::npos;
    for (std::string_view mark : {" | ", " – ", " — ", " - ", " :: "})
      if (const std::size_t at = title_.rfind(mark); at != std::string::npos && at >= title_.size() / 2) cut = std::min(cut, at);
    return title_.substr(0, cut);
  }

  // A title that names its paper at the end, without it.
  static void drop_site(Article& article) {
    if (article.source.empty()) return;
    for (std::string_view mark : {" | ", " – ", " — ", " - "}) {
      const std::string end = std::string(mark) + article.source;
      if (article.title.size() > end.size() && article.title.compare(article.title.size() - end.size(), end.size(), end) == 0)
        article.title.resize(article.title.size() - end.size());
    }
  }

  void read_authors(Article& article) {
    if (json_.is_object() && json_.contains("author")) {
      const Json& author = json_["author"];
      const auto add = [&](const Json& one) {
        if (const std::string name = text_of(one); !name.empty() && !is_address(name)) article.authors.push_back(name);
      };
      if (author.is_array())
        std::for_each(author.begin(), author.end(), add);
      else
        add(author);
    }
    if (!article.authors.empty()) return;
    std::vector<std::string> lines;
    for (const auto& [name, content] : metas_)
      if ((name == "author" || name == "article:author" || name == "parsely-author" || name == "dc.creator" || name == "byl" || name == "sailthru.author") &&
          !is_address(content))
        lines.push_back(content.rfind("By ", 0) == 0 ? content : "By " + content);
    lines.insert(lines.end(), bylines_.begin(), bylines_.end());
    for (const std::string& line : lines)
      if (const auto head = read_head_line(line); head && !head->authors.empty()) {
        article.authors = head->authors;
        if (article.source.empty()) article.source = head->source;
        return;
      }
  }

  std::vector<std::pair<std::string, std::string>> metas_;
  std::string canonical_, title_, heading_, language_;
  std::vector<std::string> bylines_;
  Json json_;
};

}  // namespace

Article html_metadata(const GumboNode& root) { return Reader(root).run(); }

}  // namespace dateline
