#include "server/elastic/document_routes.h"

#include "server/elastic/document_operations.h"
#include "server/elastic/document_read.h"
#include "server/elastic/elastic_response.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

ElasticReply write_one(Databases& databases, HttpRequest& request, OperationKind kind) {
  DocumentOperation operation;
  operation.kind = kind;
  operation.index = request.arguments[0];
  if (request.arguments.size() > 1) operation.id = request.arguments[1];
  UrlParameters parameters(request.parameters, request.path);
  const WriteParameters wishes = read_write_parameters(parameters);
  if (kind == OperationKind::index) {
    const std::string type = parameters.text("op_type").value_or("index");
    if (type != "index" && type != "create") throw illegal_argument("opType must be 'create' or 'index', found: [" + type + "]");
    if (type == "create") operation.kind = OperationKind::create;
  }
  if (kind == OperationKind::update) {
    const SourceFilter shown = read_source_parameters(parameters, {false, {}, {}});
    if (shown.wanted || !shown.includes.empty() || !shown.excludes.empty()) operation.source = SourceFilter{true, shown.includes, shown.excludes};
  }
  parameters.done();
  operation.require_alias = wishes.require_alias;
  if (request.body.empty() && kind != OperationKind::remove) throw ElasticError(400, "parse_exception", "request body is required");
  operation.body = request.body;
  const DocumentOutcome outcome = carry_out(databases, request.grant, {operation}, wishes.until).front();
  if (outcome.error) throw ElasticError(*outcome.error);
  return {outcome.json(wishes.forced), outcome.status};
}

struct ReadParameters {
  bool realtime = true;
  SourceFilter source;
};

ReadParameters read_parameters(const HttpRequest& request) {
  ReadParameters read;
  UrlParameters parameters(request.parameters, request.path);
  read.realtime = parameters.boolean("realtime").value_or(true);
  if (parameters.boolean("refresh").value_or(false)) read.realtime = true;
  read.source = read_source_parameters(parameters);
  parameters.refuse({"stored_fields", "force_synthetic_source"});
  for (const char* name : {"version", "version_type"})
    if (parameters.text(name)) throw no_versions(name);
  pass_over_shards(parameters);
  parameters.done();
  return read;
}

ElasticReply get_document(Databases& databases, HttpRequest& request) {
  const ReadParameters wishes = read_parameters(request);
  const std::string database = one_database(databases, request.arguments[0], request.grant);
  const std::optional<Article> article = read_articles(databases, database, {request.arguments[1]}, wishes.realtime).front();
  return {document_json(database, request.arguments[1], article, wishes.source), article ? 200 : 404};
}

ElasticReply get_source(Databases& databases, HttpRequest& request) {
  const ReadParameters wishes = read_parameters(request);
  const std::string database = one_database(databases, request.arguments[0], request.grant);
  const std::optional<Article> article = read_articles(databases, database, {request.arguments[1]}, wishes.realtime).front();
  if (!article) throw ElasticError(404, "resource_not_found_exception", "Document not found [" + database + "]/[" + request.arguments[1] + "]");
  return document_json(database, request.arguments[1], article, {true, wishes.source.includes, wishes.source.excludes})["_source"];
}

// One document of _mget.
struct Wanted {
  std::string index, id;
  SourceFilter source;
};

