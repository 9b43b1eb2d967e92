#include "server/elastic/search_routes.h"

#include <algorithm>
#include <cstdlib>

#include "server/elastic/elastic_response.h"
#include "server/elastic/error.h"
#include "server/elastic/media_type.h"

namespace dateline {
namespace {

// One request, taken apart.
struct Call {
  HttpRequest& request;
  std::string index;             // of the path; empty: none
  std::string id;                // what else stands in it
  UrlParameters url;
  Asker asker;
  int status = 200;

  // Null when there is none.
  Json body() const { return request.body.find_first_not_of(" \t\r\n") == std::string::npos ? Json() : parse_json(request.body); }
};

using Answer = std::function<Json(SearchApi&, Call&)>;

constexpr std::size_t kLongerThanShort = kShortAnswer + 1;  // of what is many searches or a page of many

// Of a search, or so many that it counts as long: whether the size makes sense is found out where it is read.
std::size_t hits_wanted(const HttpRequest& request, const Json& body) {
  std::size_t wanted = 0;
  if (const std::string* size = request.parameter("size")) wanted = size->size() > 4 ? kLongerThanShort : static_cast<std::size_t>(std::atoi(size->c_str()));
  if (body.is_object() && body.contains("size")) wanted = std::max(wanted, body["size"].is_number_unsigned() ? body["size"].get<std::size_t>() : 0);
  return request.parameter("scroll") ? kLongerThanShort : wanted;
}

// What of Elasticsearch's search side we do not have: named, rather than a path that is not there.
constexpr const char* kNotOurs[] = {"_search/template", "_msearch/template", "_render/template", "_async_search", "_knn_search", "_rank_eval", "_search_shards", "_mvt/{field}", "_termvectors/{id}", "_terms_enum",
                                    "_sql", "_eql/search", "_query", "_esql/query", "_graph/explore"};

}  // namespace

void add_elastic_search_routes(Router& router, SearchApi& api, const std::function<std::int64_t()>& now) {
  enum class Has { nothing, index, id, both };
  const auto add = [&](const char* method, const std::string& pattern, Has has, const Answer& answer) {
    router.add(elastic_route(method, pattern, Lane::read, Access::read, [&api, now, has, answer](HttpRequest& request) -> ElasticReply {
      const bool index = has == Has::index || has == Has::both, id = has == Has::id || has == Has::both;
      Call call{request, index ? request.arguments.front() : "", id ? request.arguments.back() : "", UrlParameters(request.parameters, request.path),
                {request.grant, now(), media_type_of(request).version_7}};
      Json json = answer(api, call);
      return {std::move(json), call.status};
    }));
  };
  const auto add_both = [&](std::initializer_list<const char*> methods, const std::string& path, const Answer& answer) {
    for (const char* method : methods) {
      add(method, "/" + path, Has::nothing, answer);
      add(method, "/{index}/" + path, Has::index, answer);
    }
  };
  add_both({"GET", "POST"}, "_search", [](SearchApi& api, Call& call) {
    const Json body = call.body();
    want_room_for(call.request, hits_wanted(call.request, body));
    return api.search(call.index, body, call.url, call.asker);
  });
  add_both({"GET", "POST"}, "_msearch", [](SearchApi& api, Call& call) {
    want_room_for(call.request, kLongerThanShort);
    return api.multi_search(call.index, call.request.body, call.url, call.asker);
  });
  add_both({"GET", "POST"}, "_count", [](SearchApi& api, Call& call) { return api.count(call.index, call.body(), call.url, call.asker); });
  add_both({"GET", "POST"}, "_validate/query", [](SearchApi& api, Call& call) { return api.validate(call.index, call.body(), call.url, call.asker); });
  add_both({"GET", "POST"}, "_field_caps", [](SearchApi& api, Call& call) { return api.field_caps(call.index, call.body(), call.url, call.asker); });
  add_both({"GET", "POST"}, "_analyze", [](SearchApi& api, Call& call) { return api.analyze(call.body(), call.url); });
  const Answer scroll = [](SearchApi& api, Call& call) {
    want_room_for(call.request, kLongerThanShort);
    return api.scroll(call.body(), call.id, call.url, call.asker);
  };
  const Answer close_scrolls = [](SearchApi& api, Call& call) { return api.close_scrolls(call.body(), call.id, call.url, call.asker, call.status); };
  for (const char* method : {"GET", "POST"}) {
    add(method, "/{index}/_explain/{id}", Has::both, [](SearchApi& api, Call& call) { return api.explain(call.index, call.id, call.body(), call.url, call.asker, call.status); });
    add(method, "/_search/scroll", Has::nothing, scroll);
    add(method, "/_search/scroll/{scroll_id}", Has::id, scroll);
  }
  add("DELETE", "/_search/scroll", Has::nothing, close_scrolls);
  add("DELETE", "/_search/scroll/{scroll_id}", Has::id, close_scrolls);
  add("POST", "/{index}/_pit", Has::index, [](SearchApi& api, Call& call) { return api.open_point(call.index, false, call.url, call.asker); });
  add("DELETE", "/_pit", Has::nothing, [](SearchApi& api, Call& call) { return api.close_point(call.body(), call.url, call.asker, call.status); });
  add("POST", "/{index}/_search/point_in_time", Has::index, [](SearchApi& api, Call& call) { return api.open_point(call.index, true, call.url, call.asker); });
  add("GET", "/_search/point_in_time/_all", Has::nothing, [](SearchApi& api, Call& call) { return api.all_points(call.url, call.asker); });
  add("DELETE", "/_search/point_in_time/_all", Has::nothing, [](SearchApi& api, Call& call) { return api.close_points(nullptr, true, call.url, call.asker); });
  add("DELETE", "/_search/point_in_time", Has::nothing, [](SearchApi& api, Call& call) { return api.close_points(call.body(), false, call.url, call.asker); });
  for (const std::string path : kNotOurs)
    add_both({"GET", "POST"}, path, [path](SearchApi&, Call&) -> Json { throw not_supported("[" + path.substr(0, path.find('{')) + "]"); });
}

}  // namespace dateline
