#include "server/elastic/source.h"

#include <array>
#include <optional>

#include "common/article_json.h"
#include "common/date.h"
#include "server/elastic/error.h"

namespace dateline {
namespace {

constexpr const char* kRecipe = "_source";
constexpr std::size_t kPreview = 100;  // bytes

ElasticError unreadable(const std::string& why) { return {400, "mapper_parsing_exception", "failed to parse: " + why}; }

// One date, or none (null, an empty list).
void check_date(const Json& value, const std::string& key) {
  if (value.is_null() || (value.is_array() && value.empty())) return;
  const bool single = value.is_string() || value.is_number();
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (single && parse_date(text)) return;
  const std::string why = value.is_array() ? "an article has one date of publication, not a list" : "cannot be read as a date: [" + text.substr(0, kPreview) + "]";
  throw ElasticError(400, "mapper_parsing_exception", "failed to parse field [" + key + "] of type [date]. Preview of field's value: '" + text.substr(0, kPreview) + "'",
                     {{"caused_by", {{"type", "illegal_argument_exception"}, {"reason", why}}}});
}

// Elasticsearch's own, which a document cannot have.
constexpr std::array<std::string_view, 12> kMetadata{"_id", "_index", "_source", "_routing", "_type", "_field_names", "_ignored", "_seq_no", "_version", "_primary_term", "_tier", "_doc_count"};

// The value of a field of an article; none for what is no field, or says "not known" by being empty. Fields that the analysis writes (language) are none: they may change.
std::optional<Json> field_value(const Article& article, std::string_view field) {
  const auto text = [](const std::string& value) { return value.empty() ? std::optional<Json>() : std::optional<Json>(value); };
  const auto list = [](const std::vector<std::string>& values) { return values.empty() ? std::optional<Json>() : std::optional<Json>(values); };
  if (field == "id") return Json(article.id);
  if (field == "title") return Json(article.title);
  if (field == "body") return Json(article.body);
  if (field == "published") return text(article.published);
  if (field == "modified") return text(article.modified);
  if (field == "source") return text(article.source);
  if (field == "authors") return list(article.authors);
  if (field == "section") return text(article.section);
  if (field == "url") return text(article.url);
  if (field == "path") return text(article.path);
  if (field == "tags") return list(article.tags);
  return {};
}

// What `true` stands for.
std::optional<Json> value_of_key(const Article& article, const Json& extra, const std::string& key) {
  if (std::optional<Json> value = field_value(article, key)) return value;
  const auto kept = extra.find(key);
  return kept == extra.end() ? std::nullopt : std::optional<Json>(*kept);
}

Json extra_of(const Article& article) {
  Json extra = article.extra.empty() ? Json::object() : Json::parse(article.extra, nullptr, false);
  return extra.is_object() ? extra : Json::object();
}

// How to write the value of `key` again.
Json recipe_of(const Article& article, const Json& extra, const std::string& key, const Json& value) {
  // 1 and 1.0 are equal, and are not the same to every client.
  const auto is = [&](const std::optional<Json>& kept) { return kept && *kept == value && kept->is_number_float() == value.is_number_float(); };
  if (is(value_of_key(article, extra, key))) return true;
  if (const std::string_view field = article_field(key); is(field_value(article, field))) return std::string(field);
  return Json::array({value});
}

}  // namespace

Json read_json_object(std::string_view text) {
  if (json_nested_too_deeply(text)) throw unreadable("the document is nested too deeply");
  Json document = Json::parse(text.begin(), text.end(), nullptr, false);
  if (document.is_discarded()) document = Json::parse(repaired_json(text), nullptr, false);
  if (document.is_discarded()) throw unreadable("the document is not JSON");
  if (!document.is_object()) throw unreadable("a document is an object, not " + token_of(document));
  return document;
}

void check_document(const Json& document) {
  for (const std::string_view key : kMetadata)
    if (document.contains(std::string(key))) throw unreadable("Field [" + std::string(key) + "] is a metadata field and cannot be added inside a document. Use the index API request parameters.");
  for (const std::string_view key : article_keys("published"))
    if (const auto found = document.find(std::string(key)); found != document.end()) check_date(*found, std::string(key));
}

Json read_document(std::string_view text) {
  Json document = read_json_object(text);
  check_document(document);
  return document;
}

Article article_of_source(const Json& document, const std::string& id) {
  ParsedArticle parsed = article_from_json(document.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!parsed.article) throw unreadable(parsed.problem);
  Article article = *std::move(parsed.article);
  article.id = id;
  Json extra = extra_of(article);
  extra.erase(kRecipe);  // an `extra` of the document may hold anything
  Json recipe = Json::object();
  for (const auto& [key, value] : document.items()) recipe[key] = recipe_of(article, extra, key, value);
  extra[kRecipe] = std::move(recipe);
  article.extra = extra.dump();
  return article;
}

Json source_of(const Article& article) {
  const Json extra = extra_of(article);
  const auto recipe = extra.find(kRecipe);
  if (recipe == extra.end() || !recipe->is_object()) return Json::parse(to_json(article), nullptr, false);
  Json source = Json::object();
  for (const auto& [key, how] : recipe->items()) {
    std::optional<Json> value;
    if (how == true) value = value_of_key(article, extra, key);
    if (how.is_string()) value = field_value(article, how.get<std::string>());
    if (how.is_array() && how.size() == 1) value = how.front();
    if (value) source[key] = *std::move(value);
  }
  return source;
}

Json updatable_source_of(const Article& article) {
  Json source = source_of(article);
  if (extra_of(article).contains(kRecipe)) return source;
  for (const char* recomputed : {"entities", "dates", "copies"}) source.erase(recomputed);
  if (const auto extra = source.find("extra"); extra != source.end() && extra->is_object()) {
    const Json inner = *extra;
    source.erase("extra");
    for (const auto& [key, value] : inner.items())
      if (!source.contains(key)) source[key] = value;
  }
  return source;
}

}  // namespace dateline
