#include "server/elastic/hit_json.h"

#include <algorithm>
#include <cmath>

#include "server/elastic/error.h"
#include "server/elastic/source.h"

namespace dateline {

Json explanation_json(const StructuredHit& hit) {
  const auto line = [](double value, std::string description, Json details = Json::array()) {
    return Json{{"value", value}, {"description", std::move(description)}, {"details", std::move(details)}};
  };
  Json terms = Json::array(), parts = Json::array();
  for (const TermScore& term : hit.terms)
    terms.push_back(line(term.score, "weight of [" + term.term + "], " + std::to_string(term.frequency) + " times in this article, in " + std::to_string(term.articles) + " articles"));
  parts.push_back(line(hit.parts.text, "text", std::move(terms)));
  if (hit.parts.entity != 0) parts.push_back(line(hit.parts.entity, "entities"));
  if (hit.parts.date != 0) parts.push_back(line(hit.parts.date, "dates"));
  const double sum = hit.parts.text + hit.parts.entity + hit.parts.date;
  if (std::abs(sum - hit.score) <= 1e-6 * std::max(1.0, std::abs(sum))) return line(hit.score, "sum of:", std::move(parts));
  return line(hit.score, "function score of:", Json::array({line(sum, "sum of:", std::move(parts))}));
}

Json hit_json(const StructuredHit& hit, const std::string& index, const HitShape& shape) {
  Json json{{"_index", index}};
  if (shape.typed) json["_type"] = "_doc";
  if (shape.names) json["_id"] = hit.article.id;
  if (shape.version) json["_version"] = 1;
  if (shape.sequence) json.update(Json{{"_seq_no", 0}, {"_primary_term", 1}});
  json["_score"] = shape.scored ? Json(hit.score) : Json(nullptr);
  if (shape.source.wanted) json["_source"] = filtered_source(source_of(hit.article), shape.source);
  Json fields = field_values(hit.article, shape.fields);
  if (!shape.collapse.empty()) fields[shape.collapse] = Json::array({hit.collapsed ? Json(*hit.collapsed) : Json(nullptr)});
  if (!fields.empty()) json["fields"] = std::move(fields);
  if (Json highlight = highlight_json(hit.highlights, shape.highlight); !highlight.empty()) json["highlight"] = std::move(highlight);
  if (!shape.sort.empty()) {
    Json& sort = json["sort"] = Json::array();
    for (std::size_t i = 0; i < shape.sort.size() && i < hit.sort.size(); ++i) sort.push_back(sort_value_json(hit.sort[i], shape.sort[i]));
  }
  if (shape.explain) json["_explanation"] = explanation_json(hit);
  return json;
}

void read_hit_shape(JsonObject& object, const DslContext& context, HitShape& shape, LoadRequest& load, std::vector<SortKey>& sort) {
  if (const Json* given = object.find("_source")) shape.source = read_source_filter(*given);
  if (const Json* given = object.find("stored_fields")) {
    const std::vector<std::string> names = text_list(*given, "[stored_fields]");
    const auto has = [&](const char* name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    for (const std::string& name : names)
      if (name != "_none_" && name != "_source" && name != "_id") throw not_supported("[stored_fields] [" + name + "]", "fields and _source have what is stored");
    if (has("_none_")) shape.names = false;
    if (!has("_source")) shape.source.wanted = false;
  }
  for (const char* key : {"fields", "docvalue_fields"}) {
    if (const Json* given = object.find(key)) {
      std::vector<WantedField> wanted = read_wanted_fields(*given, "[" + std::string(key) + "]");
      shape.fields.insert(shape.fields.end(), std::make_move_iterator(wanted.begin()), std::make_move_iterator(wanted.end()));
    }
  }
  if (const Json* given = object.find("highlight")) {
    Highlighting highlighting = read_highlight(*given, context);
    load.highlight = std::move(highlighting.request);
    shape.highlight = std::move(highlighting.shape);
  }
  shape.explain = load.explain = object.boolean("explain").value_or(shape.explain);
  shape.version = object.boolean("version").value_or(shape.version);
  shape.sequence = object.boolean("seq_no_primary_term").value_or(shape.sequence);
  load.whole = shape.source.wanted || !shape.fields.empty();
  if (const Json* given = object.find("sort")) {
    SortRequest request = read_sort(*given);
    sort = std::move(request.keys);
    shape.sort = std::move(request.shapes);
  }
}

}  // namespace dateline
