#include <algorithm>
#include <cmath>

#include "server/elastic/error.h"
#include "server/elastic/query_kinds.h"
#include "server/elastic/time_value.h"

namespace dateline {
namespace {

constexpr std::string_view kWhere = "[function_score] query";

template <class Value, std::size_t N>
Value named(const std::pair<std::string_view, Value> (&names)[N], const std::string& name, const std::string& key) {
  for (const auto& [known, value] : names)
    if (known == name) return value;
  throw illegal_argument(std::string(kWhere) + " [" + key + "]: illegal value [" + name + "]");
}

FunctionScore::Mode mode_named(const std::string& name) {
  using Mode = FunctionScore::Mode;
  static constexpr std::pair<std::string_view, Mode> kModes[] = {{"multiply", Mode::multiply}, {"sum", Mode::sum}, {"avg", Mode::avg}, {"first", Mode::first}, {"max", Mode::max}, {"min", Mode::min}};
  return named(kModes, name, "score_mode");
}

FunctionScore::Boost boost_named(const std::string& name) {
  using Boost = FunctionScore::Boost;
  static constexpr std::pair<std::string_view, Boost> kBoosts[] = {{"multiply", Boost::multiply}, {"replace", Boost::replace}, {"sum", Boost::sum}, {"avg", Boost::avg}, {"max", Boost::max}, {"min", Boost::min}};
  return named(kBoosts, name, "boost_mode");
}

Decay read_decay(const Json& json, Decay::Shape shape, const std::string& name, const DslContext& context) {
  const std::string where = "[function_score] query [" + name + "]";
  JsonObject object(json, where);
  std::string field_name;
  const Json* given = nullptr;
  for (const auto& [key, value] : json.items()) {
    if (key == "multi_value_mode") continue;
    if (given) throw parsing_error(where + " has more than one field");
    field_name = key;
    given = &value;
  }
  if (!given) throw parsing_error(where + " needs a field");
  if (const Field field = resolve_field(field_name); field.kind != FieldKind::date) throw not_supported(where + " on field [" + field.name + "]", "decay is of [published]");
  object.ignore("multi_value_mode");
  JsonObject values(*given, where + " [" + field_name + "]");
  Decay decay;
  decay.shape = shape;
  DateReading dates;
  dates.now = context.now;
  const auto seconds = [&](std::string_view key, double missing) {
    const std::optional<std::string> text = values.text(key);
    return text ? static_cast<double>(read_time_value(*text, where + " [" + std::string(key) + "]")) / 1000 : missing;
  };
  const std::int64_t origin = read_date(values.text("origin").value_or("now"), dates, false);
  decay.origin = (origin - (origin % 1000 + 1000) % 1000) / 1000;
  decay.scale = seconds("scale", 0);
  decay.offset = seconds("offset", 0);
  decay.decay = values.number("decay").value_or(0.5);
  values.done();
  if (!(decay.scale > 0)) throw illegal_argument(where + " [scale] must be > 0.0");
  if (decay.offset < 0) throw illegal_argument(where + " [offset] must be >= 0.0");
  if (!(decay.decay > 0 && decay.decay < 1)) throw illegal_argument(where + " [decay] must be in the range (0..1)");
  return decay;
}

FieldFactor read_factor(const Json& json) {
  using Modifier = FieldFactor::Modifier;
  static constexpr std::pair<std::string_view, Modifier> kModifiers[] = {
      {"none", Modifier::none}, {"log", Modifier::log}, {"log1p", Modifier::log1p}, {"log2p", Modifier::log2p}, {"ln", Modifier::ln}, {"ln1p", Modifier::ln1p},
      {"ln2p", Modifier::ln2p}, {"square", Modifier::square}, {"sqrt", Modifier::sqrt}, {"reciprocal", Modifier::reciprocal}};
  JsonObject object(json, "[function_score] query [field_value_factor]");
  FieldFactor factor;
  const Field field = resolve_field(text_value(object.need("field"), object.where() + " [field]"));
  if (field.kind != FieldKind::date && field.kind != FieldKind::length)
    throw not_supported(object.where() + " on field [" + field.name + "]", "it has no number; [length] and [published] have");
  factor.field = field.engine;
  factor.factor = object.number("factor").value_or(1);
  factor.missing = object.number("missing");
  if (std::optional<std::string> modifier = object.text("modifier")) {
    std::transform(modifier->begin(), modifier->end(), modifier->begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    factor.modifier = named(kModifiers, *modifier, "modifier");
  }
  object.done();
  return factor;
}

// Takes the keys of one function from an object that may have others.
std::optional<ScoreFunction> read_function(JsonObject& object, const DslContext& context) {
  ScoreFunction function;
  const std::optional<double> weight = object.number("weight");
  if (weight && (*weight < 0 || !std::isfinite(*weight))) throw illegal_argument(object.where() + " [weight] cannot be negative");
  function.weight = weight;
  for (const auto& [name, shape] : {std::pair{"gauss", Decay::Shape::gauss}, {"exp", Decay::Shape::exp}, {"linear", Decay::Shape::linear}}) {
    const Json* given = object.find(name);
    if (!given) continue;
    if (function.decay) throw parsing_error(object.where() + " has more than one function in one place: use [functions]");
    function.decay = read_decay(*given, shape, name, context);
  }
  if (const Json* given = object.find("field_value_factor")) {
    if (function.decay) throw parsing_error(object.where() + " has more than one function in one place: use [functions]");
    function.factor = read_factor(*given);
  }
  object.refuse({"random_score", "script_score"});
  if (!function.weight && !function.decay && !function.factor) return {};
  return function;
}

}  // namespace

AskedQuery read_function_score(const Json& json, const DslContext& context) {
  JsonObject object(json, std::string(kWhere));
  const DslContext inside{context.now, context.depth + 1};
  AskedQuery asked;
  if (const Json* query = object.find("query")) asked.clause = read_clause(*query, inside);
  FunctionScore& score = asked.function_score.emplace();
  if (std::optional<ScoreFunction> alone = read_function(object, context)) score.functions.push_back(*std::move(alone));
  if (const Json* functions = object.find("functions")) {
    if (!score.functions.empty()) throw parsing_error(std::string(kWhere) + " already has a function: it cannot have [functions] as well");
    if (!functions->is_array()) throw parsing_error(std::string(kWhere) + " [functions] must be a list");
    if (functions->size() > 64) throw illegal_argument(std::string(kWhere) + " has more than 64 functions");
    for (const Json& one : *functions) {
      JsonObject each(one, std::string(kWhere) + " [functions]");
      std::optional<ScoreFunction> function = read_function(each, context);
      if (!function) throw parsing_error("an entry in functions list is missing a function.");
      if (const Json* filter = each.find("filter")) function->filter = read_clause(*filter, inside);
      each.done();
      score.functions.push_back(*std::move(function));
    }
  }
  if (const std::optional<std::string> mode = object.text("score_mode")) score.mode = mode_named(*mode);
  if (const std::optional<std::string> mode = object.text("boost_mode")) score.boost = boost_named(*mode);
  score.max_boost = object.number("max_boost");
  asked.min_score = object.number("min_score");
  read_boost(object, asked.clause);  // Elasticsearch applies it to the query's own score
  object.done();
  return asked;
}

}  // namespace dateline
