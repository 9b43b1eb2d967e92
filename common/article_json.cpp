#include "common/article_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "common/date.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

// Which keys of the input mean which field, the best first.
struct Names {
  std::string_view field;
  std::array<std::string_view, 8> keys;
};

constexpr Names kTextNames[] = {{"id", {"id", "_id"}},
                                {"title", {"title", "headline"}},
                                {"body", {"body", "text", "content", "articleBody", "message"}},
                                {"published", {"published", "date", "datePublished", "pubDate", "@timestamp", "published_at", "publishedAt", "date_published"}},
                                {"modified", {"modified", "dateModified", "updated", "date_modified"}},
                                {"section", {"section", "articleSection"}},
                                {"language", {"language", "lang", "inLanguage"}},
                                {"url", {"url", "canonical", "link"}},
                                {"path", {"path"}},
                                {"published_from", {"published_from"}}};
constexpr Names kSourceNames = {"source", {"source", "publisher", "site"}};
constexpr Names kAuthorNames = {"authors", {"authors", "author", "byline"}};
constexpr Names kTagNames = {"tags", {"tags"}};

const Names* names_of(std::string_view field) {
  for (const Names& names : kTextNames)
    if (names.field == field) return &names;
  for (const Names* names : {&kSourceNames, &kAuthorNames, &kTagNames})
    if (names->field == field) return names;
  return nullptr;
}

constexpr int kDeepest = 200;

// Recomputed for every article, so not taken over.
constexpr std::array<std::string_view, 4> kRecomputed = {"entities", "dates", "copies", "published_evidence"};

// Strings, numbers and booleans read as text; anything else is no text.
std::optional<std::string> text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

std::string drop_nul(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  return text;
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// A name, or the name of an object such as {"@type": "Person", "name": "..."}.
std::optional<std::string> name_of(const Json& value) {
  if (value.is_object()) {
    const auto name = value.find("name");
    return name == value.end() ? std::nullopt : text_of(*name);
  }
  return text_of(value);
}

// "By A. Smith and B. Jones" -> two names. A comma separates names unless what follows is an office or a suffix ("Jr.").
std::vector<std::string> split_names(std::string_view text) {
  text = trimmed(text);
  for (std::string_view by : {"By ", "by ", "BY ", "Von ", "Par ", "Por ", "Door "})
    if (text.substr(0, by.size()) == by) text.remove_prefix(by.size());
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    name = trimmed(name);
    if (name.empty()) return;
    if ((name == "Jr." || name == "Jr" || name == "Sr." || name == "III") && !names.empty())
      names.back() += ", " + std::string(name);
    else
      names.emplace_back(name);
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t skip = 0;
    if (text[at] == ',' || text[at] == ';' || text[at] == '|') skip = 1;
    for (std::string_view word : {" and ", " And ", " AND ", " & "})
      if (text.substr(at, word.size()) == word) skip = word.size();
    if (!skip) continue;
    add(text.substr(begin, at - begin));
    begin = at + skip;
    at = begin - 1;
  }
  add(text.substr(begin));
  return names;
}

class Reader {
 public:
  explicit Reader(Json json) : json_(std::move(json)) {}

  Article run() {
    Article article;
    article.id = take(kTextNames[0]);
    article.title = take(kTextNames[1]);
    article.body = take(kTextNames[2]);
    read_date(kTextNames[3], article.published);
    read_date(kTextNames[4], article.modified);
    article.section = take_list_or_text(kTextNames[5]);
    article.language = take(kTextNames[6]);
    article.url = take(kTextNames[7]);
    article.path = take(kTextNames[8]);
    article.published_from = take(kTextNames[9]);
    read_source(article);
    read_authors(article);
    read_tags(article);
    read_confidence(article);
    for (std::string_view key : kRecomputed) json_.erase(std::string(key));
    read_extra(article);
    return article;
  }

 private:
  // The text under the first of the names that has one; that key goes.
  std::string take(const Names& names) {
    for (std::string_view key : names.keys) {
      const auto found = key.empty() ? json_.end() : json_.find(key);
      if (found == json_.end()) continue;
      if (found->is_null()) {
        json_.erase(found);
        continue;
      }
      std::optional<std::string> text = text_of(*found);
      if (!text) continue;
      json_.erase(found);
      if (!text->empty()) return drop_nul(std::move(*text));
    }
    return {};
  }

  std::string take_list_or_text(const Names& names) {
    for (std::string_view key : names.keys) {
      const auto found = key.empty() ? json_.end() : json_.find(key);
      if (found == json_.end() || !found->is_array() || found->size() != 1) continue;
      if (std::optional<std::string> only = text_of(found->front())) {
        json_.erase(found);
        return drop_nul(std::move(*only));
      }
    }
    return take(names);
  }

