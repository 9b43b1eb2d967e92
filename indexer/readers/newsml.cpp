#include "indexer/readers/newsml.h"

#include <algorithm>
#include <initializer_list>

#include "common/date.h"
#include "indexer/extraction/encoding.h"
#include "indexer/readers/fragment.h"
#include "indexer/readers/nitf.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

constexpr double kConfidence = 0.95;

std::string first_of(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts)
    if (!text.empty()) return text;
  return {};
}

std::string attribute_of(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

// "ninat:text" -> "text"
std::string code_of(const pugi::xml_node& node) {
  const std::string code = attribute_of(node, "qcode");
  return code.substr(code.find(':') + 1);
}

// A party or place: its <name>, else what stands in it, else its code.
std::string name_of(const pugi::xml_node& node) {
  return first_of({text_of(child_of(node, "name")), has_elements(node) ? std::string() : text_of(node), attribute_of(node, "literal"), code_of(node)});
}

std::string date_of(const pugi::xml_node& node) {
  const auto when = parse_date(text_of(node));
  return when ? to_rfc3339(*when) : std::string();
}

// The creation of this version is a change of the item when it is not the first.
void set_dates(Article& article, const std::string& published, const std::string& version) {
  article.published = published.empty() ? version : published;
  if (!article.published.empty()) {
    article.published_from = "field";
    article.published_confidence = kConfidence;
  }
  if (!published.empty() && version != published) article.modified = version;
}

// The text in an element that holds NITF, XHTML, or marked-up or plain text. NITF may fill other fields too.
void read_content(const pugi::xml_node& content, Article& article) {
  if (!article.body.empty()) return;
  if (const pugi::xml_node nitf = find_in(content, "nitf")) {
    read_nitf(nitf, article);
  } else if (const pugi::xml_node html_body = find_in(content, "body")) {
    article.body = text_of_html(inner_html(html_body));
  } else if (has_elements(content)) {
    article.body = text_of_html(inner_html(content));
  } else {
    const std::string text = raw_text(content);
    const std::string_view type = content.attribute("contenttype").value();
    if (!attribute_of(content, "encoding").empty()) return;
    article.body = type.find("html") != type.npos || (type.empty() && looks_like_html(text)) ? text_of_html(text) : paragraphs_of_plain(text);
  }
}

void read_names(const pugi::xml_node& about, Article& article) {
  each_child(about, "by", [&](const pugi::xml_node& by) {
    for (std::string& name : names_in_byline(text_of(by))) article.authors.push_back(std::move(name));
  });
  if (!article.authors.empty()) return;
  each_child(about, "creator", [&](const pugi::xml_node& creator) {
    const std::string name = text_of(child_of(creator, "name"));
    if (!name.empty() && name != article.source && code_of(creator.child("type")) != "organisation") article.authors.push_back(name);
  });
}

// NewsML-G2.
ParsedRecord from_item(const pugi::xml_node& item) {
  const pugi::xml_node meta = child_of(item, "itemMeta"), about = child_of(item, "contentMeta"), contents = child_of(item, "contentSet");
  const std::string kind = code_of(child_of(meta, "itemClass")), status = code_of(child_of(meta, "pubStatus"));
  if (!kind.empty() && kind != "text" && kind != "composite") return {{}, "no text: a news item of class '" + kind + "'"};
  if (!status.empty() && status != "usable") return {{}, "the item is " + status};
  Article article;
  article.id = attribute_of(item, "guid");
  const pugi::xml_node language = child_of(about, "language");
  article.language = first_of({attribute_of(language, "tag"), attribute_of(item, "xml:lang")});
  // The first headline, or the one that says it is the main one.
  each_child(about, "headline", [&](const pugi::xml_node& headline) {
    if (article.title.empty() || code_of(headline) == "main" || attribute_of(headline, "role").find("main") != std::string::npos) article.title = text_of(headline);
  });
  if (article.title.empty()) article.title = text_of(child_of(meta, "title"));
  article.source = first_of({name_of(child_of(about, "infoSource")), name_of(child_of(meta, "provider")), text_of(child_of(about, "creditline"))});
  read_names(about, article);
  set_dates(article, first_of({date_of(child_of(meta, "firstCreated")), date_of(child_of(about, "contentCreated"))}), date_of(child_of(meta, "versionCreated")));
  for (const char* name : {"subject", "keyword"}) each_child(about, name, [&](const pugi::xml_node& node) {
    const std::string tag = std::string_view(name) == "subject" ? text_of(child_of(node, "name")) : text_of(node);
    if (!tag.empty() && std::find(article.tags.begin(), article.tags.end(), tag) == article.tags.end()) article.tags.push_back(tag);
  });
  for (pugi::xml_node content = contents.first_child(); content; content = content.next_sibling()) {
    const std::string name(content.name());
    if (name.find("inline") != std::string::npos) read_content(content, article);
  }
  if (article.body.empty()) article.body = paragraphs_of_plain(raw_text(child_of(about, "description")));
  return {std::move(article), {}};
}

// NewsML 1: the metadata is spread over nested components, of which the first that has it counts.
ParsedRecord from_item_of_1(const pugi::xml_node& item) {
  const pugi::xml_node identity = child_of(child_of(item, "Identification"), "NewsIdentifier"), management = child_of(item, "NewsManagement"), lines = find_in(item, "NewsLines");
  const std::string status = attribute_of(child_of(management, "Status"), "FormalName");
  if (!status.empty() && status != "Usable" && status != "Embargoed") return {{}, "the item is " + status};
  Article article;
  article.id = text_of(child_of(identity, "PublicIdentifier"));
  article.title = text_of(child_of(lines, "HeadLine"));
  article.authors = names_in_byline(text_of(child_of(lines, "ByLine")));
  article.language = attribute_of(find_in(item, "Language"), "FormalName");
  article.source = first_of({attribute_of(child_of(find_in(item, "Provider"), "Party"), "FormalName"), text_of(child_of(lines, "CreditLine")), text_of(child_of(identity, "ProviderId"))});
  each_child(lines, "KeywordLine", [&](const pugi::xml_node& line) {
    if (std::string tag = text_of(line); !tag.empty()) article.tags.push_back(std::move(tag));
  });
  set_dates(article, date_of(child_of(management, "FirstCreated")), date_of(child_of(management, "ThisRevisionCreated")));
  bool has_content = false;
  each_descendant(item, [&](const pugi::xml_node& node) {
    if (std::string_view(node.name()) != "DataContent") return true;
    has_content = true;
    read_content(node, article);
    return false;
  });
  if (!has_content && find_in(item, "ContentItem")) return {{}, "no text: the content is elsewhere"};
  return {std::move(article), {}};
}

}  // namespace

ElementNames newsml_elements() {
  ElementNames elements;
  elements.names = {"newsItem", "NewsItem"};
  elements.nest = true;
  elements.read_head = [](std::string_view before) {
    InputHead head;
    head.charset = declared_charset(before);
    return head;
  };
  return elements;
}

ParsedRecord article_from_news_item(const Record& record) {
  const std::string text = to_utf8(record.bytes, record.head->charset);
  const XmlTree tree(text);
  if (!tree.root()) return {{}, "XML that cannot be read"};
  return child_of(tree.root(), "Identification") ? from_item_of_1(tree.root()) : from_item(tree.root());
}

}  // namespace dateline
