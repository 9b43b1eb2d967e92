#include "server/elastic/highlight_request.h"

#include <algorithm>

#include "server/elastic/error.h"

namespace dateline {
namespace {

// What may be said for all fields and for one.
struct Options {
  HighlightField field;
  std::string before = "<em>", after = "</em>";
};

std::string first_of(const Json& json, const std::string& where) {
  const std::vector<std::string> list = text_list(json, where);
  return list.empty() ? "" : list.front();
}

void read_options(JsonObject& object, Options& options) {
  if (const auto size = object.size("fragment_size")) options.field.fragment_columns = *size;
  if (const auto number = object.size("number_of_fragments")) options.field.fragments = std::min<std::size_t>(*number, 1000);
  if (const auto size = object.size("no_match_size")) options.field.no_match_columns = *size;
  if (const auto order = object.text("order")) options.field.by_score = *order == "score";
  if (const Json* tags = object.find("pre_tags")) options.before = first_of(*tags, "[highlight] [pre_tags]");
  if (const Json* tags = object.find("post_tags")) options.after = first_of(*tags, "[highlight] [post_tags]");
  if (const auto type = object.text("type"); type && *type != "unified" && *type != "plain" && *type != "fvh") throw not_supported("[highlight] [type] [" + *type + "]");
  if (const auto asked_there = object.boolean("require_field_match")) options.field.asked_there = *asked_there;
  // How a passage is cut is our own affair.
  for (const char* harmless : {"boundary_chars", "boundary_max_scan", "boundary_scanner", "boundary_scanner_locale", "force_source", "fragmenter", "fragment_offset", "max_fragment_length",
                               "phrase_limit", "highlight_filter", "max_analyzed_offset", "options"})
    object.ignore(harmless);
  object.refuse({"matched_fields"});
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#x27;"; break;
      case '/': out += "&#x2F;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace

Highlighting read_highlight(const Json& json, const DslContext& context) {
  Highlighting highlighting;
  JsonObject object(json, "[highlight]");
  Options common;
  common.field.asked_there = true;
  if (const auto schema = object.text("tags_schema")) {
    if (*schema != "styled") throw illegal_argument("Unknown tag schema [" + *schema + "]");
    common.before = "<em class=\"hlt1\">";
  }
  read_options(object, common);
  if (const auto encoder = object.text("encoder")) highlighting.shape.html = *encoder == "html";
  if (const Json* of = object.find("highlight_query")) highlighting.request.of = read_clause(*of, context);
  const auto add = [&](const std::string& name, const Json& given) {
    JsonObject one(given, "[highlight] [fields] [" + name + "]");
    Options options = common;
    read_options(one, options);
    one.refuse({"highlight_query"});
    one.done();
    const bool pattern = name.find('*') != std::string::npos;
    for (const char* part : {"title", "body"}) {
      if (pattern ? !matches_star(name, part) : resolve_field(name).engine != "" || resolve_field(name).article != part) continue;
      options.field.part = part == std::string_view("title") ? TextPart::title : TextPart::body;
      highlighting.request.fields.push_back(options.field);
      highlighting.shape.fields.push_back({pattern ? part : name, options.field.part, options.before, options.after});
    }
    if (!pattern && resolve_field(name).kind != FieldKind::text) throw not_supported("[highlight] of field [" + name + "]", "title and body can be highlighted");
  };
  const Json& fields = object.need("fields");
  for (const Json& some : fields.is_array() ? fields : Json::array({fields})) {
    if (!some.is_object()) throw parsing_error("[highlight] [fields] must be objects");
    for (const auto& [name, given] : some.items()) add(name, given);
  }
  object.done();
  if (highlighting.request.fields.size() > 16) throw illegal_argument("more than 16 fields to highlight");
  return highlighting;
}

Json highlight_json(const std::vector<Highlights>& highlights, const HighlightShape& shape) {
  Json json = Json::object();
  for (const HighlightShape::Field& field : shape.fields) {
    const auto found = std::find_if(highlights.begin(), highlights.end(), [&](const Highlights& one) { return one.part == field.part; });
    if (found == highlights.end() || found->fragments.empty()) continue;
    const auto shown = [&](std::string_view text) { return shape.html ? escaped(text) : std::string(text); };
    Json& list = json[field.name] = Json::array();
    for (const Snippet& fragment : found->fragments) {
      std::string text;
      std::size_t at = 0;
      for (const auto& [begin, end] : fragment.matches) {
        text += shown(std::string_view(fragment.text).substr(at, begin - at)) + field.before + shown(std::string_view(fragment.text).substr(begin, end - begin)) + field.after;
        at = end;
      }
      list.push_back(text + shown(std::string_view(fragment.text).substr(at)));
    }
  }
  return json;
}

}  // namespace dateline
