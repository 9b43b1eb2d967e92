#include "indexer/readers/ninjs.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "indexer/readers/fragment.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

std::string text_under(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// ninjs 2: [{"role": "main", "value": "..."}]; the one that `wanted` names, else the first.
const Json* entry_of(const Json& object, const char* list, const char* key, std::string_view wanted) {
  const auto found = object.find(list);
  if (found == object.end() || !found->is_array()) return nullptr;
  const Json* first = nullptr;
  for (const Json& one : *found) {
    if (!one.is_object() || text_under(one, "value").empty()) continue;
    if (text_under(one, key).find(wanted) != std::string::npos) return &one;
    if (!first) first = &one;
  }
  return first;
}

std::string value_of(const Json* entry) { return entry ? text_under(*entry, "value") : std::string(); }

std::string body_of(const Json& ninjs, std::string_view title) {
  if (std::string text = text_under(ninjs, "body_text"); !text.empty()) return text;
  for (const char* key : {"body_html", "body_xhtml"})
    if (const std::string html = text_under(ninjs, key); !html.empty()) return text_of_article_html(html, title);
  if (const Json* body = entry_of(ninjs, "bodies", "contentType", "html")) {
    const std::string type = text_under(*body, "contentType"), text = value_of(body);
    return type.find("html") != std::string::npos || (type.empty() && looks_like_html(text)) ? text_of_article_html(text, title) : text;
  }
  if (std::string text = text_under(ninjs, "description_text"); !text.empty()) return text;
  if (const std::string html = text_under(ninjs, "description_html"); !html.empty()) return text_of_html(html);
  return value_of(entry_of(ninjs, "descriptions", "contentType", "text"));
}

Json names_in(const Json& ninjs, std::initializer_list<const char*> keys) {
  Json names = Json::array();
  for (const char* key : keys) {
    const auto found = ninjs.find(key);
    if (found == ninjs.end() || !found->is_array()) continue;
    for (const Json& one : *found) {
      const std::string name = one.is_string() ? one.get<std::string>() : one.is_object() ? text_under(one, "name") : std::string();
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

}  // namespace

std::optional<std::string> article_json_of_ninjs(std::string_view json) {
  // Cheap for what is none: most JSON has no such keys.
  if (json.find("\"uri\"") == json.npos) return {};
  static constexpr std::array<std::string_view, 6> kTelling = {"\"versioncreated\"", "\"body_text\"", "\"body_html\"", "\"body_xhtml\"", "\"bodies\"", "\"contentcreated\""};
  if (std::none_of(kTelling.begin(), kTelling.end(), [&](std::string_view key) { return json.find(key) != json.npos; })) return {};
  if (json_nested_too_deeply(json)) return {};
  Json ninjs = Json::parse(json.begin(), json.end(), nullptr, false);
  if (!ninjs.is_object() || text_under(ninjs, "uri").empty()) return {};

  const std::string title = [&] {
    for (const std::string& text : {text_under(ninjs, "headline"), value_of(entry_of(ninjs, "headlines", "role", "main")), text_under(ninjs, "title")})
      if (!text.empty()) return text;
    return std::string();
  }();
  Json out = Json::object({{"id", ninjs["uri"]}, {"title", title}, {"body", body_of(ninjs, title)}});
  for (const auto& [to, from] : {std::pair("source", "infosource"), std::pair("authors", "authors"), std::pair("section", "service")})
    if (const Json names = names_in(ninjs, {from}); !names.empty()) out[to] = std::string_view(to) == "authors" ? names : names.front();
  for (const auto& [to, from] : {std::pair("source", "source"), std::pair("source", "provider"), std::pair("author", "byline"), std::pair("author", "by"), std::pair("language", "language"), std::pair("section", "section"), std::pair("url", "url")})
    if (std::string text = text_under(ninjs, from); !text.empty() && !out.contains(to) && !(std::string_view(to) == "author" && out.contains("authors"))) out[to] = std::move(text);
  if (Json tags = names_in(ninjs, {"subject", "subjects", "keywords"}); !tags.empty()) out["tags"] = std::move(tags);
  // The version's time is that of publication when nothing says when the first one was made.
  std::string first;
  for (const char* key : {"firstpublished", "firstcreated", "contentcreated"})
    if (first.empty()) first = text_under(ninjs, key);
  const std::string version = text_under(ninjs, "versioncreated");
  out["published"] = first.empty() ? version : first;
  if (!first.empty() && !version.empty() && version != first) out["modified"] = version;
  for (const char* understood : {"uri", "headline", "headlines", "title", "body_text", "body_html", "body_xhtml", "bodies", "byline", "by", "language", "subject", "subjects", "keywords", "source", "infosource", "provider", "authors", "service",
                                 "section", "url", "versioncreated", "firstcreated", "firstpublished", "contentcreated"})
    ninjs.erase(understood);
  if (!ninjs.empty()) out["extra"] = std::move(ninjs);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline
