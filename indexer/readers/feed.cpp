#include "indexer/readers/feed.h"

#include <algorithm>
#include <initializer_list>

#include "common/date.h"
#include "indexer/extraction/encoding.h"
#include "indexer/extraction/lines.h"
#include "indexer/readers/fragment.h"
#include "indexer/readers/markup_scanner.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

constexpr double kPublished = 0.9, kOnlyUpdated = 0.6;

// Of the item's own vocabulary (no prefix, or the item's), and not of a module.
pugi::xml_node own(const pugi::xml_node& node, std::string_view name) {
  const std::string_view prefix = name_prefix(node.name());
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
    if (local_name(child.name()) == name && (name_prefix(child.name()) == prefix || name_prefix(child.name()) == "atom")) return child;
  return {};
}

// "dc:creator" by that very name.
pugi::xml_node module(const pugi::xml_node& node, const char* name) { return node.child(name); }

// A line of text that may be marked up or escaped twice over.
std::string line_of(const pugi::xml_node& node) {
  if (has_elements(node)) return one_line(text_of_html(inner_html(node)));
  std::string text = text_of(node);
  if (std::string_view(node.attribute("type").value()) == "text" || !looks_like_html(text)) return text;
  return one_line(text_of_html(text));
}

// The text of a description or content, by its Atom type where it has one.
std::string text_in_field(const pugi::xml_node& node, std::string_view title) {
  const std::string_view type = node.attribute("type").value();
  const bool elements = has_elements(node);
  const std::string text = elements ? inner_html(node) : raw_text(node);
  const bool plain = !elements && (type == "text" || type == "text/plain" || (type != "html" && type != "text/html" && !looks_like_html(text)));
  if (plain) return paragraphs_of_plain(text);
  return text_of_article_html(text, title);
}

std::string first_text(std::initializer_list<pugi::xml_node> nodes) {
  for (const pugi::xml_node& node : nodes)
    if (std::string text = line_of(node); !text.empty()) return text;
  return {};
}

// A link's address: in its text (RSS) or its attribute (Atom); of several, the one that leads to the page.
std::string link_of(const pugi::xml_node& node) {
  std::string link;
  each_child(node, "link", [&](const pugi::xml_node& child) {
    const std::string_view rel = child.attribute("rel").value(), type = child.attribute("type").value();
    const std::string text = text_of(child), href = child.attribute("href").value();
    if (!link.empty() || (!rel.empty() && rel != "alternate") || (!type.empty() && type.find("html") == type.npos)) return;
    link = href.empty() ? text : href;
  });
  return link;
}

bool is_global_id(std::string_view id) {
  if (id.find_first_of(" \t") != id.npos) return false;
  for (std::string_view start : {"urn:", "tag:", "http://", "https://"})
    if (id.substr(0, start.size()) == start) return true;
  return id.size() == 36 && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-';
}

void read_id_and_address(const pugi::xml_node& item, const InputHead& head, Article& article) {
  const std::string own_base = item.attribute("xml:base").value();
  const std::string base = own_base.empty() ? head.base : absolute_address(own_base, head.base);
  std::string link = text_of(module(item, "feedburner:origLink"));
  if (link.empty()) link = link_of(item);
  if (link.empty()) link = item.attribute("rdf:about").value();
  const pugi::xml_node guid = own(item, "guid");
  const std::string name = text_of(guid);
  const bool permalink = std::string_view(guid.attribute("isPermaLink").value()) != "false";
  if (link.empty() && permalink && is_web_address(name)) link = name;
  article.url = absolute_address(link, base);
  article.id = text_of(own(item, "id"));
  if (article.id.empty() && !permalink && is_global_id(name)) article.id = name;
  if (article.id.empty() && article.url.empty()) article.id = name;
  if (article.id == article.url) article.id.clear();
}

void read_dates(const pugi::xml_node& item, Article& article) {
  const auto date = [&](std::initializer_list<pugi::xml_node> nodes) {
    for (const pugi::xml_node& node : nodes)
      if (const auto when = parse_date(text_of(node))) return to_rfc3339(*when);
    return std::string();
  };
  article.published = date({own(item, "pubDate"), own(item, "published"), own(item, "issued"), module(item, "dc:date"), module(item, "dcterms:issued"), module(item, "dcterms:created"), own(item, "created"), own(item, "date")});
  article.published_confidence = kPublished;
  article.modified = date({own(item, "updated"), own(item, "modified"), module(item, "dcterms:modified")});
  if (article.published.empty()) {
    article.published = article.modified;
    article.published_confidence = kOnlyUpdated;
  }
  if (article.published.empty()) article.published_confidence = 0;
  else article.published_from = "feed";
}

