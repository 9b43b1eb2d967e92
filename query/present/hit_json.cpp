#include "query/present/hit_json.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "common/error.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// Byte ranges of `text`, rising, as [begin, end) in code points: what a reader counts whatever the encoding of its strings.
Json code_points(const std::string& text, const std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
  Json list = Json::array();
  std::size_t bytes = 0, points = 0;
  const auto place = [&](std::size_t byte) {
    points += count_code_points(std::string_view(text).substr(bytes, byte - bytes));
    bytes = byte;
    return points;
  };
  for (const auto& [begin, end] : ranges) {
    const std::size_t first = place(begin);
    list.push_back({first, place(end)});
  }
  return list;
}

Json cut_ends(const Snippet& snippet) {
  Json ends = Json::array();
  if (!snippet.from_start) ends.push_back("before");
  if (!snippet.to_end) ends.push_back("after");
  return ends;
}

using Value = Json (*)(const Hit&);

const std::map<std::string, Value>& values() {
  static const std::map<std::string, Value> all{
      {"rank", [](const Hit& hit) { return Json(hit.rank); }},
      {"score", [](const Hit& hit) { return Json(hit.score); }},
      {"parts", [](const Hit& hit) { return Json{{"text", hit.parts.text}, {"entity", hit.parts.entity}, {"date", hit.parts.date}}; }},
      {"id", [](const Hit& hit) { return Json(hit.article.id); }},
      {"title", [](const Hit& hit) { return Json(hit.article.title); }},
      {"published", [](const Hit& hit) { return text_or_null(hit.article.published); }},
      {"modified", [](const Hit& hit) { return text_or_null(hit.article.modified); }},
      {"source", [](const Hit& hit) { return text_or_null(hit.article.source); }},
      {"authors", [](const Hit& hit) { return Json(hit.article.authors); }},
      {"section", [](const Hit& hit) { return text_or_null(hit.article.section); }},
      {"language", [](const Hit& hit) { return text_or_null(hit.article.language); }},
      {"tags", [](const Hit& hit) { return Json(hit.article.tags); }},
      {"url", [](const Hit& hit) { return text_or_null(hit.article.url); }},
      {"path", [](const Hit& hit) { return text_or_null(hit.article.path); }},
      {"snippet", [](const Hit& hit) { return Json(hit.snippet.text); }},
      {"snippet_matches", [](const Hit& hit) { return code_points(hit.snippet.text, hit.snippet.matches); }},
      {"snippet_cut", [](const Hit& hit) { return cut_ends(hit.snippet); }},
      {"title_matches", [](const Hit& hit) { return code_points(hit.article.title, hit.title_matches); }},
      {"body_matches", [](const Hit& hit) { return code_points(hit.article.body, hit.body_matches); }},
      {"copies",
       [](const Hit& hit) {
         Json ids = Json::array();
         for (const Copy& copy : hit.copies) ids.push_back(copy.id);
         return ids;
       }},
      {"entities",
       [](const Hit& hit) {
         Json entities = Json::array();
         // Member by member: a list of lists would be copied twice, and these are most of an answer.
         for (const ArticleEntity& entity : hit.article.entities) {
           Json& one = entities.emplace_back(Json::object());
           one["id"] = entity.id;
           one["name"] = entity.name;
           one["type"] = entity.type;
           one["salience"] = entity.salience;
         }
         return entities;
       }},
      {"because",
       [](const Hit& hit) {
         Json entities = Json::array(), words = Json::array();
         for (const NamedEntity& entity : hit.because->entities) entities.push_back({{"id", entity.id}, {"name", entity.name}});
         for (const std::string& word : hit.because->words) words.push_back(word);
         return Json{{"entities", std::move(entities)}, {"words", std::move(words)}};
       }},
      {"body", [](const Hit& hit) { return Json(hit.article.body); }}};
  return all;
}

std::string joined_by_semicolon(const Json& list) {
  std::string joined;
  const auto text = [](const Json& item) {
    if (item.is_array()) return item[0].dump() + "-" + item[1].dump();
    return (item.is_object() ? item.at("name") : item).get<std::string>();
  };
  for (const Json& item : list) joined += (joined.empty() ? "" : "; ") + text(item);
  return joined;
}

