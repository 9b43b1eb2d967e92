#include <algorithm>
#include <cmath>

#include "server/elastic/aggregations.h"
#include "server/elastic/date_math.h"
#include "server/elastic/error.h"
#include "server/elastic/field_names.h"
#include "server/elastic/query_dsl.h"
#include "server/elastic/time_value.h"

namespace dateline {
namespace {

constexpr int kDeepestAggregation = 8;
constexpr std::size_t kMostAggregations = 200;  // in one object

struct Reading {
  Aggregation& aggregation;
  AggregationShape& shape;
  const DslContext& context;
};
using Read = void (*)(JsonObject&, Reading&);

ElasticError unfit(const JsonObject& object, const Field& field, const std::string& why) { return not_supported(object.where() + " on field [" + field.name + "]", why); }

Field field_of(JsonObject& object) {
  object.refuse({"script", "value_type"});
  return resolve_field(text_value(object.need("field"), object.where() + " [field]"));
}

// How dates in an aggregation are read: by its zone and format.
DateReading dates_of(const Reading& reading) {
  DateReading dates;
  dates.now = reading.context.now;
  dates.zone = time_zone(reading.shape.time_zone);
  if (!reading.shape.format.empty()) dates.format = reading.shape.format;
  return dates;
}

// A date, or milliseconds since 1970 whatever the format is.
std::int64_t read_bound(const std::string& text, DateReading dates) {
  if (text.size() > 4 && text.find_first_not_of("0123456789") == std::string::npos) dates.format = "epoch_millis";
  return read_date(text, dates, false);
}

// Dates and lengths, and no others.
void read_number_field(JsonObject& object, Reading& reading, bool zoned = false) {
  const Field field = field_of(object);
  if (field.kind != FieldKind::date && field.kind != FieldKind::length) throw unfit(object, field, "[published] and [length] have numbers");
  reading.aggregation.field = field.engine;
  if (const auto format = object.text("format")) {
    if (field.kind == FieldKind::date) check_date_format(*format);
    reading.shape.format = *format;
  }
  if (const auto zone = zoned ? object.text("time_zone") : std::nullopt) reading.shape.time_zone = *zone;
  const auto missing = object.text("missing");
  if (!missing || field.kind != FieldKind::date) return;  // every article has a length
  reading.aggregation.missing_instant = floor_second(read_bound(*missing, dates_of(reading)));
}

void read_value_field(JsonObject& object, Reading& reading, bool dates_too) {
  const Field field = field_of(object);
  const bool fits = field.kind == FieldKind::worded || field.kind == FieldKind::keyword || (dates_too && field.kind == FieldKind::date);
  if (!fits) throw unfit(object, field, "its values are not counted one by one");
  reading.aggregation.field = field.engine;
  reading.shape.by_id = field.name == "entities.id";
}

// ".*" and "." of a regular expression as * and ?: what else it may have is not ours.
std::string pattern_of(const std::string& regex, const std::string& where) {
  std::string pattern;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '.' && i + 1 < regex.size() && regex[i + 1] == '*') {
      pattern += '*';
      ++i;
    } else if (c == '.') {
      pattern += '?';
    } else if (c == '\\' && i + 1 < regex.size()) {
      if (regex[++i] == '*' || regex[i] == '?') pattern += '\\';
      pattern += regex[i];
    } else if (std::string_view("*+?|()[]{}^$#@&<>~\"").find(c) != std::string_view::npos) {
      throw not_supported(where + " [" + regex + "]", "of regular expressions, .* and . are understood");
    } else {
      pattern += c;
    }
  }
  return pattern;
}

void read_values(JsonObject& object, const char* key, std::vector<std::string>& values, std::string& pattern) {
  const Json* given = object.find(key);
  if (!given) return;
  const std::string where = object.where() + " [" + key + "]";
  if (given->is_object()) throw not_supported(where + " with partitions");
  if (given->is_array()) values = text_list(*given, where);
  else pattern = pattern_of(text_value(*given, where), where);
}

bool is_rising(const Json& order, const std::string& where) {
  const std::string text = text_value(order, where);
  if (text != "asc" && text != "desc") throw parsing_error(where + " must be asc or desc, not [" + text + "]");
  return text == "asc";
}

