#include "indexer/readers/xml.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "indexer/extraction/lines.h"
#include "indexer/readers/entities.h"
#include "indexer/readers/markup_scanner.h"

namespace dateline {
namespace {

constexpr std::size_t kDeepest = 1000;
constexpr unsigned kParse = pugi::parse_default | pugi::parse_ws_pcdata;

// HTML elements without an end tag. <link>, <source> and <meta> are no such thing in feeds.
constexpr std::array<std::string_view, 6> kVoid = {"br", "hr", "img", "input", "wbr", "embed"};

bool is_void(std::string_view name) { return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end(); }
bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '"') out += "&quot;";
    else out.push_back(c);
  }
}

// A start tag with its attributes quoted, up to but without its end.
void append_tag(std::string& out, std::string_view tag, std::string_view name) {
  out.push_back('<');
  out += name;
  std::size_t at = 1 + name.size();
  while (at < tag.size()) {
    while (at < tag.size() && (is_blank(tag[at]) || tag[at] == '/')) ++at;
    std::size_t end = at;
    while (end < tag.size() && !is_blank(tag[end]) && tag[end] != '=' && tag[end] != '>' && tag[end] != '/') ++end;
    const std::string_view key = tag.substr(at, end - at);
    while (end < tag.size() && is_blank(tag[end])) ++end;
    std::string_view value;
    if (end < tag.size() && tag[end] == '=') {
      do ++end;
      while (end < tag.size() && is_blank(tag[end]));
      const char quote = end < tag.size() && (tag[end] == '"' || tag[end] == '\'') ? tag[end++] : '\0';
      at = end;
      while (end < tag.size() && (quote ? tag[end] != quote : !is_blank(tag[end]) && tag[end] != '>')) ++end;
      value = tag.substr(at, end - at);
      if (quote && end < tag.size()) ++end;
    } else if (key.empty()) {
      ++end;
    }
    const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == ':' || c == '.'; });
    if (plain && key.front() >= ':') {
      out.push_back(' ');
      out += key;
      out += "=\"";
      append_escaped(out, value);
      out.push_back('"');
    }
    at = end;
  }
}

struct Writer : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
};

bool is_text(const pugi::xml_node& node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

// The next node in document order below `top`, into children when `down`.
pugi::xml_node next_node(pugi::xml_node node, const pugi::xml_node& top, bool down) {
  if (down && node.first_child()) return node.first_child();
  while (node && node != top) {
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
  }
  return {};
}

std::size_t depth_of(const pugi::xml_node& top) {
  std::size_t depth = 0, deepest = 0;
  for (pugi::xml_node node = top.first_child(); node;) {
    if (node.first_child()) {
      node = node.first_child();
      deepest = std::max(deepest, ++depth);
      continue;
    }
    while (node && node != top && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == top) break;
    node = node.next_sibling();
  }
  return deepest;
}

}  // namespace

XmlTree::XmlTree(std::string_view record) {
  const std::string text = decode_entities(record, true);
  if (document_.load_buffer(text.data(), text.size(), kParse, pugi::encoding_utf8) && depth_of(document_) <= kDeepest) return;
  const std::string mended = mended_xml(text);
  document_.load_buffer(mended.data(), mended.size(), kParse, pugi::encoding_utf8);
}

std::string mended_xml(std::string_view record) {
  std::string out;
  std::vector<std::string> open;
  MarkupScanner scanner;
  std::size_t begin = 0;  // of the token under way
  for (std::size_t at = 0; at < record.size();) {
    at += scanner.scan(record.substr(at));
    const std::string_view token = record.substr(begin, at - begin);
    const std::string name(scanner.name());
    switch (scanner.token()) {
      case MarkupToken::unfinished: continue;
      case MarkupToken::text: append_escaped(out, token); break;
      case MarkupToken::cdata: out += token; break;
      case MarkupToken::other: break;
      case MarkupToken::start_tag:
        if (open.size() >= kDeepest) break;
        append_tag(out, token, name);
        if (scanner.closes_itself() || is_void(name)) {
          out += "/>";
        } else {
          out.push_back('>');
          open.push_back(name);
        }
        break;
      case MarkupToken::end_tag: {
        const auto waiting = std::find(open.rbegin(), open.rend(), name);
        if (waiting == open.rend()) break;
        for (const std::size_t keep = static_cast<std::size_t>(open.rend() - waiting) - 1; open.size() > keep; open.pop_back()) out += "</" + open.back() + ">";
        break;
      }
    }
    begin = at;
  }
  // CDATA that was cut short is closed; half a tag is dropped.
  if (const std::string_view rest = record.substr(begin); rest.substr(0, 9) == "<![CDATA[") out += std::string(rest) + "]]>";
  for (; !open.empty(); open.pop_back()) out += "</" + open.back() + ">";
  return out;
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
    if (local_name(child.name()) == name) return child;
  return {};
}

pugi::xml_node find_in(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node at = next_node(node, node, true); at; at = next_node(at, node, true))
    if (local_name(at.name()) == name) return at;
  return {};
}

void each_child(const pugi::xml_node& node, std::string_view name, const std::function<void(const pugi::xml_node&)>& visit) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
    if (local_name(child.name()) == name) visit(child);
}

void each_descendant(const pugi::xml_node& node, const std::function<bool(pugi::xml_node)>& enter) {
  bool down = true;
  for (pugi::xml_node at = next_node(node, node, true); at; at = next_node(at, node, down)) down = at.type() != pugi::node_element || enter(at);
}

std::string raw_text(const pugi::xml_node& node) {
  std::string out;
  for (pugi::xml_node at = next_node(node, node, true); at; at = next_node(at, node, true))
    if (is_text(at)) out += at.value();
  return out;
}

std::string text_of(const pugi::xml_node& node) {
  std::string text = raw_text(node);
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && !is_blank(c)) || c == 0x7F; }), text.end());
  return one_line(text);
}

bool has_elements(const pugi::xml_node& node) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
    if (child.type() == pugi::node_element) return true;
  return false;
}

std::string inner_html(const pugi::xml_node& node) {
  // HTML knows <br/> but not <script/>: an end tag is written for all others.
  pugi::xml_document copy;
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) copy.append_copy(child);
  std::vector<pugi::xml_node> empty;
  each_descendant(copy, [&](pugi::xml_node at) {
    const std::string_view prefix = name_prefix(at.name());
    if (!prefix.empty()) at.set_name(std::string(local_name(at.name())).c_str());
    if (!at.first_child() && !is_void(at.name())) empty.push_back(at);
    return true;
  });
  for (pugi::xml_node at : empty) at.append_child(pugi::node_pcdata);
  Writer writer;
  copy.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.out);
}

}  // namespace dateline