Json explanation(const Hit& hit) {
  Json terms = Json::array();
  for (const TermScore& term : hit.terms)
    terms.push_back({{"term", term.term}, {"from", term.from_hits ? "hits" : "query"}, {"score", term.score}, {"frequency", term.frequency}, {"articles", term.articles}});
  Json entities = Json::array(), dates = Json::array();
  for (const EntityScore& entity : hit.entity_scores)
    entities.push_back({{"name", entity.name}, {"score", entity.score}, {"salience", entity.salience}, {"articles", entity.articles}});
  for (const DateScore& date : hit.date_scores) dates.push_back({{"wish", date.wish}, {"score", date.score}, {"days", date.days ? Json(*date.days) : Json(nullptr)}});
  return {{"length", hit.article_length}, {"terms", std::move(terms)}, {"entities", std::move(entities)}, {"dates", std::move(dates)}};
}

}  // namespace

const std::vector<std::string>& hit_fields() {
  static const std::vector<std::string> fields{"rank",    "score",    "parts", "id",  "title", "published", "modified", "source",
                                               "authors", "section",  "language", "tags", "url", "path",    "snippet",  "entities", "copies", "body",
                                               "title_matches", "snippet_matches", "snippet_cut", "body_matches"};
  return fields;
}

const std::vector<std::string>& usual_hit_fields() {
  static const std::vector<std::string> fields{"rank",   "score",   "parts", "id",   "title",  "published",
                                               "source", "authors", "url",   "path", "snippet", "entities", "copies"};
  return fields;
}

const std::vector<std::string>& related_fields() {
  static const std::vector<std::string> fields = [] {
    std::vector<std::string> all = hit_fields();
    all.erase(std::find(all.begin(), all.end(), "body_matches"));
    all.emplace_back("because");
    return all;
  }();
  return fields;
}

const std::vector<std::string>& usual_related_fields() {
  static const std::vector<std::string> fields = [] {
    std::vector<std::string> usual = usual_hit_fields();
    usual.emplace_back("because");
    return usual;
  }();
  return fields;
}

void check_fields(const std::vector<std::string>& fields, const std::vector<std::string>& known) {
  for (const std::string& field : fields) {
    if (std::find(known.begin(), known.end(), field) != known.end()) continue;
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    throw Error(ErrorKind::usage, "--fields: there is no field '" + field + "'; these are: " + names);
  }
}

Json hit_json(const Hit& hit, const std::vector<std::string>& fields, bool explain) {
  Json json = Json::object();
  for (const std::string& field : fields.empty() ? usual_hit_fields() : fields) json[field] = values().at(field)(hit);
  if (explain) json["explain"] = explanation(hit);
  return json;
}

std::string hit_column(const Hit& hit, const std::string& field) {
  if (field == "parts") return hit_column(hit, "score");
  const Json value = values().at(field)(hit);
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) {
    char text[40];
    std::snprintf(text, sizeof text, "%.9g", value.get<double>());
    return text;
  }
  if (!value.is_array() && !value.is_object()) return value.dump();
  std::string joined;
  if (value.is_object())  // because: names, then words
    for (const auto& [kind, list] : value.items()) joined += (joined.empty() || list.empty() ? "" : "; ") + joined_by_semicolon(list);
  else
    joined = joined_by_semicolon(value);
  return joined;
}

std::string dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json query_json(const Result& result) {
  Json entities = Json::array();
  for (const QueryEntity& entity : result.entities) {
    Json one{{"id", entity.id}, {"name", entity.name}, {"type", entity.type}, {"text", entity.text}, {"from", entity.by_field ? "field" : "text"}};
    for (const NamedEntity& other : entity.may_be) one["may_be"].push_back({{"id", other.id}, {"name", other.name}, {"articles", other.articles}});
    entities.push_back(std::move(one));
  }
  Json times = Json::array();
  for (const QueryTime& time : result.times) times.push_back({{"wish", time.wish}, {"text", text_or_null(time.text)}, {"from", time.by_field ? "field" : "text"}});
  return {{"text", result.query}, {"understood", result.understood}, {"match", result.match == Match::any ? "any" : "all"}, {"date", text_or_null(result.date_understood)}, {"times", std::move(times)}, {"entities", std::move(entities)}};
}

const char* relation_name(Relation relation) { return relation == Relation::eq ? "eq" : relation == Relation::ge ? "ge" : "approx"; }

Json total_json(const Total& total) { return {{"value", total.value}, {"relation", relation_name(total.relation)}}; }

Json timeline_json(const std::vector<Bucket>& timeline) {
  Json buckets = Json::array();
  for (const Bucket& bucket : timeline) buckets.push_back({{"key", bucket.key}, {"from", bucket.from}, {"count", bucket.count}});
  return buckets;
}

}  // namespace dateline
