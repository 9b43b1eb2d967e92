#include "indexer/extraction/html_metadata.h"

#include <algorithm>
#include <map>
#include <vector>

#include "common/date.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/html_authors.h"
#include "indexer/extraction/html_title.h"
#include "indexer/extraction/json_ld.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestByline = 160;
constexpr std::size_t kMostMarked = 20;
constexpr std::size_t kBlocksToByline = 12;  // below the headline

bool is_address(std::string_view text) { return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0 || text.rfind("//", 0) == 0; }

class Reader {
 public:
  Reader(const GumboNode& root, const PageBlocks& page) : page_(page) {
    each_element(root, [&](const GumboNode& node) {
      visit(node);
      return !is_element(node, GUMBO_TAG_SCRIPT);
    });
  }

  Article run() {
    Article article;
    article.source = first({meta({"og:site_name"}), json_text("publisher"), meta({"application-name", "dc.publisher", "publisher"})});
    article.section = first({json_text("articleSection"), meta({"article:section", "section", "parsely-section"})});
    article.url = first({canonical_, meta({"og:url"}), json_text("url")});
    if (!is_address(article.url)) article.url.clear();
    article.language = language_;
    name_sites(article);
    article.title = choose_title({headings_, {json_text("headline"), meta({"og:title"}), meta({"twitter:title"}), meta({"dc.title", "parsely-title"})}, title_, sites_});
    read_authors(article);
    article.body = json_.body();
    for (const auto& [name, content] : metas_)
      if (name == "article:tag") article.tags.push_back(content);
    return article;
  }

 private:
  void visit(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    const std::string itemprop = fold(attribute(node, "itemprop"));
    const std::string hints = fold(std::string(attribute(node, "class")) + " " + std::string(attribute(node, "id")) + " " + std::string(attribute(node, "rel")) + " " + std::string(attribute(node, "data-testid")));
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
        const std::string content = one_line(without_markup(attribute(node, "content")));
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
        if (headings_.size() < 20)
          if (std::string heading = one_line(text_in(node)); !heading.empty()) headings_.push_back(std::move(heading));
        return;
      case GUMBO_TAG_SCRIPT:
        if (fold(attribute(node, "type")) == "application/ld+json") json_.add(text_in(node));
        return;
      default: break;
    }
    note_author(node, itemprop, hints);
  }

  std::string json_text(const char* key) const { return json_.text(key); }

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

  // Under which names the site goes; the address's host too: paper.example of www.paper.example.
  void name_sites(const Article& article) {
    for (const std::string& name : {article.source, json_text("publisher"), meta({"og:site_name", "application-name", "twitter:site"})})
      if (!name.empty()) sites_.push_back(name);
    const std::size_t begin = article.url.find("//");
    if (begin == std::string::npos) return;
    std::string host = article.url.substr(begin + 2, article.url.find_first_of("/?#:", begin + 2) - begin - 2);
    for (std::string_view prefix : {"www.", "m.", "edition."})
      if (host.rfind(prefix, 0) == 0) host.erase(0, prefix.size());
    sites_.push_back(host);
    if (const std::size_t dot = host.find('.'); dot != std::string::npos && dot >= 4) sites_.push_back(host.substr(0, dot));
  }

  // A link to the page of someone who writes: /authors/ann-lee.
  static bool leads_to_person(const GumboNode& node) {
    if (!is_element(node, GUMBO_TAG_A)) return false;
    const std::string_view address = attribute(node, "href");
    for (std::string_view part : {"/author/", "/authors/", "/contributor/", "/contributors/", "/staff/", "/newsteam/", "/journalist/", "/journalists/", "/reporter/", "/by/"})
      if (const std::size_t at = address.find(part); at != address.npos && at + part.size() < address.size()) return true;
    return false;
  }

  // An element that by its names or attributes holds who wrote the article.
  void note_author(const GumboNode& node, const std::string& itemprop, std::string_view hints) {
    const bool named = itemprop == "author" || itemprop == "creator" || fold(attribute(node, "rel")) == "author";
    if (leads_to_person(node)) {
      if (std::string text = one_line(text_in(node)); !text.empty() && text.size() <= kLongestByline && marked_.size() < kMostMarked)
        marked_.push_back({std::move(text), !headings_.empty()});
      return;
    }
    if (!named && hints.find("author") == hints.npos && hints.find("byline") == hints.npos && hints.find("writer") == hints.npos) return;
    for (std::string_view other : {"comment", "related", "avatar", "image", "photo", "share", "social"})
      if (hints.find(other) != hints.npos) return;
    if (marked_.size() >= kMostMarked) return;
    std::string text = one_line(text_in(node));
    if (!text.empty() && text.size() <= kLongestByline) marked_.push_back({std::move(text), !headings_.empty()});
  }

  void read_authors(Article& article) const {
    std::vector<std::string> organizations;
    const auto add = [&](std::string_view text, bool organization) {
      if (is_address(text)) return;
      std::vector<std::string> persons = persons_in(text, sites_);
      if (!organization) add_new(article.authors, std::move(persons));
      if (organization || article.authors.empty())
        if (!text.empty() && organizations.empty()) organizations.emplace_back(one_line(text));
    };
    for (const JsonLd::Name& name : json_.names("author")) add(name.name, name.organization);
    if (!article.authors.empty()) return;
    for (std::string_view wanted : {"author", "parsely-author", "sailthru.author", "article:author", "article:author_name", "dc.creator", "byl", "creator", "twitter:creator_name"}) {
      for (const auto& [name, content] : metas_)
        if (name == wanted) add(content, false);
      if (!article.authors.empty()) return;
    }
    if (fold(meta({"twitter:label1"})).rfind("written by", 0) == 0) add(meta({"twitter:data1"}), false);
    if (!article.authors.empty()) return;
    // What is marked as the author; below the headline before what is above it.
    for (const bool below : {true, false})
      for (const Marked& one : marked_) {
        if (one.below_heading != below) continue;
        const bool labelled = fold(one.text).rfind("by ", 0) == 0;
        for (std::string& person : persons_in(one.text, sites_))
          if (labelled || looks_like_name(person)) add_new(article.authors, {std::move(person)});
        if (!article.authors.empty()) return;
      }
    read_visible_byline(article);
    if (article.authors.empty()) article.authors = std::move(organizations);
  }

  // "By Ann Lee" in the first lines below the headline.
  void read_visible_byline(Article& article) const {
    auto heading = std::find_if(page_.blocks.begin(), page_.blocks.end(), [](const PageBlock& block) { return block.level == 1; });
    if (heading == page_.blocks.end()) heading = page_.blocks.begin();
    const auto end = heading + std::min<std::ptrdiff_t>(page_.blocks.end() - heading, kBlocksToByline);
    for (auto block = heading; block != end; ++block) {
      if (block->text.size() > kLongestByline) continue;
      // "By" may stand apart from the name.
      const bool apart = fold(block->text) == "by" && block + 1 != end;
      const auto line = read_head_line(apart ? "By " + (block + 1)->text : block->text);
      if (!line || line->authors.empty()) continue;
      add_new(article.authors, line->authors);
      if (article.source.empty()) article.source = line->source;
      return;
    }
  }

  std::vector<std::pair<std::string, std::string>> metas_;
  struct Marked {
    std::string text;
    bool below_heading;
  };

  const PageBlocks& page_;
  JsonLd json_;
  std::string canonical_, title_, language_;
  std::vector<std::string> headings_, sites_;
  std::vector<Marked> marked_;
};

}  // namespace

Article html_metadata(const GumboNode& root, const PageBlocks& page) { return Reader(root, page).run(); }

}  // namespace dateline