void read_terms(JsonObject& object, Reading& reading) {
  read_value_field(object, reading, false);
  Aggregation& asked = reading.aggregation;
  asked.kind = AggregationKind::terms;
  reading.shape.type = "sterms";
  asked.size = object.size("size").value_or(10);
  if (asked.size == 0) throw illegal_argument("[size] must be greater than 0. Found [0] in [" + asked.name + "]");
  if (const auto least = object.size("min_doc_count")) asked.min_count = *least;
  read_values(object, "include", asked.include, asked.include_pattern);
  read_values(object, "exclude", asked.exclude, asked.exclude_pattern);
  asked.missing_as = object.text("missing");
  reading.shape.show_errors = object.boolean("show_term_doc_count_error").value_or(false);
  for (const char* harmless : {"shard_size", "shard_min_doc_count", "execution_hint", "collect_mode", "format"}) object.ignore(harmless);
  if (const Json* order = object.find("order")) {
    for (const Json& some : order->is_array() ? *order : Json::array({*order})) {
      if (!some.is_object()) throw parsing_error(object.where() + " [order] must be an object");
      for (const auto& [by, direction] : some.items()) {
        BucketOrder one;
        one.ascending = is_rising(direction, object.where() + " [order]");
        if (by == "_count") one.by = BucketOrder::By::count;
        else if (by == "_key" || by == "_term") one.by = BucketOrder::By::key;
        else if (by.find('>') != std::string::npos) throw not_supported(object.where() + " [order] [" + by + "]");
        else {
          one.by = BucketOrder::By::metric;
          one.metric = by.size() > 6 && by.substr(by.size() - 6) == ".value" ? by.substr(0, by.size() - 6) : by;
        }
        asked.order.push_back(std::move(one));
      }
    }
  }
}

std::optional<CalendarInterval> calendar_interval(const std::string& name) {
  static constexpr struct {
    const char *name, *brief;
    CalendarInterval interval;
  } kIntervals[] = {{"minute", "1m", CalendarInterval::minute}, {"hour", "1h", CalendarInterval::hour}, {"day", "1d", CalendarInterval::day}, {"week", "1w", CalendarInterval::week},
                    {"month", "1M", CalendarInterval::month}, {"quarter", "1q", CalendarInterval::quarter}, {"year", "1y", CalendarInterval::year}};
  for (const auto& one : kIntervals)
    if (name == one.name || name == one.brief) return one.interval;
  return {};
}

std::int64_t whole_seconds(const std::string& text, const std::string& where) {
  const std::int64_t ms = read_time_value(text, where);
  if (ms % 1000 != 0) throw not_supported(where + " [" + text + "]", "articles are dated to the second");
  return ms / 1000;
}

void read_date_histogram(JsonObject& object, Reading& reading) {
  read_number_field(object, reading, true);
  Aggregation& asked = reading.aggregation;
  asked.kind = AggregationKind::date_histogram;
  reading.shape.type = "date_histogram";
  if (asked.field != "published") throw not_supported(object.where() + " on field [" + asked.field + "]");
  const auto fixed = [&](const std::string& text, const char* key) {
    asked.fixed_seconds = whole_seconds(text, object.where() + " [" + key + "]");
    if (asked.fixed_seconds <= 0) throw illegal_argument("Zero or negative time interval not supported");
  };
  int given = 0;
  if (const auto text = object.text("calendar_interval")) {
    asked.calendar = calendar_interval(*text);
    if (!asked.calendar) throw illegal_argument("The supplied interval [" + *text + "] could not be parsed as a calendar interval.");
    ++given;
  }
  if (const auto text = object.text("fixed_interval")) fixed(*text, "fixed_interval"), ++given;
  if (const auto text = object.text("interval")) {
    asked.calendar = calendar_interval(*text);
    if (!asked.calendar) fixed(*text, "interval");
    ++given;
  }
  if (given != 1) throw illegal_argument(given ? "Cannot use more than one of [calendar_interval], [fixed_interval] and [interval]" : "Required one of fields [interval, calendar_interval, fixed_interval], but none were specified.");
  asked.time_zone = reading.shape.time_zone;
  if (const auto offset = object.text("offset")) {
    const bool minus = offset->front() == '-';
    const std::string length = !offset->empty() && (minus || offset->front() == '+') ? offset->substr(1) : *offset;
    asked.offset_seconds = whole_seconds(length, object.where() + " [offset]") * (minus ? -1 : 1);
  }
  if (const auto least = object.size("min_doc_count")) asked.min_count = *least;
  reading.shape.keyed = object.boolean("keyed").value_or(false);
  for (const char* key : {"extended_bounds", "hard_bounds"}) {
    const Json* bounds = object.find(key);
    if (!bounds) continue;
    JsonObject inner(*bounds, object.where() + " [" + key + "]");
    const auto bound = [&](const char* name) {
      return floor_second(read_bound(text_value(inner.need(name), inner.where() + " [" + name + "]"), dates_of(reading)));
    };
    auto& target = std::string_view(key) == "extended_bounds" ? asked.extended_bounds : asked.hard_bounds;
    target.emplace(bound("min"), bound("max"));
    inner.done();
  }
  if (const Json* order = object.find("order")) {
    JsonObject by(*order, object.where() + " [order]");
    if (const Json* direction = by.find("_key")) asked.ascending = is_rising(*direction, by.where());
    by.refuse({"_count"});
    by.done();
  }
}

