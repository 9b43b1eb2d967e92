#include "server/elastic/source_filter.h"

#include <algorithm>

#include "server/elastic/field_names.h"

namespace dateline {
namespace {

// A path names itself and all below it.
bool covers(const std::string& pattern, const std::string& path) { return matches_star(pattern, path) || matches_star(pattern + ".*", path); }

bool any_covers(const std::vector<std::string>& patterns, const std::string& path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return covers(pattern, path); });
}

// Objects are walked into, and so are the objects of a list: all of them have the list's path. Nothing is kept of an object that loses all its keys.
Json filtered(const Json& value, const std::string& path, const SourceFilter& filter, bool included) {
  if (value.is_object()) {
    Json kept = Json::object();
    for (const auto& [key, inner] : value.items()) {
      const std::string below = path.empty() ? key : path + "." + key;
      if (any_covers(filter.excludes, below)) continue;
      const bool whole = included || any_covers(filter.includes, below);
      if (inner.is_object() || inner.is_array()) {
        Json part = filtered(inner, below, filter, whole);
        if (!part.empty() || (whole && inner.empty())) kept[key] = std::move(part);
      } else if (whole) {
        kept[key] = inner;
      }
    }
    return kept;
  }
  if (value.is_array()) {
    Json kept = Json::array();
    for (const Json& inner : value) {
      if (inner.is_object() || inner.is_array()) {
        Json part = filtered(inner, path, filter, included);
        if (!part.empty() || included) kept.push_back(std::move(part));
      } else if (included) {
        kept.push_back(inner);
      }
    }
    return kept;
  }
  return value;
}

}  // namespace

SourceFilter read_source_filter(const Json& json) {
  SourceFilter filter;
  if (json.is_boolean()) {
    filter.wanted = json.get<bool>();
  } else if (json.is_object()) {
    JsonObject object(json, "[_source]");
    for (const char* key : {"includes", "include"})
      if (const Json* list = object.find(key)) filter.includes = text_list(*list, "[_source] [includes]");
    for (const char* key : {"excludes", "exclude"})
      if (const Json* list = object.find(key)) filter.excludes = text_list(*list, "[_source] [excludes]");
    object.done();
  } else {
    filter.includes = text_list(json, "[_source]");
  }
  return filter;
}

Json filtered_source(Json source, const SourceFilter& filter) {
  if (filter.includes.empty() && filter.excludes.empty()) return source;
  return filtered(source, "", filter, filter.includes.empty());
}

}  // namespace dateline