  // A date that cannot be read stays under its own key, in extra.
  void read_date(const Names& names, std::string& field) {
    for (std::string_view key : names.keys) {
      const auto found = key.empty() ? json_.end() : json_.find(key);
      if (found == json_.end()) continue;
      const std::optional<std::string> text = text_of(*found);
      const std::optional<DateTime> when = text ? parse_date(*text) : std::nullopt;
      if (!when && !found->is_null() && !(text && text->empty())) continue;
      json_.erase(found);
      if (!when) continue;
      field = to_rfc3339(*when);
      return;
    }
  }

  void read_source(Article& article) {
    for (std::string_view key : kSourceNames.keys) {
      const auto found = key.empty() ? json_.end() : json_.find(key);
      if (found == json_.end()) continue;
      std::optional<std::string> name = name_of(*found);
      if (!name && !found->is_null()) continue;
      // Of an object, only the name is understood: the rest is kept.
      if (found->is_object() && found->size() > 1) {
        article.source = drop_nul(*name);
        return;
      }
      json_.erase(found);
      if (!name) continue;
      article.source = drop_nul(std::move(*name));
      return;
    }
  }

  void read_authors(Article& article) {
    for (std::string_view key : kAuthorNames.keys) {
      const auto found = key.empty() ? json_.end() : json_.find(key);
      if (found == json_.end()) continue;
      std::vector<std::string> names;
      bool understood = true;
      if (found->is_array()) {
        for (const Json& one : *found) {
          const std::optional<std::string> name = name_of(one);
          if (!name) understood = false;
          if (name && !trimmed(*name).empty()) names.push_back(key == "authors" ? drop_nul(*name) : std::string(trimmed(drop_nul(*name))));
        }
      } else if (const std::optional<std::string> text = name_of(*found)) {
        names = split_names(drop_nul(*text));
        // "By A. Smith, Reuters": the paper is no author.
        if (names.size() > 1 && names.back() == article.source) names.pop_back();
      } else if (!found->is_null()) {
        understood = false;
      }
      if (!understood) continue;
      json_.erase(found);
      if (names.empty()) continue;
      article.authors = std::move(names);
      return;
    }
  }

  void read_tags(Article& article) {
    const auto found = json_.find(kTagNames.keys[0]);
    if (found == json_.end()) return;
    std::vector<std::string> tags;
    if (found->is_array()) {
      for (const Json& one : *found) {
        const std::optional<std::string> tag = name_of(one);
        if (!tag) return;
        if (!tag->empty()) tags.push_back(drop_nul(*tag));
      }
    } else if (const std::optional<std::string> text = text_of(*found)) {
      for (std::string_view rest = *text; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        if (const std::string_view tag = trimmed(rest.substr(0, comma)); !tag.empty()) tags.push_back(drop_nul(std::string(tag)));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    } else if (!found->is_null()) {
      return;
    }
    json_.erase(found);
    article.tags = std::move(tags);
  }

  void read_confidence(Article& article) {
    const auto found = json_.find("published_confidence");
    if (found != json_.end() && found->is_number()) {
      article.published_confidence = found->get<double>();
      json_.erase(found);
    }
    if (article.published.empty() || !article.published_from.empty()) return;
    article.published_from = "field";
    article.published_confidence = 1;
  }

  // What is left, and what an `extra` of the input holds.
  void read_extra(Article& article) {
    const auto inner = json_.find("extra");
    if (inner != json_.end() && inner->is_null()) json_.erase(inner);
    else if (inner != json_.end() && inner->is_object()) {
      Json extra = std::move(*inner);
      json_.erase(inner);
      for (auto& [key, value] : extra.items())
        if (!json_.contains(key)) json_[key] = std::move(value);
    }
    if (!json_.empty()) article.extra = json_.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  Json json_;
};

// \ud83d without its other half stands for nothing: JSON text with such escapes replaced.
std::string repair_surrogates(std::string_view json) {
  const auto hex_at = [&](std::size_t at) -> int {
    if (at + 6 > json.size() || json[at] != '\\' || (json[at + 1] != 'u')) return -1;
    int value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = json[i];
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  };
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] != '\\' || at + 1 == json.size()) {
      out.push_back(json[at++]);
      continue;
    }
    const int unit = hex_at(at);
    const int next = unit >= 0xD800 && unit <= 0xDBFF ? hex_at(at + 6) : -1;
    const bool pair = next >= 0xDC00 && next <= 0xDFFF;
    const bool lone = unit >= 0xD800 && unit <= 0xDFFF && !pair;
    const std::size_t length = unit < 0 ? 2 : pair ? 12 : 6;
    out.append(lone ? std::string_view("\\ufffd") : json.substr(at, length));
    at += length;
  }
  return out;
}

