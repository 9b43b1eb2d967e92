#include "server/elastic/search_request.h"

#include <algorithm>
#include <cmath>

#include "server/elastic/error.h"
#include "server/elastic/query_dsl.h"
#include "server/elastic/time_value.h"

namespace dateline {
namespace {

constexpr std::uint64_t kUsualTotal = 10000;
constexpr std::size_t kMostSlices = 1024;

// q, df, default_operator, lenient, analyze_wildcard as a query_string.
std::optional<Json> query_of_url(UrlParameters& url) {
  const auto text = url.text("q");
  Json string = Json::object();
  if (const auto field = url.text("df")) string["default_field"] = *field;
  if (const auto joined = url.text("default_operator")) string["default_operator"] = *joined;
  if (const auto lenient = url.boolean("lenient")) string["lenient"] = *lenient;
  url.ignore({"analyze_wildcard"});
  url.refuse({"analyzer"});
  if (!text) return {};
  string["query"] = *text;
  return Json{{"query_string", std::move(string)}};
}

void read_total(const Json& given, SearchAsked& asked) {
  if (given.is_boolean() || given == "true" || given == "false") {
    asked.request.count_up_to = boolean_value(given, "[track_total_hits]") ? std::nullopt : std::optional<std::uint64_t>(0);
    return;
  }
  const std::int64_t most = integer_value(given, "[track_total_hits]");
  if (most < -1) throw illegal_argument("[track_total_hits] parameter must be positive or equals to -1, got " + std::to_string(most));
  asked.request.count_up_to = most == -1 ? std::nullopt : std::optional(static_cast<std::uint64_t>(most));
}

void read_collapse(const Json& given, SearchAsked& asked) {
  JsonObject object(given, "[collapse]");
  const std::string name = text_value(object.need("field"), "[collapse] [field]");
  object.refuse({"inner_hits", "collapse"});
  object.ignore("max_concurrent_group_searches");
  object.done();
  asked.hits.collapse = name;
  if (name == "family") {  // of near-duplicates
    asked.request.collapse = name;
    return;
  }
  const Field field = resolve_field(name);
  if (field.kind != FieldKind::keyword && field.kind != FieldKind::worded) throw not_supported("[collapse] on field [" + name + "]", "its values are no keywords");
  asked.request.collapse = field.engine;
}

void read_slice(const Json& given, SearchAsked& asked) {
  JsonObject object(given, "[slice]");
  object.ignore("field");
  Slice slice{object.size("id").value_or(0), object.size("max").value_or(0)};
  object.done();
  if (slice.max < 2) throw illegal_argument("max must be greater than 1");
  if (slice.id >= slice.max) throw illegal_argument("max must be greater than id");
  if (slice.max > kMostSlices) throw illegal_argument("The number of slices [" + std::to_string(slice.max) + "] is too large. It must be less than [1024].");
  asked.slice = slice;
}

void read_point_in_time(const Json& given, SearchAsked& asked) {
  JsonObject object(given, "[pit]");
  asked.point_in_time = text_value(object.need("id"), "[pit] [id]");
  if (const auto keep = object.text("keep_alive")) asked.keep_alive = read_time_value(*keep, "keep_alive");
  object.done();
}

void read_search_after(const Json& given, SearchAsked& asked) {
  if (!given.is_array()) throw parsing_error("[search_after] must be a list, not " + token_of(given));
  const std::vector<SortShape>& shapes = asked.hits.sort;
  const bool place = !asked.point_in_time.empty() && given.size() == std::max<std::size_t>(shapes.size(), 1) + 1;
  if (shapes.empty() && asked.point_in_time.empty()) throw illegal_argument("Sort must contain at least one field.");
  if (!place && given.size() != shapes.size())
    throw illegal_argument("search_after has " + std::to_string(given.size()) + " value(s) but sort has " + std::to_string(shapes.size()) + ".");
  if (!asked.point_in_time.empty()) {
    const Json& last = given.back();
    const bool by_place = place || (shapes.size() == 1 && shapes.front().by == SortKey::By::article);
    if (!by_place) throw illegal_argument("search_after in a point in time has the values of a hit's sort, of which the last is its place");
    const std::int64_t at = integer_value(last, "[search_after] place");
    if (at < 0) throw illegal_argument("[search_after] place cannot be negative");
    asked.after_place = static_cast<std::size_t>(at);
    return;
  }
  for (std::size_t i = 0; i < shapes.size(); ++i) asked.request.search_after.push_back(read_sort_value(given[i], shapes[i]));
}

// The keys of the URL that the body has too: those of the URL win.
Json with_url(const Json& body, UrlParameters& url) {
  Json whole = body.is_null() ? Json::object() : body;
  if (!whole.is_object()) throw parsing_error("Unknown key for a " + token_of(whole) + " in [search]");
  if (std::optional<Json> query = query_of_url(url)) whole["query"] = *std::move(query);
  for (const char* name : {"from", "size", "terminate_after"})
    if (const auto value = url.integer(name)) whole[name] = *value;
  for (const char* name : {"explain", "version", "seq_no_primary_term", "track_scores"})
    if (const auto value = url.boolean(name)) whole[name] = *value;
  for (const char* name : {"timeout", "track_total_hits"})
    if (const auto value = url.text(name)) whole[name] = *value;
  for (const char* name : {"stored_fields", "docvalue_fields"})
    if (const auto value = url.list(name)) whole[name] = *value;
  if (const auto value = url.text("_source"); value && (*value == "true" || *value == "false" || value->empty())) whole["_source"] = *value != "false";
  else if (value) whole["_source"] = *url.list("_source");
  for (const auto& [plain, names] : {std::pair{"includes", std::pair{"_source_includes", "_source_include"}}, {"excludes", {"_source_excludes", "_source_exclude"}}}) {
    for (const char* name : {names.first, names.second}) {
      const auto value = url.list(name);
      if (!value) continue;
      if (whole.contains("_source") && !whole["_source"].is_object()) {
        const Json list = whole["_source"];
        whole["_source"] = list.is_array() ? Json{{"includes", list}} : Json::object();
      }
      whole["_source"][plain] = *value;
    }
  }
  return whole;
}

}  // namespace

IndexWishes read_index_parameters(UrlParameters& url) {
  url.ignore({"preference", "routing", "allow_partial_search_results", "batched_reduce_size", "ccs_minimize_roundtrips",
              "max_concurrent_shard_requests", "pre_filter_shard_size", "request_cache", "search_type", "min_compatible_shard_node", "stats", "cancel_after_time_interval",
              "include_named_queries_score", "phase_took", "type", "max_concurrent_searches", "terminate_after"});
  return read_index_wishes(url);
}

AskedQuery read_query_of(const Json& body, UrlParameters& url, std::int64_t now) {
  const DslContext context{now, 0};
  const std::optional<Json> of_url = query_of_url(url);
  if (of_url) return read_query(*of_url, context);
  if (body.is_null()) return {};
  if (!body.is_object()) throw parsing_error("request body must be an object, not " + token_of(body));
  JsonObject object(body, "request");
  const Json* query = object.find("query");
  object.done();
  return query ? read_query(*query, context) : AskedQuery();
}

SearchAsked read_search(const Json& body, UrlParameters& url, std::int64_t now) {
  SearchAsked asked;
  StructuredRequest& request = asked.request;
  const DslContext context{now, 0};
  asked.indices = read_index_parameters(url);
  asked.total_as_number = url.boolean("rest_total_hits_as_int").value_or(false);
  asked.typed_keys = url.boolean("typed_keys").value_or(false);
  if (const auto scroll = url.text("scroll")) asked.scroll = read_time_value(*scroll, "scroll");
  const auto url_sort = url.list("sort");
  url.refuse({"suggest_field", "suggest_mode", "suggest_size", "suggest_text", "force_synthetic_source", "search_pipeline"});
  const Json whole = with_url(body, url);
  url.done();

  JsonObject object(whole, "[search]");
  object.refuse({"rescore", "knn", "suggest", "runtime_mappings", "script_fields", "indices_boost", "rank", "retriever", "sub_searches", "ext", "derived", "search_pipeline"});
  if (object.boolean("profile").value_or(false)) throw not_supported("[search] [profile]");
  if (const Json* query = object.find("query")) {
    AskedQuery read = read_query(*query, context);
    request.query = std::move(read.clause);
    request.function_score = std::move(read.function_score);
    request.min_score = read.min_score;
  }
  if (const Json* filter = object.find("post_filter")) request.post_filter = read_clause(*filter, context);
  if (const auto least = object.number("min_score")) request.min_score = std::max(*least, request.min_score.value_or(*least));
  request.from = object.size("from").value_or(0);
  request.size = object.size("size").value_or(10);
  if (request.from + request.size > kMostHits)
    throw illegal_argument("Result window is too large, from + size must be less than or equal to: [" + std::to_string(kMostHits) + "] but was [" + std::to_string(request.from + request.size) +
                           "]. See the scroll api for a more efficient way to request large data sets.").in_search_phase();
  read_hit_shape(object, context, asked.hits, request.load, request.sort);
  if (url_sort) {
    SortRequest sort = read_sort(*url_sort);
    request.sort = std::move(sort.keys);
    asked.hits.sort = std::move(sort.shapes);
  }
  const auto is_score = [](const SortKey& key) { return key.by == SortKey::By::score; };
  asked.hits.scored = object.boolean("track_scores").value_or(false) || request.sort.empty() || std::any_of(request.sort.begin(), request.sort.end(), is_score);
  request.count_up_to = kUsualTotal;
  const Json* total = object.find("track_total_hits");
  if (total) read_total(*total, asked);
  if (asked.total_as_number && !total) request.count_up_to.reset();
  if (asked.total_as_number && request.count_up_to.value_or(0) > 0)
    throw illegal_argument("[rest_total_hits_as_int] cannot be used if the tracking of total hits is not accurate, got " + std::to_string(*request.count_up_to));
  if (const Json* given = object.find("collapse")) read_collapse(*given, asked);
  if (const Json* given = object.find("slice")) read_slice(*given, asked);
  if (const Json* given = object.find("pit")) read_point_in_time(*given, asked);
  for (const char* key : {"aggs", "aggregations"}) {
    if (const Json* given = object.find(key)) {
      AggregationRequest aggregations = read_aggregations(*given, context);
      request.aggregations = std::move(aggregations.aggregations);
      asked.aggregations = std::move(aggregations.shapes);
    }
  }
  const Json* after = object.find("search_after");
  if (after) {
    if (request.from != 0) throw illegal_argument("`from` parameter must be set to 0 when `search_after` is used.");
    read_search_after(*after, asked);
  }
  if (const auto timeout = object.text("timeout")) read_time_value(*timeout, "timeout");  // the server has one of its own, for all
  for (const char* harmless : {"terminate_after", "stats"}) object.ignore(harmless);
  object.done();

  if (asked.scroll) {
    if (*asked.scroll <= 0) throw illegal_argument("[scroll] must be positive");
    if (request.from > 0) throw illegal_argument("using [from] is not allowed in a scroll context");
    if (request.size == 0) throw illegal_argument("[size] cannot be [0] in a scroll context");
    if (after) throw illegal_argument("`search_after` cannot be used in a scroll context.");
    if (!request.collapse.empty()) throw illegal_argument("cannot use `collapse` in a scroll context");
    if (!asked.point_in_time.empty()) throw illegal_argument("using [point in time] is not allowed in a scroll context");
    if (request.count_up_to == 0u) throw illegal_argument("disabling [track_total_hits] is not allowed in a scroll context");
  } else if (asked.slice && asked.point_in_time.empty()) {
    throw illegal_argument("[slice] can only be used with [scroll] or [point-in-time] requests");
  }
  if (!asked.point_in_time.empty() && !request.collapse.empty()) throw not_supported("[collapse] in a point in time");
  Json same = whole;
  for (const char* key : {"from", "size", "search_after", "pit", "track_total_hits", "_source", "fields", "docvalue_fields", "highlight"}) same.erase(key);
  if (url_sort) same["sort"] = *url_sort;
  asked.fingerprint = same.dump(-1, ' ', false, Json::error_handler_t::replace);
  request.now = now / 1000;
  return asked;
}

}  // namespace dateline
