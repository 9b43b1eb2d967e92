// A record of XML as a tree: pugixml's, with the few questions the readers ask of it. No DTD is read, no entity but those of XML and HTML means anything, nothing
// is opened or fetched, and nothing here recurses.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace dateline {

class XmlTree {
 public:
  // `record` is UTF-8. What is not well-formed is mended first (mended_xml), so that there is always a tree of what
  // there is, at most 1,000 elements deep.
  explicit XmlTree(std::string_view record);
  pugi::xml_node root() const { return document_.document_element(); }  // null when there is no element

 private:
  pugi::xml_document document_;
};

// The same with every element closed, end tags that close nothing dropped, attributes quoted, and <br>, <hr> and <img> ending at once. Elements nested more than 1,000 deep are cut.
std::string mended_xml(std::string_view record);

// Children and descendants by local name, whatever their prefix; null when there is none.
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);
pugi::xml_node find_in(const pugi::xml_node& node, std::string_view name);
void each_child(const pugi::xml_node& node, std::string_view name, const std::function<void(const pugi::xml_node&)>& visit);
// Elements below `node` in document order; `enter` returns false to pass over an element's content.
void each_descendant(const pugi::xml_node& node, const std::function<bool(pugi::xml_node)>& enter);

// All text in a node, white space as it stands.
std::string raw_text(const pugi::xml_node& node);
// In one line, without control characters.
std::string text_of(const pugi::xml_node& node);
bool has_elements(const pugi::xml_node& node);
// What is in a node, as markup that an HTML parser reads.
std::string inner_html(const pugi::xml_node& node);

}  // namespace dateline
