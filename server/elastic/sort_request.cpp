#include "server/elastic/sort_request.h"

#include <cmath>

#include "server/elastic/date_math.h"
#include "server/elastic/error.h"
#include "server/elastic/field_names.h"

namespace dateline {
namespace {

constexpr double kLongest = 9.2e18;  // what Elasticsearch writes for a missing number: the least or greatest of 64 bits, however a client rounds it

SortKey key_of(const std::string& name) {
  SortKey key;
  if (name == "_score") return key;
  key.ascending = true;
  if (name == "_doc" || name == "_shard_doc") {
    key.by = SortKey::By::article;
    return key;
  }
  if (name == "_script" || name == "_geo_distance") throw not_supported("sort by [" + name + "]");
  const Field field = resolve_field(name);
  switch (field.kind) {
    case FieldKind::date: key.by = SortKey::By::published; break;
    case FieldKind::length: key.by = SortKey::By::length; break;
    case FieldKind::worded:
    case FieldKind::keyword:
      key.by = SortKey::By::keyword;
      key.field = field.engine;
      break;
    default: throw not_supported("sort by field [" + name + "]", "its values are no single words or numbers");
  }
  return key;
}

bool read_order(const std::string& order) {
  if (order == "asc" || order == "ASC") return true;
  if (order == "desc" || order == "DESC") return false;
  throw illegal_argument("No enum constant for sort order [" + order + "]: asc or desc");
}

void read_one(const std::string& name, const Json* given, SortRequest& sort) {
  SortKey key = key_of(name);
  SortShape shape{key.by, ""};
  if (given && !given->is_object()) {
    key.ascending = read_order(text_value(*given, "[sort] [" + name + "]"));
  } else if (given) {
    JsonObject object(*given, "[sort] [" + name + "]");
    if (const auto order = object.text("order")) key.ascending = read_order(*order);
    if (const auto missing = object.text("missing")) {
      if (*missing != "_first" && *missing != "_last") throw not_supported(object.where() + " [missing] [" + *missing + "]", "_first or _last");
      key.missing_first = *missing == "_first";
    }
    // Of several values the smallest counts in a rising order, the greatest in a falling one: Elasticsearch's own choice.
    if (const auto mode = object.text("mode"); mode && *mode != (key.ascending ? "min" : "max")) throw not_supported(object.where() + " [mode] [" + *mode + "]");
    if (const auto format = object.text("format")) {
      check_date_format(*format);
      if (key.by == SortKey::By::published) shape.format = *format;
    }
    object.ignore("unmapped_type");
    object.ignore("numeric_type");
    object.refuse({"nested", "nested_path", "nested_filter"});
    object.done();
  }
  shape.ascending = key.ascending;
  sort.keys.push_back(std::move(key));
  sort.shapes.push_back(std::move(shape));
}

}  // namespace

SortRequest read_sort(const Json& json) {
  SortRequest sort;
  for (const Json& one : json.is_array() ? json : Json::array({json})) {
    if (one.is_object()) {
      for (const auto& [name, given] : one.items()) read_one(name, &given, sort);
    } else {
      read_one(text_value(one, "[sort]"), nullptr, sort);
    }
  }
  if (sort.keys.size() > 16) throw illegal_argument("more than 16 sort keys");
  return sort;
}

SortRequest read_sort(const std::vector<std::string>& names) {
  SortRequest sort;
  for (const std::string& name : names) {
    const std::size_t colon = name.rfind(':');
    if (colon == std::string::npos) {
      read_one(name, nullptr, sort);
    } else {
      const Json order = name.substr(colon + 1);
      read_one(name.substr(0, colon), &order, sort);
    }
  }
  return sort;
}

Json sort_value_json(const SortValue& value, const SortShape& shape) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (shape.by != SortKey::By::published) return *number;
    if (!shape.format.empty()) return format_date(*number * 1000, shape.format);
    return *number * 1000;
  }
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return nullptr;
}

SortValue read_sort_value(const Json& json, const SortShape& shape) {
  if (json.is_null()) return {};
  const std::string where = "[search_after] value";
  switch (shape.by) {
    case SortKey::By::score: return number_value(json, where);
    case SortKey::By::keyword: return text_value(json, where);
    case SortKey::By::published: {
      if (json.is_number() && std::abs(json.get<double>()) > kLongest) return {};
      DateReading dates;
      if (!shape.format.empty() && json.is_string()) dates.format = shape.format;
      const std::int64_t instant = json.is_number() ? integer_value(json, where) : read_date(text_value(json, where), dates, false);
      // Articles are dated to the second: none of the one that an instant is in comes after it but, in a falling order, the second itself.
      return shape.ascending ? floor_second(instant) : ceil_second(instant);
    }
    default:
      if (json.is_number() && std::abs(json.get<double>()) > kLongest) return {};
      return integer_value(json, where);
  }
}

}  // namespace dateline
