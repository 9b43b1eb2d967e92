#include "server/elastic/error.h"
#include "server/elastic/query_kinds.h"

namespace dateline {
namespace {

DateReading dates_of(const DslContext& context) {
  DateReading dates;
  dates.now = context.now;
  return dates;
}

// {"source": "x"} or {"source": {"value": "x", ...}}: prefix, wildcard and term.
template <class Ask>
Clause read_value_query(const Json& json, const std::string& query, std::initializer_list<std::string_view> value_keys, Ask ask) {
  const auto [name, given] = one_field(json, query);
  const std::string where = "[" + query + "] query";
  const Field field = resolve_field(name);
  if (!given->is_object()) {
    if (given->is_array()) throw parsing_error(where + " does not support array of values");
    return ask(field, text_value(*given, where + " [" + name + "]"), false);
  }
  JsonObject object(*given, where);
  std::optional<std::string> value;
  for (std::string_view key : value_keys)
    if (const std::optional<std::string> text = object.text(key); text && !value) value = text;
  if (!value) throw parsing_error(where + " needs [" + std::string(*value_keys.begin()) + "]");
  const bool ignore_case = object.boolean("case_insensitive").value_or(false);
  object.ignore("rewrite");
  Clause boosts;
  read_boost(object, boosts);
  object.done();
  Clause clause = ask(field, *value, ignore_case);
  clause.boost *= boosts.boost;
  return clause;
}

}  // namespace

Clause read_term(const Json& json, const DslContext& context) {
  return read_value_query(json, "term", {"value", "term"},
                          [&](const Field& field, const std::string& value, bool ignore_case) { return term_clause(field, value, ignore_case, dates_of(context)); });
}

Clause read_prefix(const Json& json, const DslContext&) {
  return read_value_query(json, "prefix", {"value", "prefix"}, [](const Field& field, const std::string& value, bool ignore_case) { return prefix_clause(field, value, ignore_case); });
}

Clause read_wildcard(const Json& json, const DslContext&) {
  return read_value_query(json, "wildcard", {"value", "wildcard"}, [](const Field& field, const std::string& value, bool ignore_case) { return pattern_clause(field, value, ignore_case); });
}

Clause read_terms(const Json& json, const DslContext& context) {
  JsonObject object(json, "[terms] query");
  Clause boosts;
  read_boost(object, boosts);
  const Json* values = nullptr;
  std::string name;
  for (const auto& [key, value] : json.items()) {
    if (key == "boost" || key == "_name") continue;
    if (values) throw parsing_error("[terms] query does not support multiple fields");
    name = key;
    values = &value;
    object.ignore(name);
  }
  if (!values) throw parsing_error("[terms] query requires a field name, followed by an array of terms or a document lookup specification");
  object.done();
  if (values->is_object()) throw not_supported("[terms] query with a lookup");
  if (!values->is_array()) throw parsing_error("[terms] query does not support [" + name + "]");
  if (values->size() > 65536) throw illegal_argument("The number of terms [" + std::to_string(values->size()) + "] used in the Terms Query request has exceeded the allowed maximum of [65536]");
  Clause clause = terms_clause(resolve_field(name), text_list(*values, "[terms] query"), dates_of(context));
  clause.boost *= boosts.boost;
  return clause;
}

Clause read_ids(const Json& json, const DslContext& context) {
  JsonObject object(json, "[ids] query");
  Clause clause = terms_clause(resolve_field("id"), text_list(object.need("values"), "[ids] query"), dates_of(context));
  object.refuse({"type"});
  read_boost(object, clause);
  object.done();
  return clause;
}

Clause read_exists(const Json& json, const DslContext&) {
  JsonObject object(json, "[exists] query");
  std::vector<Clause> any;
  for (const Field& field : resolve_fields(text_value(object.need("field"), "[exists] query [field]"))) any.push_back(exists_clause(field));
  Clause clause = boolean_of(std::move(any), Occur::should);
  read_boost(object, clause);
  object.done();
  return clause;
}

Clause read_range(const Json& json, const DslContext& context) {
  const auto [name, given] = one_field(json, "range");
  const Field field = resolve_field(name);
  JsonObject object(*given, "[range] query");
  const std::string format = object.text("format").value_or(std::string(kDefaultDateFormat));
  DateReading dates{context.now, nullptr, format};
  check_date_format(format);
  if (const std::optional<std::string> zone = object.text("time_zone")) dates.zone = time_zone(*zone);
  if (const std::optional<std::string> relation = object.text("relation"); relation && (*relation != "intersects" && *relation != "INTERSECTS"))
    throw not_supported("[range] query [relation] [" + *relation + "]");
  std::optional<Bound> from, to;
  const auto bound = [&](std::string_view key, std::optional<Bound>& bound, bool inclusive) {
    if (const std::optional<std::string> text = object.text(key)) bound = Bound{*text, inclusive};
  };
  bound("from", from, object.boolean("include_lower").value_or(true));
  bound("to", to, object.boolean("include_upper").value_or(true));
  bound("gt", from, false);
  bound("gte", from, true);
  bound("lt", to, false);
  bound("lte", to, true);
  Clause boosts;
  read_boost(object, boosts);
  object.done();
  Clause clause = range_clause(field, from, to, dates);
  clause.boost *= boosts.boost;
  return clause;
}

}  // namespace dateline