void read_authors(const pugi::xml_node& item, Article& article) {
  const auto add = [&](const std::string& byline) {
    for (std::string& name : names_in_byline(byline))
      if (std::find(article.authors.begin(), article.authors.end(), name) == article.authors.end()) article.authors.push_back(std::move(name));
  };
  each_child(item, "author", [&](const pugi::xml_node& author) {
    if (name_prefix(author.name()) == "itunes") return;
    const pugi::xml_node name = child_of(author, "name");
    add(name || has_elements(author) ? text_of(name) : text_of(author));
  });
  each_child(item, "creator", [&](const pugi::xml_node& creator) { add(line_of(creator)); });
}

void read_tags(const pugi::xml_node& item, Article& article) {
  const auto add = [&](const pugi::xml_node& node) {
    std::string tag = node.attribute("label").value();
    if (tag.empty()) tag = line_of(node);
    if (tag.empty()) tag = node.attribute("term").value();
    if (!tag.empty() && std::find(article.tags.begin(), article.tags.end(), tag) == article.tags.end()) article.tags.push_back(tag);
  };
  for (const char* name : {"category", "subject"}) each_child(item, name, [&](const pugi::xml_node& node) {
    if (std::string_view(node.name()) != "media:category") add(node);
  });
}

// What WordPress puts below each text of its feeds.
void drop_feed_footer(std::string& body) {
  const std::size_t last = body.rfind("\n\n");
  if (last == std::string::npos || body.compare(last + 2, 9, "The post ") != 0 || body.find(" appeared first on ", last) == std::string::npos) return;
  body.resize(last);
}

std::string body_of(const pugi::xml_node& item, std::string_view title) {
  std::string best;
  for (const auto& [node, whole] : {std::pair(module(item, "content:encoded"), true), std::pair(own(item, "content"), true), std::pair(module(item, "xhtml:body"), true),
                                    std::pair(own(item, "description"), false), std::pair(own(item, "summary"), false), std::pair(module(item, "dc:description"), false),
                                    std::pair(module(item, "media:description"), false), std::pair(module(item, "itunes:summary"), false)}) {
    if (!node) continue;
    std::string text = text_in_field(node, title);
    if (whole && !text.empty()) return text;
    // Some feeds give the whole text as the description, and a teaser beside it.
    if (text.size() > best.size()) best = std::move(text);
  }
  return best;
}

std::string source_of(const pugi::xml_node& item, const InputHead& head) {
  const pugi::xml_node source = own(item, "source");
  std::string name = has_elements(source) ? line_of(child_of(source, "title")) : line_of(source);
  if (name.empty()) name = line_of(module(item, "dc:publisher"));
  return name.empty() ? head.inherited.source : name;
}

InputHead read_feed_head(std::string_view before) {
  InputHead head;
  head.charset = declared_charset(before);
  const std::string text = to_utf8(before, head.charset);
  const XmlTree tree(text);
  const pugi::xml_node root = tree.root(), inner = child_of(root, "channel"), feed = inner ? inner : root;
  head.inherited.source = first_text({own(feed, "title"), module(feed, "dc:title"), module(feed, "dc:publisher")});
  for (const std::string& tag : {text_of(own(feed, "language")), text_of(module(feed, "dc:language")), std::string(feed.attribute("xml:lang").value()), std::string(root.attribute("xml:lang").value())})
    if (head.inherited.language.empty()) head.inherited.language = tag;
  const std::string base = root.attribute("xml:base").value(), home = link_of(feed);
  head.base = base.empty() ? home : absolute_address(base, home);
  return head;
}

}  // namespace

ElementNames feed_elements() {
  ElementNames elements;
  elements.names = {"item", "entry"};
  elements.read_head = read_feed_head;
  return elements;
}

ParsedRecord article_from_feed_item(const Record& record) {
  const std::string text = to_utf8(record.bytes, record.head->charset);
  const XmlTree tree(text);
  const pugi::xml_node item = tree.root();
  if (!item) return {{}, "XML that cannot be read"};
  Article article;
  article.title = first_text({own(item, "title"), module(item, "dc:title"), module(item, "media:title")});
  read_id_and_address(item, *record.head, article);
  read_dates(item, article);
  article.source = source_of(item, *record.head);
  read_authors(item, article);
  read_tags(item, article);
  article.language = text_of(module(item, "dc:language"));
  if (article.language.empty()) article.language = item.attribute("xml:lang").value();
  if (article.language.empty()) article.language = record.head->inherited.language;
  article.body = body_of(item, article.title);
  drop_feed_footer(article.body);
  return {std::move(article), {}};
}

}  // namespace dateline
