#include "server/elastic/field_values.h"

#include "common/date.h"
#include "server/elastic/date_math.h"
#include "server/elastic/error.h"

namespace dateline {
namespace {

bool has_values(const Field& field) { return !field.article.empty() || field.engine == "person" || field.engine == "org" || field.engine == "place" || field.engine == "entity"; }

Json texts(const std::string& value) { return value.empty() ? Json::array() : Json::array({value}); }

Json values_of(const Article& article, const WantedField& wanted) {
  const std::string& name = wanted.field.article;
  if (name == "title") return texts(article.title);
  if (name == "body") return texts(article.body);
  if (name == "source") return texts(article.source);
  if (name == "section") return texts(article.section);
  if (name == "language") return texts(article.language);
  if (name == "url") return texts(article.url);
  if (name == "id") return texts(article.id);
  if (name == "authors") return article.authors;
  if (name == "tags") return article.tags;
  if (name == "published") {
    const auto when = parse_rfc3339(article.published);
    if (!when) return Json::array();
    return Json::array({format_date(to_instant(*when) * 1000, wanted.format.empty() ? std::string(kDefaultDateFormat) : wanted.format)});
  }
  Json list = Json::array();
  for (const ArticleEntity& entity : article.entities)
    if (wanted.field.engine == "entity" || wanted.field.engine == entity.type) list.push_back(wanted.field.name == "entities.id" ? entity.id : entity.name);
  return list;
}

}  // namespace

std::vector<WantedField> read_wanted_fields(const Json& json, const std::string& where) {
  std::vector<WantedField> wanted;
  for (const Json& one : json.is_array() ? json : Json::array({json})) {
    std::string name, format;
    if (one.is_object()) {
      JsonObject object(one, where);
      name = text_value(object.need("field"), where + " [field]");
      format = object.text("format").value_or("");
      object.ignore("include_unmapped");
      object.done();
      if (format == "use_field_mapping") format.clear();
      if (!format.empty()) check_date_format(format);
    } else {
      name = text_value(one, where);
    }
    const bool pattern = name.find('*') != std::string::npos;
    if (name == "*" || name == "_all") {
      for (const FieldDescription& known : field_descriptions())
        if (const Field field = resolve_field(known.name); known.alias_of.empty() && has_values(field)) wanted.push_back({field, format});
      continue;
    }
    for (Field& field : resolve_fields(name)) {
      if (has_values(field)) wanted.push_back({std::move(field), format});
      else if (!pattern) throw not_supported(where + " [" + name + "]", "its values are not stored one by one");
    }
  }
  return wanted;
}

Json field_values(const Article& article, const std::vector<WantedField>& wanted) {
  Json json = Json::object();
  for (const WantedField& one : wanted)
    if (Json values = values_of(article, one); !values.empty()) json[one.field.name] = std::move(values);
  return json;
}

}  // namespace dateline