void read_range_list(JsonObject& object, Reading& reading, const std::function<double(const Json&, const std::string&)>& bound) {
  const Json& ranges = object.need("ranges");
  if (!ranges.is_array() || ranges.empty()) throw parsing_error(object.where() + " [ranges] must be a list of ranges");
  for (const Json& one : ranges) {
    JsonObject inner(one, object.where() + " [ranges]");
    AggregationRange range;
    range.key = inner.text("key").value_or("");
    if (const Json* from = inner.find("from")) range.from = bound(*from, inner.where() + " [from]");
    if (const Json* to = inner.find("to")) range.to = bound(*to, inner.where() + " [to]");
    inner.ignore("mask");
    inner.done();
    reading.aggregation.ranges.push_back(std::move(range));
  }
  // Elasticsearch tells them in this order.
  const auto low = [](const AggregationRange& range) { return range.from.value_or(-HUGE_VAL); };
  const auto high = [](const AggregationRange& range) { return range.to.value_or(HUGE_VAL); };
  std::stable_sort(reading.aggregation.ranges.begin(), reading.aggregation.ranges.end(),
                   [&](const AggregationRange& a, const AggregationRange& b) { return low(a) != low(b) ? low(a) < low(b) : high(a) < high(b); });
  reading.shape.keyed = object.boolean("keyed").value_or(false);
}

void read_range(JsonObject& object, Reading& reading) {
  read_number_field(object, reading);
  if (reading.aggregation.field != "length") throw not_supported(object.where() + " on a date", "use date_range");
  reading.aggregation.kind = AggregationKind::range;
  reading.shape.type = "range";
  read_range_list(object, reading, number_value);
}

void read_date_range(JsonObject& object, Reading& reading) {
  read_number_field(object, reading, true);
  if (reading.aggregation.field != "published") throw not_supported(object.where() + " on a number", "use range");
  reading.aggregation.kind = AggregationKind::date_range;
  reading.shape.type = "date_range";
  read_range_list(object, reading, [&, dates = dates_of(reading)](const Json& json, const std::string& where) { return static_cast<double>(read_date(text_value(json, where), dates, false)) / 1000; });
}

void read_filter(JsonObject&, Reading&) {}  // has a query for a body: read_one knows

void read_filters(JsonObject& object, Reading& reading) {
  reading.aggregation.kind = AggregationKind::filters;
  reading.shape.type = "filters";
  const Json& filters = object.need("filters");
  reading.shape.keyed = filters.is_object() && object.boolean("keyed").value_or(true);
  object.ignore("keyed");
  if (filters.is_object()) {
    for (const auto& [key, query] : filters.items()) reading.aggregation.filters.emplace_back(key, read_clause(query, reading.context));
  } else {
    if (!filters.is_array()) throw parsing_error(object.where() + " [filters] must be an object or a list");
    for (const Json& query : filters) reading.aggregation.filters.emplace_back("", read_clause(query, reading.context));
  }
  if (reading.aggregation.filters.empty()) throw parsing_error(object.where() + " needs at least one filter");
  const auto key = object.text("other_bucket_key");
  if (object.boolean("other_bucket").value_or(key.has_value())) reading.aggregation.other_key = key.value_or("_other_");
}

template <AggregationKind kind>
void read_metric(JsonObject& object, Reading& reading) {
  reading.aggregation.kind = kind;
  if (kind == AggregationKind::cardinality || kind == AggregationKind::value_count || kind == AggregationKind::missing) {
    const Field field = field_of(object);
    if (kind == AggregationKind::value_count && field.kind == FieldKind::length) reading.aggregation.field = field.engine;
    else read_value_field(object, reading, true);
    object.refuse({"missing"});
    for (const char* harmless : {"precision_threshold", "rehash", "execution_hint"}) object.ignore(harmless);
  } else {
    read_number_field(object, reading);
  }
}

