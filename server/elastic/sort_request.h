// "sort" of a search in all its forms, and search_after with it.
#pragma once

#include <string>
#include <vector>

#include "query/structured.h"
#include "server/elastic/json.h"

namespace dateline {

// How the values of one sort key are written.
struct SortShape {
  SortKey::By by = SortKey::By::score;
  std::string format;  // of dates; empty: milliseconds since 1970
  bool ascending = false;
};

struct SortRequest {
  std::vector<SortKey> keys;
  std::vector<SortShape> shapes;  // one a key
};

// "published", {"published": "desc"}, {"published": {"order": "desc", "missing": "_first"}}, a list of these.
SortRequest read_sort(const Json& json);
// "published:desc,_score" of the URL.
SortRequest read_sort(const std::vector<std::string>& names);

// Values of a hit as an answer has them, and back: `sort` and `search_after`.
Json sort_value_json(const SortValue& value, const SortShape& shape);
SortValue read_sort_value(const Json& json, const SortShape& shape);

}  // namespace dateline