Json copied(const simdjson::dom::element& element) {
  using simdjson::dom::element_type;
  switch (element.type()) {
    case element_type::ARRAY: {
      Json list = Json::array();
      for (const simdjson::dom::element one : simdjson::dom::array(element)) list.push_back(copied(one));
      return list;
    }
    case element_type::OBJECT: {
      Json object = Json::object();
      for (const auto& [key, value] : simdjson::dom::object(element)) object[std::string(key)] = copied(value);
      return object;
    }
    case element_type::STRING: return std::string(std::string_view(element));
    case element_type::INT64: return std::int64_t(element);
    case element_type::UINT64: return std::uint64_t(element);
    case element_type::DOUBLE: return double(element);
    case element_type::BOOL: return bool(element);
    case element_type::NULL_VALUE: break;
  }
  return nullptr;
}

// Discarded when it is no JSON. What the fast parser does not take (numbers beyond 64 bits, say) the other may.
Json parse(std::string_view json) {
  // It keeps some 15 bytes for each of the longest text so far.
  constexpr std::size_t kLongestKept = 32 << 10;
  thread_local simdjson::dom::parser kept;
  simdjson::dom::parser own;
  simdjson::dom::element element;
  if ((json.size() <= kLongestKept ? kept : own).parse(json.data(), json.size()).get(element) == simdjson::SUCCESS) return copied(element);
  return Json::parse(json.begin(), json.end(), nullptr, false);
}

}  // namespace

std::vector<std::string_view> article_keys(std::string_view field) {
  std::vector<std::string_view> keys;
  if (const Names* names = names_of(field))
    for (std::string_view key : names->keys)
      if (!key.empty()) keys.push_back(key);
  return keys;
}

std::string_view article_field(std::string_view key) {
  const auto has = [&](const Names& names) { return !key.empty() && std::find(names.keys.begin(), names.keys.end(), key) != names.keys.end(); };
  for (const Names& names : kTextNames)
    if (has(names)) return names.field;
  for (const Names* names : {&kSourceNames, &kAuthorNames, &kTagNames})
    if (has(*names)) return names->field;
  return {};
}

std::string repaired_json(std::string_view json) { return repair_surrogates(repair_utf8(json)); }

bool json_nested_too_deeply(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string) {
      if (c == '\\') ++at;
      else if (c == '"') in_string = false;
      continue;
    }
    in_string = c == '"';
    if ((c == '{' || c == '[') && ++depth > kDeepest) return true;
    depth -= c == '}' || c == ']';
  }
  return false;
}

ParsedArticle article_from_json(std::string_view json) {
  ParsedArticle result;
  if (json_nested_too_deeply(json)) {
    result.problem = "JSON nested too deeply";
    return result;
  }
  Json value = parse(json);
  if (value.is_discarded()) {
    value = parse(repaired_json(json));
    result.repaired = !value.is_discarded();
  }
  if (value.is_discarded()) {
    result.problem = "not JSON";
    return result;
  }
  if (!value.is_object()) {
    result.problem = "not a JSON object";
    return result;
  }
  result.article = Reader(std::move(value)).run();
  return result;
}

namespace {

OrderedJson entity_json(const ArticleEntity& entity) {
  return {{"id", entity.id},             {"name", entity.name},         {"type", entity.type},        {"mentions", entity.mentions},
          {"salience", entity.salience}, {"in_title", entity.in_title}, {"surfaces", entity.surfaces}};
}

// The expressions stand in the order of the body, which is gone through once.
OrderedJson dates_json(const Article& article) {
  OrderedJson list = OrderedJson::array();
  const std::string_view body = article.body;
  ByteOffsets bytes(body);
  const auto or_null = [](const std::string& text) { return text.empty() ? OrderedJson(nullptr) : OrderedJson(text); };
  for (const ArticleDate& date : article.dates) {
    const std::size_t begin = bytes.of(date.begin), end = bytes.of(date.end);
    OrderedJson one{{"text", body.substr(begin, end - begin)}, {"begin", date.begin}, {"end", date.end}, {"type", date.type}, {"value", or_null(date.value)}};
    if (!date.mod.empty()) one["mod"] = date.mod;
    one["from"] = or_null(date.from);
    one["to"] = or_null(date.to);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

std::string to_json(const Article& article) {
  OrderedJson json{{"id", article.id}, {"title", article.title}, {"body", article.body}, {"published", nullptr}};
  if (!article.published.empty()) json["published"] = article.published;
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  text("published_from", article.published_from);
  if (!article.published_from.empty()) json["published_confidence"] = article.published_confidence;
  text("modified", article.modified);
  text("source", article.source);
  if (!article.authors.empty()) json["authors"] = article.authors;
  text("section", article.section);
  text("language", article.language);
  text("url", article.url);
  text("path", article.path);
  if (!article.tags.empty()) json["tags"] = article.tags;
  for (const ArticleEntity& entity : article.entities) json["entities"].push_back(entity_json(entity));
  if (!article.dates.empty()) json["dates"] = dates_json(article);
  if (!article.copies.empty()) json["copies"] = article.copies;
  if (!article.extra.empty()) {
    OrderedJson extra = OrderedJson::parse(article.extra, nullptr, false);
    if (extra.is_object()) json["extra"] = std::move(extra);
  }
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace dateline