void read_global(JsonObject&, Reading& reading) { reading.aggregation.kind = AggregationKind::global; }

void read_top_hits(JsonObject& object, Reading& reading) {
  Aggregation& asked = reading.aggregation;
  asked.kind = AggregationKind::top_hits;
  asked.size = object.size("size").value_or(3);
  asked.from = object.size("from").value_or(0);
  if (asked.from + asked.size > 100) throw illegal_argument("Top hits result window is too large, the top hits aggregator [" + asked.name + "]'s from + size must be less than or equal to: [100]");
  read_hit_shape(object, reading.context, reading.shape.hits, asked.load, asked.sort);
  const bool by_score = asked.sort.empty() || std::any_of(asked.sort.begin(), asked.sort.end(), [](const SortKey& key) { return key.by == SortKey::By::score; });
  reading.shape.hits.scored = object.boolean("track_scores").value_or(false) || by_score;
  object.refuse({"script_fields"});
}

struct Kind {
  std::string_view name;
  Read read;
  bool children;       // aggregations may stand below
};
constexpr Kind kKinds[] = {
    {"terms", read_terms, true}, {"date_histogram", read_date_histogram, true}, {"range", read_range, true}, {"date_range", read_date_range, true}, {"filter", read_filter, true},
    {"filters", read_filters, true}, {"missing", read_metric<AggregationKind::missing>, true}, {"global", read_global, true},
    {"cardinality", read_metric<AggregationKind::cardinality>, false}, {"value_count", read_metric<AggregationKind::value_count>, false}, {"min", read_metric<AggregationKind::min>, false},
    {"max", read_metric<AggregationKind::max>, false}, {"avg", read_metric<AggregationKind::avg>, false}, {"sum", read_metric<AggregationKind::sum>, false},
    {"stats", read_metric<AggregationKind::stats>, false}, {"top_hits", read_top_hits, false},
};

void read_one(const std::string& name, const Json& json, const DslContext& context, int depth, AggregationRequest& request) {
  if (name.empty() || name.find_first_of("[]>") != std::string::npos) throw parsing_error("Invalid aggregation name [" + name + "]. Aggregation names cannot contain [, ], and >");
  if (!json.is_object()) throw parsing_error("Aggregation definition for [" + name + "] must be an object");
  Aggregation aggregation;
  AggregationShape shape;
  aggregation.name = name;
  const Kind* found = nullptr;
  for (const auto& [key, given] : json.items()) {
    if (key == "aggs" || key == "aggregations") {
      AggregationRequest below = read_aggregations(given, context, depth + 1);
      aggregation.children = std::move(below.aggregations);
      shape.children = std::move(below.shapes);
      continue;
    }
    if (key == "meta") {
      shape.meta = given;
      continue;
    }
    if (found) throw parsing_error("Found two aggregation type definitions in [" + name + "]: [" + std::string(found->name) + "] and [" + key + "]");
    for (const Kind& kind : kKinds)
      if (kind.name == key) found = &kind;
    if (!found) throw not_supported("aggregation [" + name + "] of type [" + key + "]");
    shape.type = key;
    Reading reading{aggregation, shape, context};
    if (key == "filter") {
      aggregation.kind = AggregationKind::filter;
      aggregation.filters.emplace_back("", read_clause(given, context));
      continue;
    }
    JsonObject object(given, "aggregation [" + name + "] of type [" + key + "]");
    found->read(object, reading);
    object.done();
  }
  if (!found) throw parsing_error("Missing definition for aggregation [" + name + "]");
  if (!aggregation.children.empty() && !found->children) throw illegal_argument("Aggregator [" + name + "] of type [" + std::string(found->name) + "] cannot accept sub-aggregations");
  request.aggregations.push_back(std::move(aggregation));
  request.shapes.push_back(std::move(shape));
}

}  // namespace

AggregationRequest read_aggregations(const Json& json, const DslContext& context, int depth) {
  if (!json.is_object()) throw parsing_error("[aggs] must be an object, not " + token_of(json));
  if (depth > kDeepestAggregation) throw illegal_argument("aggregations nested deeper than " + std::to_string(kDeepestAggregation));
  if (json.size() > kMostAggregations) throw illegal_argument("more than " + std::to_string(kMostAggregations) + " aggregations");
  AggregationRequest request;
  for (const auto& [name, given] : json.items()) read_one(name, given, context, depth, request);
  return request;
}

}  // namespace dateline
