#include "server/elastic/mappings.h"

#include <algorithm>
#include <array>

#include "common/article_json.h"
#include "server/elastic/error.h"
#include "server/elastic/field_names.h"

namespace dateline {
namespace {

Json described() {
  Json properties = Json::object();
  for (const FieldDescription& field : field_descriptions()) {
    Json description{{"type", field.type}};
    if (!field.alias_of.empty()) description = {{"type", "alias"}, {"path", field.alias_of}};
    Json* place = &properties;
    std::string_view rest = field.name;
    bool sub_field = false;
    for (std::size_t dot; (dot = rest.find('.')) != rest.npos; rest.remove_prefix(dot + 1)) {
      Json& outer = (*place)[std::string(rest.substr(0, dot))];
      sub_field = outer.contains("type");
      if (sub_field && outer["type"] == "alias") break;  // these have no sub-fields
      place = &outer[sub_field ? "fields" : "properties"];
    }
    if (rest.find('.') == rest.npos) (*place)[std::string(rest)] = std::move(description);
  }
  return {{"properties", std::move(properties)}};
}

bool is_one_of(std::string_view type, std::initializer_list<std::string_view> types) { return std::find(types.begin(), types.end(), type) != types.end(); }

bool is_string_type(std::string_view type) {
  return is_one_of(type, {"text", "keyword", "match_only_text", "search_as_you_type", "wildcard", "constant_keyword", "annotated_text"});
}

// Whether a field that we read as `ours` may be called `theirs`.
bool agrees(std::string_view ours, std::string_view theirs) {
  if (ours == theirs || is_one_of(theirs, {"object", "nested", "flattened"})) return true;  // what an object holds is searched by other names, which we refuse to search
  if (ours == "text" || ours == "keyword") return is_string_type(theirs);
  return ours == "date" && theirs == "date_nanos";
}

void check_properties(const Json& properties, const std::string& within) {
  if (!properties.is_object()) throw ElasticError(400, "mapper_parsing_exception", "[properties] must be an object, not " + token_of(properties));
  for (const auto& [name, description] : properties.items()) {
    const std::string field = within + name;
    if (!description.is_object()) throw ElasticError(400, "mapper_parsing_exception", "Expected map for property [" + field + "] but got " + token_of(description));
    if (const auto inner = description.find("properties"); inner != description.end()) check_properties(*inner, field + ".");
    const auto type = description.find("type");
    if (type == description.end()) continue;
    const std::string theirs = text_value(*type, "[" + field + "] [type]");
    const Json* ours = mapping_of(field);
    if (theirs == "alias" && !(ours && *ours == description)) throw not_supported("[" + field + "] of type [alias]", "it knows the names that docs/elasticsearch.md lists, and no others");
    if (!ours || theirs == "alias") continue;
    const Json* meant = ours->value("type", "") == "alias" ? mapping_of((*ours)["path"].get<std::string>()) : ours;
    const std::string type_here = meant->value("type", "object");
    if (!agrees(type_here, theirs))
      throw illegal_argument("mapper [" + field + "] cannot be changed from type [" + type_here + "] to [" + theirs + "]: Dateline reads it as " + type_here + " in every index");
  }
}

void check_blocks(const Json& settings, const std::string& within) {
  for (const auto& [key, value] : settings.items()) {
    const std::string name = within + key;
    if (value.is_object()) {
      check_blocks(value, name + ".");
    } else if (name.find("blocks.") != name.npos && value != false && value != "false" && !value.is_null()) {
      throw not_supported("setting [" + name + "]", "indices can be read and written by whoever has a token for it");
    }
  }
}

}  // namespace

const Json& mappings_json() {
  static const Json mappings = described();
  return mappings;
}

const Json* mapping_of(std::string_view field) {
  const Json* place = &mappings_json();
  for (std::string_view rest = field;;) {
    const std::string key(rest.substr(0, rest.find('.')));
    const char* kind = place->contains("properties") ? "properties" : "fields";
    if (!place->contains(kind) || !(*place)[kind].contains(key)) return nullptr;
    place = &(*place)[kind][key];
    if (key.size() == rest.size()) return place;
    rest.remove_prefix(key.size() + 1);
  }
}

void check_mappings(const Json& mappings) {
  constexpr std::array<std::string_view, 11> kHarmless{"dynamic", "dynamic_templates", "date_detection", "dynamic_date_formats", "numeric_detection", "_meta", "_routing", "_field_names", "_data_stream_timestamp", "_size", "subobjects"};
  if (!mappings.is_object()) throw ElasticError(400, "mapper_parsing_exception", "mappings must be an object, not " + token_of(mappings));
  // Version 6 and before had the name of a type around it.
  if (mappings.size() == 1 && mappings.begin().key() == "_doc") return check_mappings(mappings.begin().value());
  if (mappings.size() == 1 && mappings.begin().value().is_object() && mappings.begin().value().contains("properties") && mappings.begin().key() != "properties") return check_mappings(mappings.begin().value());
  for (const auto& [key, value] : mappings.items()) {
    if (key == "properties") {
      check_properties(value, "");
    } else if (key == "_source") {
      JsonObject source(value, "mapping [_source]");
      if (!source.boolean("enabled").value_or(true)) throw not_supported("mapping [_source] [enabled: false]", "documents are always kept");
      source.ignore("mode");
      source.refuse({"includes", "excludes"});
      source.done();
    } else if (std::find(kHarmless.begin(), kHarmless.end(), key) == kHarmless.end()) {
      throw not_supported("mapping [" + key + "]");
    }
  }
}

void check_settings(const Json& settings) {
  if (!settings.is_object()) throw ElasticError(400, "settings_exception", "settings must be an object, not " + token_of(settings));
  check_blocks(settings, "");
}

}  // namespace dateline
