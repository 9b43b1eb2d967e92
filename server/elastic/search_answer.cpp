#include "server/elastic/search_answer.h"

namespace dateline {
namespace {

// In a point in time the place of a hit is the last of its sort values, and all of `_shard_doc`.
Json sort_with_place(const StructuredHit& hit, const SearchAsked& asked, std::size_t place) {
  const std::vector<SortShape>& shapes = asked.hits.sort;
  Json sort = Json::array();
  if (shapes.size() == 1 && shapes.front().by == SortKey::By::article) return Json::array({place});
  if (shapes.empty()) sort.push_back(hit.score);
  for (std::size_t i = 0; i < shapes.size() && i < hit.sort.size(); ++i) sort.push_back(sort_value_json(hit.sort[i], shapes[i]));
  sort.push_back(place);
  return sort;
}

}  // namespace

Json shards_json(std::size_t databases) { return {{"total", databases}, {"successful", databases}, {"skipped", 0}, {"failed", 0}}; }

Json search_json(const SearchAsked& asked, const SearchFound& found, const std::function<std::string(const StructuredHit&)>& index) {
  Json json{{"took", static_cast<std::int64_t>(found.took_ms)}, {"timed_out", false}, {"_shards", shards_json(found.databases)}};
  Json& hits = json["hits"] = Json::object();
  if (found.counted) {
    const bool exact = found.total.relation == Relation::eq;
    hits["total"] = asked.total_as_number ? Json(found.total.value) : Json{{"value", found.total.value}, {"relation", exact ? "eq" : "gte"}};
  } else if (asked.total_as_number) {
    hits["total"] = -1;
  }
  hits["max_score"] = asked.hits.scored && !found.hits.empty() ? Json(found.max_score.value_or(0)) : Json(nullptr);
  Json& list = hits["hits"] = Json::array();
  for (std::size_t i = 0; i < found.hits.size(); ++i) {
    list.push_back(hit_json(found.hits[i], index(found.hits[i]), asked.hits));
    if (i < found.places.size()) list.back()["sort"] = sort_with_place(found.hits[i], asked, found.places[i]);
  }
  if (!asked.aggregations.empty()) json["aggregations"] = aggregations_json(found.aggregations, asked.aggregations, asked.typed_keys, index);
  return json;
}

}  // namespace dateline
