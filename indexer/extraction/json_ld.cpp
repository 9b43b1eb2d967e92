#include "indexer/extraction/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/html_tree.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr int kDeepestSearch = 6;

bool is_article_type(const Json& type) {
  if (type.is_array()) return std::any_of(type.begin(), type.end(), is_article_type);
  if (!type.is_string()) return false;
  const auto& name = type.get_ref<const std::string&>();
  return name.find("Article") != name.npos || name == "BlogPosting" || name == "Report" || name == "LiveBlogPosting";
}

// The first article in a value: itself, in a list, in @graph, or the main entity of a page.
const Json* find_article(const Json& value, int depth = 0) {
  if (depth > kDeepestSearch) return nullptr;
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

void collect_things(const Json& value, Json& things, int depth = 0) {
  if (depth > kDeepestSearch || !value.is_structured()) return;
  if (value.is_object())
    if (const auto id = value.find("@id"); id != value.end() && id->is_string() && value.contains("name")) things[id->get<std::string>()] = value;
  for (const Json& inner : value) collect_things(inner, things, depth + 1);
}

// What is common: <!-- ... -->, //<![CDATA[ ... //]]>, raw control characters in strings, commas before a closing bracket, a semicolon at the end.
std::string mended(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (string) {
      if (c == '\\' && i + 1 < text.size()) {
        out += c;
        out += text[++i];
      } else if (static_cast<unsigned char>(c) < ' ') {
        out += ' ';
      } else {
        out += c;
        string = c != '"';
      }
      continue;
    }
    const std::string_view rest = text.substr(i);
    const auto skip = [&](std::string_view mark) {
      if (rest.substr(0, mark.size()) != mark) return false;
      i += mark.size() - 1;
      return true;
    };
    if (skip("<!--") || skip("-->") || skip("//<![CDATA[") || skip("<![CDATA[") || skip("//]]>") || skip("]]>") || c == ';') continue;
    if (c == '}' || c == ']') {
      while (!out.empty() && (out.back() == ' ' || out.back() == '\n' || out.back() == '\r' || out.back() == '\t' || out.back() == ',')) out.pop_back();
    }
    string = c == '"';
    out += c;
  }
  return out;
}

std::string text_of(const Json& value, int depth = 0) {
  if (depth > kDeepestSearch) return {};
  if (value.is_string()) return one_line(without_markup(value.get_ref<const std::string&>()));
  if (value.is_object() && value.contains("name")) return text_of(value["name"], depth + 1);
  if (value.is_array() && !value.empty()) return text_of(value.front(), depth + 1);
  return {};
}

bool is_organization(const Json& value) {
  const auto type = value.find("@type");
  return type != value.end() && type->is_string() && type->get_ref<const std::string&>().find("Organization") != std::string::npos;
}

std::string parsed_text(const std::string& line) {
  const HtmlTree tree(line);
  return tree.root() ? text_in(*tree.root()) : line;
}

// Line by line, since lines would not survive as HTML.
std::string without_references(std::string_view text) {
  if (text.find('&') == text.npos || text.find(';') == text.npos) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line(text.substr(at, end - at));
    out += line.find('&') == line.npos ? line : parsed_text(line);
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string without_markup(std::string_view text) {
  if (text.find('<') != text.npos && text.find('>') != text.npos) {
    const HtmlTree tree(text);
    return tree.root() ? html_text(*tree.root()) : std::string(text);
  }
  const bool twice = text.find("&amp;") != text.npos;  // "&amp;#039;": escaped twice
  std::string out = without_references(text);
  return twice ? without_references(out) : out;
}

JsonLd::JsonLd() : article_(std::make_unique<Json>()), things_(std::make_unique<Json>(Json::object())) {}
JsonLd::~JsonLd() = default;

void JsonLd::add(std::string_view script) {
  if (json_nested_too_deeply(script)) return;
  Json parsed = Json::parse(script, nullptr, false, true);
  if (parsed.is_discarded()) parsed = Json::parse(mended(script), nullptr, false, true);
  if (parsed.is_discarded()) return;
  collect_things(parsed, *things_);
  const Json* found = article_->is_null() ? find_article(parsed) : nullptr;
  if (found) *article_ = *found;
}

std::string JsonLd::text(const char* key) const {
  if (!article_->is_object()) return {};
  const auto found = article_->find(key);
  return found == article_->end() ? std::string() : text_of(*found);
}

std::vector<JsonLd::Name> JsonLd::names(const char* key) const {
  std::vector<Name> names;
  if (!article_->is_object() || !article_->contains(key)) return names;
  const auto add_one = [&](const Json& value) {
    const Json* one = &value;
    if (one->is_object() && !one->contains("name") && one->contains("@id") && (*one)["@id"].is_string())
      if (const auto thing = things_->find((*one)["@id"].get<std::string>()); thing != things_->end()) one = &*thing;
    if (one->is_object() && one->contains("name") && (*one)["name"].is_array()) {
      for (const Json& name : (*one)["name"]) names.push_back({text_of(name), is_organization(*one)});
      return;
    }
    if (std::string name = text_of(*one); !name.empty()) names.push_back({std::move(name), one->is_object() && is_organization(*one)});
  };
  const Json& value = (*article_)[key];
  if (value.is_array())
    std::for_each(value.begin(), value.end(), add_one);
  else
    add_one(value);
  return names;
}

std::string JsonLd::body() const {
  if (!article_->is_object()) return {};
  const auto found = article_->find("articleBody");
  return found != article_->end() && found->is_string() ? without_markup(found->get_ref<const std::string&>()) : std::string();
}

}  // namespace dateline