std::vector<Wanted> wanted_documents(const Json& body, const std::string& index, const SourceFilter& source) {
  JsonObject object(body, "[_mget]");
  std::vector<Wanted> all;
  const Json *docs = object.find("docs"), *ids = object.find("ids");
  object.done();
  const auto invalid = [](const std::string& why) { return ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: " + why + ";"); };
  if (ids)
    for (const std::string& id : text_list(*ids, "[_mget] [ids]")) all.push_back({index, id, source});
  if (docs && !docs->is_array()) throw parsing_error("[_mget] [docs] must be a list, not " + token_of(*docs));
  for (const Json& doc : docs ? *docs : Json::array()) {
    Wanted wanted{index, "", source};
    if (doc.is_object()) {
      JsonObject one(doc, "[_mget] [docs]");
      wanted.index = one.text("_index").value_or(index);
      wanted.id = one.text("_id").value_or("");
      if (const Json* own = one.find("_source")) wanted.source = read_source_filter(*own);
      for (const char* key : {"version", "version_type"})
        if (one.find(key)) throw no_versions(key);
      one.refuse({"stored_fields", "_stored_fields"});
      for (const char* key : {"_type", "routing", "_routing"}) one.ignore(key);
      one.done();
    } else {
      wanted.id = text_value(doc, "[_mget] [docs]");
    }
    if (wanted.id.empty()) throw invalid("id is missing for doc " + std::to_string(all.size()));
    all.push_back(std::move(wanted));
  }
  if (all.empty()) throw invalid("no documents to get");
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].index.empty()) throw invalid("index is missing for doc " + std::to_string(i));
  return all;
}

ElasticReply get_many(Databases& databases, HttpRequest& request) {
  const ReadParameters wishes = read_parameters(request);
  const std::vector<Wanted> wanted = wanted_documents(parse_json(request.body), request.arguments.empty() ? "" : request.arguments[0], wishes.source);
  Json docs = Json::array();
  for (std::size_t begin = 0, end; begin < wanted.size(); begin = end) {
    // Those of one index in a row are read together.
    std::vector<std::string> ids;
    for (end = begin; end < wanted.size() && wanted[end].index == wanted[begin].index; ++end) ids.push_back(wanted[end].id);
    try {
      const std::string database = one_database(databases, wanted[begin].index, request.grant);
      const std::vector<std::optional<Article>> articles = read_articles(databases, database, ids, wishes.realtime);
      for (std::size_t i = 0; i < ids.size(); ++i) docs.push_back(document_json(database, ids[i], articles[i], wanted[begin + i].source));
    } catch (...) {
      const ElasticError error = current_elastic_error();
      for (const std::string& id : ids) docs.push_back({{"_index", wanted[begin].index}, {"_id", id}, {"error", error.body()["error"]}});
    }
  }
  return Json{{"docs", std::move(docs)}};
}

ElasticReply refuse_type(Databases&, HttpRequest& request) {
  if (request.arguments[0].front() == '_' || request.arguments[1].front() == '_') return no_handler(request);
  throw illegal_argument("[" + request.arguments[1] + "]: types are not supported; documents are at /" + request.arguments[0] + "/_doc/ID");
}

}  // namespace

void add_document_routes(Router& router, Databases& databases) {
  const auto write = [&](const char* method, const char* pattern, OperationKind kind) {
    router.add(elastic_route(method, pattern, Lane::write, Access::write, [&, kind](HttpRequest& request) { return write_one(databases, request, kind); }));
  };
  const auto read = [&](const char* method, const char* pattern, auto handler) {
    router.add(elastic_route(method, pattern, Lane::read, Access::read, [&databases, handler](HttpRequest& request) { return handler(databases, request); }));
  };
  write("PUT", "/{index}/_doc/{id}", OperationKind::index);
  write("POST", "/{index}/_doc/{id}", OperationKind::index);
  write("POST", "/{index}/_doc", OperationKind::index);
  write("DELETE", "/{index}/_doc/{id}", OperationKind::remove);
  write("PUT", "/{index}/_create/{id}", OperationKind::create);
  write("POST", "/{index}/_create/{id}", OperationKind::create);
  write("POST", "/{index}/_update/{id}", OperationKind::update);
  read("GET", "/{index}/_doc/{id}", get_document);
  read("GET", "/{index}/_source/{id}", get_source);
  for (const char* pattern : {"/_mget", "/{index}/_mget"})
    for (const char* method : {"GET", "POST"}) read(method, pattern, get_many);
  for (const char* pattern : {"/{index}/{type}/{id}", "/{index}/{type}/{id}/_update", "/{index}/{type}/_search"})
    for (const char* method : {"GET", "PUT", "POST", "DELETE"}) read(method, pattern, refuse_type);
}

}  // namespace dateline
