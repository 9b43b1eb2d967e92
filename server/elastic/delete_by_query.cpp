#include "server/elastic/delete_by_query.h"

#include <chrono>

#include "query/structured_searcher.h"
#include "server/elastic/elastic_response.h"
#include "server/elastic/error.h"
#include "server/elastic/index_choice.h"
#include "server/elastic/search_request.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

constexpr std::size_t kBatch = 1000;

struct Asked {
  StructuredRequest request;
  std::optional<std::size_t> most;  // of articles that go
};

Asked read_asked(const HttpRequest& request, UrlParameters& parameters, std::int64_t now) {
  const Json body = request.body.empty() ? Json::object() : parse_json(request.body);
  JsonObject object(body, "[_delete_by_query]");
  const Json* query = object.find("query");
  if (!query && !parameters.text("q")) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: query is missing;");
  Asked asked;
  asked.most = object.size("max_docs");
  if (const std::optional<std::int64_t> most = parameters.integer("max_docs")) {
    if (*most < 0) throw illegal_argument("[max_docs] parameter cannot be negative, found [" + std::to_string(*most) + "]");
    asked.most = static_cast<std::size_t>(*most);
  }
  object.refuse({"slice", "sort"});
  object.ignore("conflicts");  // nothing changes a document between finding and removing it that this could conflict with
  object.ignore("size");
  object.done();
  AskedQuery matching = read_query_of(query ? Json{{"query", *query}} : Json(nullptr), parameters, now);
  asked.request.query = std::move(matching.clause);
  asked.request.function_score = std::move(matching.function_score);
  if (matching.min_score) throw not_supported("[_delete_by_query] [min_score]");
  asked.request.now = now / 1000;
  asked.request.strict = true;
  return asked;
}

std::vector<std::string> matching_ids(Databases& databases, const std::string& name, const Asked& asked, std::size_t found) {
  std::vector<std::string> ids;
  if (asked.most && found >= *asked.most) return ids;
  const SearcherPool::Lease searcher = databases.searcher({name});
  StructuredSearcher(*searcher).each(asked.request, [&](const Article& article) {
    ids.push_back(article.id);
    return !asked.most || found + ids.size() < *asked.most;
  });
  return ids;
}

ElasticReply delete_by_query(Databases& databases, HttpRequest& request, std::int64_t now) {
  const auto start = std::chrono::steady_clock::now();
  UrlParameters parameters(request.parameters, request.path);
  const std::vector<std::string> names = chosen_indices(databases, request.arguments[0], request.grant, parameters);
  const Asked asked = read_asked(request, parameters, now);
  const Until until = read_refresh(parameters);
  if (!parameters.boolean("wait_for_completion").value_or(true)) throw not_supported("[wait_for_completion=false]", "there are no tasks to ask about afterwards");
  parameters.refuse({"sort", "terminate_after"});
  if (const std::optional<std::string> pipeline = parameters.text("pipeline")) refuse_pipeline(*pipeline);
  parameters.ignore({"conflicts", "scroll", "scroll_size", "search_timeout", "search_type", "slices", "requests_per_second", "request_cache", "stats", "size"});
  pass_over_shards(parameters);
  parameters.done();
  std::size_t found = 0, deleted = 0, batches = 0;
  for (const std::string& name : names) {
    const std::shared_ptr<Ingest> ingest = databases.ingest(name);
    ingest->commit();  // what was sent before is seen
    const std::vector<std::string> ids = matching_ids(databases, name, asked, found);
    found += ids.size();
    for (std::size_t at = 0; at < ids.size(); at += kBatch, ++batches) {
      std::vector<Change> changes;
      for (std::size_t i = at; i < std::min(ids.size(), at + kBatch); ++i) changes.emplace_back(RemoveArticle{ids[i]});
      for (const ChangeStatus status : ingest->apply(std::move(changes), Until::applied)) deleted += status == ChangeStatus::removed;
    }
    if (until == Until::committed) ingest->commit();
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  return Json{{"took", took}, {"timed_out", false}, {"total", found}, {"deleted", deleted}, {"batches", batches}, {"version_conflicts", 0}, {"noops", 0}, {"retries", {{"bulk", 0}, {"search", 0}}},
              {"throttled_millis", 0}, {"requests_per_second", -1.0}, {"throttled_until_millis", 0}, {"failures", Json::array()}};
}

}  // namespace

void add_delete_by_query_routes(Router& router, Databases& databases, std::function<std::int64_t()> milliseconds) {
  router.add(elastic_route("POST", "/{index}/_delete_by_query", Lane::write, Access::write,
                           [&databases, milliseconds](HttpRequest& request) { return delete_by_query(databases, request, milliseconds()); }));
}

}  // namespace dateline
