#include "indexer/readers/nitf.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "common/date.h"
#include "indexer/extraction/encoding.h"
#include "indexer/readers/fragment.h"
#include "indexer/readers/markup_scanner.h"

namespace dateline {
namespace {

constexpr double kConfidence = 0.95;

void set(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

std::string attribute_of(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

// Text of <body.content>: its own blocks named as HTML names them, pictures and what repeats the head left out.
std::string content_text(const pugi::xml_node& content) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 7> kHtmlNames = {
      {{"hl1", "h2"}, {"hl2", "h3"}, {"bq", "blockquote"}, {"block", "div"}, {"pre", "pre"}, {"nitf-table", "table"}, {"fn", "p"}}};
  static constexpr std::array<std::string_view, 5> kLeftOut = {"media", "note", "byline", "dateline", "credit"};
  pugi::xml_document copy;
  pugi::xml_node top = copy.append_copy(content);
  std::vector<pugi::xml_node> left_out;
  each_descendant(top, [&](pugi::xml_node node) {
    const std::string_view name = local_name(node.name());
    if (std::find(kLeftOut.begin(), kLeftOut.end(), name) != kLeftOut.end()) {
      left_out.push_back(node);
      return false;
    }
    for (const auto& [nitf, html] : kHtmlNames)
      if (name == nitf) {
        node.set_name(html);
        break;
      }
    return true;
  });
  for (pugi::xml_node node : left_out) node.parent().remove_child(node);
  if (!has_elements(top)) return paragraphs_of_plain(raw_text(top));
  return text_of_html(inner_html(top));
}

std::string date_of(const std::string& norm) {
  const auto when = parse_date(norm);
  return when ? to_rfc3339(*when) : std::string();
}

void read_head(const pugi::xml_node& head, Article& article) {
  const pugi::xml_node data = child_of(head, "docdata"), publication = child_of(head, "pubdata");
  set(article.id, attribute_of(child_of(data, "doc-id"), "id-string"));
  set(article.source, attribute_of(publication, "name"));
  set(article.section, attribute_of(publication, "position.section"));
  set(article.url, attribute_of(publication, "ex-ref"));
  for (const std::string& norm : {attribute_of(child_of(data, "date.issue"), "norm"), attribute_of(publication, "date.publication"), attribute_of(child_of(data, "date.release"), "norm")})
    if (article.published.empty() && !(article.published = date_of(norm)).empty()) {
      article.published_from = "field";
      article.published_confidence = kConfidence;
    }
  each_child(child_of(data, "key-list"), "keyword", [&](const pugi::xml_node& keyword) {
    std::string key = attribute_of(keyword, "key");
    if (key.empty()) key = text_of(keyword);
    if (!key.empty()) article.tags.push_back(std::move(key));
  });
}

}  // namespace

void read_nitf(const pugi::xml_node& nitf, Article& article) {
  const pugi::xml_node head = child_of(nitf, "head"), body = child_of(nitf, "body"), body_head = child_of(body, "body.head");
  const pugi::xml_node hedline = child_of(body_head, "hedline"), hl1 = child_of(hedline, "hl1");
  read_head(head, article);
  set(article.title, text_of(hl1 ? hl1 : hedline));
  set(article.title, text_of(child_of(head, "title")));
  const pugi::xml_node distributor = child_of(body_head, "distributor"), org = child_of(distributor, "org");
  set(article.source, text_of(org ? org : distributor));
  set(article.source, attribute_of(child_of(child_of(head, "docdata"), "doc.copyright"), "holder"));
  if (article.authors.empty())
    each_child(body_head, "byline", [&](const pugi::xml_node& byline) {
      const pugi::xml_node person = child_of(byline, "person");
      for (std::string& name : person ? std::vector<std::string>{text_of(person)} : names_in_byline(text_of(byline)))
        if (!name.empty()) article.authors.push_back(std::move(name));
    });
  const pugi::xml_node story_date = child_of(child_of(body_head, "dateline"), "story.date");
  if (article.published.empty() && !(article.published = date_of(attribute_of(story_date, "norm"))).empty()) {
    article.published_from = "dateline";
    article.published_confidence = kConfidence;
  }
  set(article.language, attribute_of(body, "xml:lang"));
  set(article.body, content_text(child_of(body, "body.content")));
  set(article.body, paragraphs_of_plain(raw_text(child_of(body_head, "abstract"))));
}

ParsedRecord article_from_nitf(std::string_view document) {
  const std::string text = to_utf8(document, declared_charset(document));
  const XmlTree tree(text);
  const pugi::xml_node root = tree.root();
  if (!root) return {{}, "XML that cannot be read"};
  Article article;
  article.language = attribute_of(root, "xml:lang");
  read_nitf(root, article);
  return {std::move(article), {}};
}

}  // namespace dateline
