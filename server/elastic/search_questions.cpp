// _count, _explain and _validate/query: a query, and something else than its hits.
#include "query/structured_searcher.h"
#include "server/elastic/error.h"
#include "server/elastic/search_target.h"

namespace dateline {
namespace {

StructuredRequest request_of(AskedQuery query, std::int64_t now) {
  StructuredRequest request;
  request.query = std::move(query.clause);
  request.function_score = std::move(query.function_score);
  request.min_score = query.min_score;
  request.now = now / 1000;
  request.strict = true;
  return request;
}

}  // namespace

Json SearchApi::count(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker) {
  AskedQuery query = read_query_of(body, url, asker.now);
  if (const auto least = url.text("min_score")) query.min_score = number_value(Json(*least), "[min_score]");
  const IndexWishes wishes = read_index_parameters(url);
  url.done();
  const Target searched = target(indices, wishes, asker);
  const std::uint64_t count = searched.searcher ? StructuredSearcher(*searched.searcher).count(request_of(std::move(query), asker.now)) : 0;
  return {{"count", count}, {"_shards", shards_json(searched.names.size())}};
}

Json SearchApi::explain(const std::string& index, const std::string& id, const Json& body, UrlParameters& url, const Asker& asker, int& status) {
  AskedQuery query = read_query_of(body, url, asker.now);
  const IndexWishes wishes = read_index_parameters(url);
  url.ignore({"parent", "stored_fields"});
  url.refuse({"_source", "_source_includes", "_source_excludes"});
  url.done();
  const Target searched = target(index, wishes, asker);
  if (searched.names.size() != 1) throw illegal_argument("_explain is about one article of one index, not of [" + index + "]");
  StructuredSearcher searcher(*searched.searcher);
  // The query and nothing but this article; the score stays the query's own.
  const auto narrowed = [&](Clause clause) {
    Clause both, one;
    one.kind = ClauseKind::keyword;
    one.field = "id";
    one.values = {id};
    one.occur = Occur::filter;
    both.kind = ClauseKind::boolean;
    clause.occur = Occur::must;
    both.children = {std::move(clause), std::move(one)};
    return both;
  };
  query.clause = narrowed(std::move(query.clause));
  StructuredRequest request = request_of(std::move(query), asker.now);
  request.size = 1;
  request.load.explain = true;
  const StructuredResult result = searcher.search(request);
  Json json{{"_index", searched.names.front()}, {"_id", id}, {"matched", !result.hits.empty()}};
  if (!result.hits.empty()) {
    json["explanation"] = explanation_json(result.hits.front());
    return json;
  }
  StructuredRequest exists;
  exists.query = narrowed(Clause());
  if (searcher.count(exists) == 0) {
    status = 404;
    return json;
  }
  json["explanation"] = {{"value", 0.0}, {"description", "no match: the query does not find this article"}, {"details", Json::array()}};
  return json;
}

Json SearchApi::validate(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker) {
  const bool explain = url.boolean("explain").value_or(false);
  url.ignore({"rewrite", "all_shards"});
  const IndexWishes wishes = read_index_parameters(url);
  Json json{{"_shards", {{"total", 1}, {"successful", 1}, {"failed", 0}}}, {"valid", true}};
  std::string fault;
  const Target searched = target(indices, wishes, asker);
  try {
    AskedQuery query = read_query_of(body, url, asker.now);
    if (searched.searcher) StructuredSearcher(*searched.searcher).count(request_of(std::move(query), asker.now));
  } catch (const std::exception& error) {
    if (current_elastic_error().status() != 400) throw;
    json["valid"] = false;
    fault = error.what();
  }
  url.done();
  if (!explain) return json;
  Json& explanations = json["explanations"] = Json::array();
  for (const std::string& name : searched.names) {
    Json one{{"index", name}, {"valid", fault.empty()}};
    if (!fault.empty()) one["error"] = fault;
    explanations.push_back(std::move(one));
  }
  return json;
}

}  // namespace dateline
