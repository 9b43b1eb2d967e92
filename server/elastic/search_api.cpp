#include "server/elastic/search_api.h"

#include <algorithm>
#include <chrono>

#include "query/structured_searcher.h"
#include "server/elastic/error.h"
#include "server/elastic/search_target.h"
#include "server/elastic/time_value.h"

namespace dateline {
namespace {

constexpr std::size_t kMostLists = 8;  // questions remembered in one point in time

class Stopwatch {
 public:
  double ms() const { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

ElasticError context_is_gone(const std::string& why) { return ElasticError(404, "search_context_missing_exception", why).in_search_phase(); }

ElasticError numbers_are_gone() { return context_is_gone("the database was compacted or upgraded since: what was there cannot be told any more"); }

// Articles of the list from `place` on, up to the request's size of those that are still there; `place` becomes that of the first row not looked at.
void read_page(StructuredSearcher& searcher, const StructuredRequest& request, const Rows& list, std::size_t& place, SearchFound& found, bool tell_places) {
  const std::vector<Rows::Row>& rows = list.rows;
  const std::size_t size = request.size;
  while (found.hits.size() < size && place < rows.size()) {
    const std::size_t wanted = std::min(size - found.hits.size(), rows.size() - place);
    std::optional<std::vector<StructuredHit>> hits = searcher.load(request, list, place, wanted);
    if (!hits) throw numbers_are_gone();
    std::size_t row = place;
    for (StructuredHit& hit : *hits) {
      while (row < rows.size() && rows[row].article != static_cast<std::uint64_t>(hit.tie)) ++row;
      if (tell_places) found.places.push_back(row);
      found.hits.push_back(std::move(hit));
    }
    place += wanted;
  }
}

void take_from_rows(const Rows& rows, SearchFound& found) {
  found.total = {rows.rows.size(), Relation::eq};
  found.max_score = rows.max_score;
}

std::shared_ptr<FrozenRows> frozen(StructuredSearcher& searcher, const SearchAsked& asked) {
  auto list = std::make_shared<FrozenRows>();
  list->asked = asked;
  list->rows = searcher.rows(asked.request);
  if (asked.slice) keep_slice(list->rows, *asked.slice);
  list->bytes = bytes_of(list->rows);
  return list;
}

}  // namespace

Json SearchApi::plain_search(const SearchAsked& asked, const Target& target) {
  StructuredResult result = StructuredSearcher(*target.searcher).search(asked.request);
  SearchFound found;
  found.total = result.total;
  found.counted = result.counted;
  found.max_score = result.max_score;
  found.hits = std::move(result.hits);
  found.aggregations = std::move(result.aggregations);
  found.took_ms = result.took_ms;
  found.databases = target.names.size();
  return search_json(asked, found, target.namer());
}

Json SearchApi::first_scroll(SearchAsked asked, const Target& target, const Asker& asker) {
  const Stopwatch watch;
  StructuredSearcher searcher(*target.searcher);
  auto context = std::make_shared<SearchContext>();
  context->is_scroll = true;
  context->indices = target.names;
  std::shared_ptr<FrozenRows> list = frozen(searcher, asked);
  SearchFound found;
  take_from_rows(list->rows, found);
  found.aggregations = std::move(list->rows.aggregations);
  found.databases = target.names.size();
  read_page(searcher, asked.request, list->rows, context->next, found, false);
  found.took_ms = watch.ms();
  Json json = search_json(asked, found, target.namer());
  list->asked.aggregations.clear();  // told once
  context->bytes = list->bytes;
  context->lists.push_back(std::move(list));
  Json with_id{{"_scroll_id", contexts_.open(std::move(context), asker.now, *asked.scroll)}};
  with_id.update(json);
  return with_id;
}

Json SearchApi::search_in_point(SearchAsked asked, const Asker& asker) {
  const Stopwatch watch;
  const std::string id = asked.point_in_time;
  const std::shared_ptr<SearchContext> context = contexts_.find(id, false, asker.now, asked.keep_alive);
  const Target searched = target(context->indices, asker);
  StructuredSearcher searcher(*searched.searcher);
  std::shared_ptr<FrozenRows> list;
  {
    const std::lock_guard lock(context->mutex);
    const auto known = std::find_if(context->lists.begin(), context->lists.end(), [&](const auto& one) { return one->asked.fingerprint == asked.fingerprint; });
    if (known != context->lists.end()) {
      list = *known;
      context->lists.erase(known);
    } else {
      if (asked.after_place) throw context_is_gone("this question is not among the last " + std::to_string(kMostLists) + " asked of the point in time");
      asked.request.until = context->mark;
      list = frozen(searcher, asked);
      if (list->rows.generations != context->mark.generations) throw numbers_are_gone();
      std::size_t less = 0;
      if (context->lists.size() >= kMostLists) {
        less = context->lists.front()->bytes;
        context->lists.erase(context->lists.begin());
      }
      contexts_.account(*context, list->bytes, less);
    }
    context->lists.push_back(list);
  }
  SearchFound found;
  take_from_rows(list->rows, found);
  found.aggregations = list->rows.aggregations;
  found.databases = searched.names.size();
  std::size_t place = asked.after_place ? *asked.after_place + 1 : asked.request.from;
  read_page(searcher, asked.request, list->rows, place, found, true);
  found.took_ms = watch.ms();
  if (asked.request.count_up_to == 0u) found.counted = false;
  Json json = search_json(asked, found, searched.namer());
  Json with_id{{"pit_id", id}};
  with_id.update(json);
  return with_id;
}

Json SearchApi::search(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker) {
  SearchAsked asked = read_search(body, url, asker.now);
  asked.hits.typed = asker.version_7;
  asked.request.strict = true;
  if (!asked.point_in_time.empty()) {
    if (!indices.empty()) throw illegal_argument("[indices] cannot be used with point in time. Do not specify any index with point in time.");
    return search_in_point(std::move(asked), asker);
  }
  const Target searched = target(indices, asked.indices, asker);
  if (searched.names.empty()) {
    SearchFound nothing;
    nothing.databases = 0;
    asked.aggregations.clear();
    return search_json(asked, nothing, searched.namer());
  }
  if (asked.scroll) return first_scroll(std::move(asked), searched, asker);
  return plain_search(asked, searched);
}

Json SearchApi::multi_search(const std::string& indices, std::string_view lines, UrlParameters& url, const Asker& asker) {
  const Stopwatch watch;
  NamedValues common;
  for (const char* name : {"typed_keys", "rest_total_hits_as_int", "ignore_unavailable", "allow_no_indices", "expand_wildcards"})
    if (const auto value = url.text(name)) common.emplace_back(name, *value);
  read_index_parameters(url);
  url.done();
  Json responses = Json::array();
  const auto next_line = [&] {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    return line;
  };
  while (!lines.empty()) {
    const std::string_view head = next_line();
    if (head.empty() && lines.empty()) break;
    if (responses.size() >= limits_.searches) throw illegal_argument("more than " + std::to_string(limits_.searches) + " searches in one request");
    const Json header = head.empty() ? Json::object() : parse_json(head);
    if (!header.is_object()) throw illegal_argument("the header of a search in _msearch must be an object, not " + token_of(header));
    if (lines.empty()) throw illegal_argument("the last search of _msearch has a header and no body");
    const std::string_view body = next_line();
    try {
      NamedValues values = common;
      std::string names = indices;
      for (const auto& [key, value] : header.items()) {
        if (key == "index" || key == "indices") {
          names.clear();
          for (const std::string& name : text_list(value, "[msearch] [index]")) names += (names.empty() ? "" : ",") + name;
        } else if (!value.is_null()) {
          std::string joined;
          for (const std::string& one : text_list(value, "[msearch] [" + key + "]")) joined += (joined.empty() ? "" : ",") + one;
          values.emplace_back(key, std::move(joined));
        }
      }
      UrlParameters of_header(values, "/_msearch");
      Json answer = search(names, parse_json(body), of_header, asker);
      answer["status"] = 200;
      responses.push_back(std::move(answer));
    } catch (const std::exception&) {
      responses.push_back(current_elastic_error().body());
    }
  }
  if (responses.empty()) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: no requests added;");
  return {{"took", static_cast<std::int64_t>(watch.ms())}, {"responses", std::move(responses)}};
}

Json SearchApi::scroll(const Json& body, const std::string& id_in_path, UrlParameters& url, const Asker& asker) {
  const Stopwatch watch;
  std::string id = id_in_path;
  std::optional<std::int64_t> keep;
  const auto keep_as = [&](const std::optional<std::string>& text) {
    if (text) keep = read_time_value(*text, "scroll");
  };
  if (const auto of_url = url.text("scroll_id")) id = *of_url;
  keep_as(url.text("scroll"));
  const bool as_number = url.boolean("rest_total_hits_as_int").value_or(false);
  url.done();
  if (!body.is_null()) {
    JsonObject object(body, "[scroll]");
    if (const auto of_body = object.text("scroll_id")) id = *of_body;
    keep_as(object.text("scroll"));
    object.done();
  }
  if (id.empty()) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: scrollId is missing;");
  const std::shared_ptr<SearchContext> context = contexts_.find(id, true, asker.now, keep);
  const std::lock_guard lock(context->mutex);
  const Target searched = target(context->indices, asker);
  StructuredSearcher searcher(*searched.searcher);
  const FrozenRows& list = *context->lists.front();
  SearchFound found;
  take_from_rows(list.rows, found);
  found.databases = searched.names.size();
  read_page(searcher, list.asked.request, list.rows, context->next, found, false);
  found.took_ms = watch.ms();
  Json with_id{{"_scroll_id", id}};
  Json json = search_json(list.asked, found, searched.namer());
  if (as_number) json["hits"]["total"] = found.total.value;
  with_id.update(json);
  return with_id;
}

// A caller closes what is of databases it may read, and no other's.
bool SearchApi::may_close(const SearchContexts::Open& open, const Asker& asker) const {
  return std::all_of(open.indices.begin(), open.indices.end(), [&](const std::string& name) { return asker.grant.covers(name); });
}

std::size_t SearchApi::close_if_allowed(const std::string& id, const Asker& asker) {
  for (const bool scrolls : {true, false})
    for (const SearchContexts::Open& open : contexts_.all(scrolls, asker.now))
      if (open.id == id && may_close(open, asker)) return contexts_.close(id);
  return 0;
}

Json SearchApi::close_scrolls(const Json& body, const std::string& in_path, UrlParameters& url, const Asker& asker, int& status) {
  NamedValues path{{"scroll_id", in_path}};
  std::vector<std::string> ids = *UrlParameters(path, "").list("scroll_id");
  if (const auto more = url.list("scroll_id")) ids.insert(ids.end(), more->begin(), more->end());
  url.done();
  if (!body.is_null()) {
    JsonObject object(body, "[clear_scroll]");
    if (const Json* given = object.find("scroll_id"))
      for (std::string& id : text_list(*given, "[clear_scroll] [scroll_id]")) ids.push_back(std::move(id));
    object.done();
  }
  if (ids.empty()) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: no scroll ids specified;");
  std::size_t freed = 0;
  for (const std::string& id : ids) {
    if (id != "_all") {
      freed += close_if_allowed(id, asker);
      continue;
    }
    for (const SearchContexts::Open& open : contexts_.all(true, asker.now))
      if (may_close(open, asker)) freed += contexts_.close(open.id);
  }
  status = freed > 0 || in_path == "_all" ? 200 : 404;
  return {{"succeeded", true}, {"num_freed", freed}};
}

Json SearchApi::open_point(const std::string& indices, bool opensearch, UrlParameters& url, const Asker& asker) {
  const auto keep = url.text("keep_alive");
  const IndexWishes wishes = read_index_parameters(url);
  url.ignore({"allow_partial_pit_creation"});
  url.done();
  if (!keep) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: [keep_alive] is not specified;");
  auto context = std::make_shared<SearchContext>();
  const Target opened = target(indices, wishes, asker);
  context->indices = opened.names;
  if (context->indices.empty()) throw index_not_found(indices.empty() ? "_all" : indices);
  context->mark = StructuredSearcher(*opened.searcher).mark();
  const std::size_t databases = context->indices.size();
  const std::string id = contexts_.open(std::move(context), asker.now, read_time_value(*keep, "keep_alive"));
  if (opensearch) return {{"pit_id", id}, {"_shards", shards_json(databases)}, {"creation_time", asker.now}};
  return {{"id", id}, {"_shards", shards_json(databases)}};
}

Json SearchApi::close_point(const Json& body, UrlParameters& url, const Asker& asker, int& status) {
  url.done();
  JsonObject object(body, "[close_point_in_time]");
  const std::string id = text_value(object.need("id"), "[close_point_in_time] [id]");
  object.done();
  const std::size_t freed = close_if_allowed(id, asker);
  status = freed ? 200 : 404;
  return {{"succeeded", freed > 0}, {"num_freed", freed}};
}

Json SearchApi::close_points(const Json& body, bool all, UrlParameters& url, const Asker& asker) {
  url.done();
  std::vector<std::string> ids;
  if (all) {
    for (const SearchContexts::Open& open : contexts_.all(false, asker.now))
      if (may_close(open, asker)) ids.push_back(open.id);
  } else {
    JsonObject object(body, "[delete_pit]");
    ids = text_list(object.need("pit_id"), "[delete_pit] [pit_id]");
    object.done();
  }
  Json pits = Json::array();
  for (const std::string& id : ids) pits.push_back({{"successful", close_if_allowed(id, asker) > 0}, {"pit_id", id}});
  return {{"pits", std::move(pits)}};
}

Json SearchApi::all_points(UrlParameters& url, const Asker& asker) {
  url.done();
  Json pits = Json::array();
  for (const SearchContexts::Open& open : contexts_.all(false, asker.now))
    if (may_close(open, asker)) pits.push_back({{"pit_id", open.id}, {"creation_time", open.created}, {"keep_alive", open.keep}});
  return {{"pits", std::move(pits)}};
}

}  // namespace dateline
