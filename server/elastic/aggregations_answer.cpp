#include <cmath>
#include <functional>

#include "query/time_zone.h"
#include "server/elastic/aggregations.h"
#include "server/elastic/date_math.h"

namespace dateline {
namespace {

using NameIndex = std::function<std::string(const StructuredHit&)>;

class Writing {
 public:
  Writing(bool typed_keys, const NameIndex& index) : typed_keys_(typed_keys), index_(index) {}

  Json all(const std::vector<AggregationResult>& results, const std::vector<AggregationShape>& shapes) const {
    Json json = Json::object();
    add(json, results, shapes);
    return json;
  }

 private:
  void add(Json& json, const std::vector<AggregationResult>& results, const std::vector<AggregationShape>& shapes) const {
    for (std::size_t i = 0; i < results.size() && i < shapes.size(); ++i) json[typed_keys_ ? shapes[i].type + "#" + results[i].name : results[i].name] = one(results[i], shapes[i]);
  }

  // doc_count and what was counted below.
  Json counted(const AggregationBucket& bucket, const AggregationShape& shape, Json json = Json::object()) const {
    json["doc_count"] = bucket.count;
    add(json, bucket.children, shape.children);
    return json;
  }

  std::string date(double ms, const AggregationShape& shape) const {
    const auto instant = static_cast<std::int64_t>(ms);
    return format_date(instant, shape.format.empty() ? std::string(kDefaultDateFormat) : shape.format, TimeZone(shape.time_zone));
  }

  Json one(const AggregationResult& result, const AggregationShape& shape) const {
    Json json = Json::object();
    if (!shape.meta.is_null()) json["meta"] = shape.meta;
    switch (result.kind) {
      case AggregationKind::filter:
      case AggregationKind::missing:
      case AggregationKind::global: return result.buckets.empty() ? counted({}, shape, std::move(json)) : counted(result.buckets.front(), shape, std::move(json));
      case AggregationKind::terms:
        json["doc_count_error_upper_bound"] = 0;
        json["sum_other_doc_count"] = result.other;
        json["buckets"] = terms(result, shape);
        break;
      case AggregationKind::date_histogram: json["buckets"] = histogram(result, shape); break;
      case AggregationKind::range:
      case AggregationKind::date_range: json["buckets"] = ranges(result, shape); break;
      case AggregationKind::filters: json["buckets"] = filters(result, shape); break;
      case AggregationKind::cardinality:
      case AggregationKind::value_count: json["value"] = result.count; break;
      case AggregationKind::top_hits: json["hits"] = hits(result, shape); break;
      default: numbers(result, shape, json); break;
    }
    return json;
  }

  Json terms(const AggregationResult& result, const AggregationShape& shape) const {
    Json buckets = Json::array();
    for (const AggregationBucket& bucket : result.buckets) {
      Json json{{"key", shape.by_id && !bucket.id.empty() ? bucket.id : bucket.key}};
      if (shape.show_errors) json["doc_count_error_upper_bound"] = 0;
      buckets.push_back(counted(bucket, shape, std::move(json)));
    }
    return buckets;
  }

  Json histogram(const AggregationResult& result, const AggregationShape& shape) const {
    Json buckets = shape.keyed ? Json::object() : Json::array();
    for (const AggregationBucket& bucket : result.buckets) {
      const std::string key = date(static_cast<double>(bucket.start) * 1000, shape);
      Json json = counted(bucket, shape, {{"key_as_string", key}, {"key", bucket.start * 1000}});
      if (shape.keyed) buckets[key] = std::move(json);
      else buckets.push_back(std::move(json));
    }
    return buckets;
  }

  Json ranges(const AggregationResult& result, const AggregationShape& shape) const {
    const bool dates = result.kind == AggregationKind::date_range;
    const auto text = [&](const std::optional<double>& bound) { return !bound ? std::string("*") : dates ? date(*bound * 1000, shape) : Json(*bound).dump(); };
    Json buckets = shape.keyed ? Json::object() : Json::array();
    for (const AggregationBucket& bucket : result.buckets) {
      const std::string key = bucket.key.empty() ? text(bucket.from) + "-" + text(bucket.to) : bucket.key;
      Json json = Json::object();
      if (!shape.keyed) json["key"] = key;
      const auto bound = [&](const char* name, const std::optional<double>& value) {
        if (!value) return;
        json[name] = *value * (dates ? 1000 : 1);
        if (dates) json[std::string(name) + "_as_string"] = text(value);
      };
      bound("from", bucket.from);
      bound("to", bucket.to);
      json = counted(bucket, shape, std::move(json));
      if (shape.keyed) buckets[key] = std::move(json);
      else buckets.push_back(std::move(json));
    }
    return buckets;
  }

  Json filters(const AggregationResult& result, const AggregationShape& shape) const {
    Json buckets = shape.keyed ? Json::object() : Json::array();
    for (const AggregationBucket& bucket : result.buckets) {
      if (shape.keyed) buckets[bucket.key] = counted(bucket, shape);
      else buckets.push_back(counted(bucket, shape));
    }
    return buckets;
  }

  Json hits(const AggregationResult& result, const AggregationShape& shape) const {
    Json list = Json::array();
    for (const StructuredHit& hit : result.hits) list.push_back(hit_json(hit, index_(hit), shape.hits));
    const bool scored = shape.hits.scored && result.max_score;
    return {{"total", {{"value", result.total}, {"relation", "eq"}}}, {"max_score", scored ? Json(*result.max_score) : Json(nullptr)}, {"hits", std::move(list)}};
  }

  // Dates are milliseconds here, and seconds in the engine.
  void numbers(const AggregationResult& result, const AggregationShape& shape, Json& json) const {
    const bool dates = result.field == "published";
    const auto number = [&](const char* name, double value, bool exists) {
      const double shown = value * (dates ? 1000 : 1);
      json[name] = exists ? Json(shown) : Json(nullptr);
      if (exists && dates) json[std::string(name) + "_as_string"] = date(shown, shape);
    };
    const bool any = result.count > 0;
    switch (result.kind) {
      case AggregationKind::min: number("value", result.min, any); break;
      case AggregationKind::max: number("value", result.max, any); break;
      case AggregationKind::avg: number("value", result.avg, any); break;
      case AggregationKind::sum: number("value", any ? result.sum : 0, true); break;
      default:
        json["count"] = result.count;
        number("min", result.min, any);
        number("max", result.max, any);
        number("avg", result.avg, any);
        number("sum", any ? result.sum : 0, true);
    }
  }

  bool typed_keys_;
  const NameIndex& index_;
};

}  // namespace

Json aggregations_json(const std::vector<AggregationResult>& results, const std::vector<AggregationShape>& shapes, bool typed_keys, const NameIndex& index) {
  return Writing(typed_keys, index).all(results, shapes);
}

}  // namespace dateline
