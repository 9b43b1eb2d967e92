#include "server/native/openapi.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/program.h"
#include "server/native/answers.h"
#include "server/native/parameters.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchemas =
#include "server/native/openapi_schemas.inc"
    ;

Json reference(const std::string& schema) { return {{"$ref", "#/components/schemas/" + schema}}; }

Json content(const std::string& type, const Json& schema) { return {{"content", {{type, {{"schema", schema}}}}}}; }

// An answer: a description, and what its body is.
Json answer(const std::string& description, const Json& body) {
  Json json{{"description", description}};
  json.update(body);
  return json;
}

Json error_answer(const std::string& description) { return answer(description, content("application/json", reference("Error"))); }

// Every operation may be refused.
Json with_errors(Json answers) {
  answers["400"] = error_answer("the request makes no sense: the reason says which part");
  answers["401"] = error_answer("a token is wanted");
  answers["403"] = error_answer("the token gives no right to this");
  answers["429"] = error_answer("too many requests at a time: try again later");
  answers["503"] = error_answer("the database cannot be read or written now");
  return answers;
}

// A query parameter that repeats is a list.
Json parameter(const std::string& name, const std::string& help, const Json& schema, bool repeats = false) {
  return {{"name", name}, {"in", "query"}, {"description", help}, {"schema", repeats ? Json{{"type", "array"}, {"items", schema}} : schema}};
}

Json value_schema(const OptionSpec& option) {
  if (option.argument.empty()) return {{"type", "boolean"}};
  if (option.name == "limit") return {{"type", "integer"}, {"minimum", 0}, {"maximum", kMostHits}};
  if (option.argument == "N") return {{"type", "integer"}, {"minimum", 0}};
  Json schema{{"type", "string"}};
  if (!option.choices.empty()) schema["enum"] = option.choices;
  return schema;
}

std::string underscored(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

Json parameters_for(const std::string& command, bool takes_query, const std::vector<std::string>& formats) {
  Json list = Json::array();
  if (takes_query) list.push_back(parameter("q", "what is asked, in the query language (docs/query.md)", {{"type", "string"}}));
  list.push_back(parameter("db", "a database by name, or a pattern such as wire-*; several are searched as one (default: all)", {{"type", "string"}}, true));
  if (formats.size() > 1) list.push_back(parameter("format", "the form of the answer", {{"type", "string"}, {"enum", formats}}));
  for (const OptionSpec* option : options_for(query_program(), command)) list.push_back(parameter(underscored(option->name), option->help, value_schema(*option), option->repeatable));
  return list;
}

struct Described {
  const char* command;
  const char* path;
  const char* schema;
  bool takes_query;
  std::vector<std::string> formats;
};

const std::vector<Described>& described() {
  static const std::vector<Described> all{{"search", "/search", "Search", true, {"json", "ndjson", "csv", "ids", "trec", "text"}},
                                          {"count", "/count", "Count", true, {"json", "text"}},
                                          {"entities", "/entities", "Entities", true, {"json", "text"}},
                                          {"timeline", "/timeline", "Timeline", true, {"json", "csv", "svg", "text"}},
                                          {"suggest", "/suggest", "Suggest", true, {"json", "text"}},
                                          {"related", "/related/{id}", "Related", false, {"json", "ndjson", "csv", "ids", "text"}},
                                          {"show", "/articles/{id}", "Article", false, {"json", "text"}},
                                          {"status", "/status", "Status", false, {"json", "text"}}};
  return all;
}

const Json kIdParameter{{"name", "id"}, {"in", "path"}, {"required", true}, {"description", "an article's id, percent-encoded"}, {"schema", {{"type", "string"}}}};

void describe_queries(Json& paths) {
  for (const Described& one : described()) {
    const auto& commands = query_program().commands;
    const auto command = std::find_if(commands.begin(), commands.end(), [&](const CommandSpec& spec) { return spec.name == one.command; });
    Json operation{{"operationId", one.command}, {"summary", command->summary}, {"parameters", parameters_for(one.command, one.takes_query, one.formats)}};
    const bool by_id = std::string_view(one.path).find("{id}") != std::string_view::npos;
    if (by_id) operation["parameters"].insert(operation["parameters"].begin(), kIdParameter);
    Json answers{{"200", answer(command->summary, content("application/json", reference(one.schema)))}};
    answers["404"] = error_answer(by_id ? "no article has this id" : "there is no such database");
    operation["responses"] = with_errors(std::move(answers));
    paths[one.path]["get"] = operation;
    if (by_id || !one.takes_query) continue;
    operation["operationId"] = std::string(one.command) + "_with_body";
    operation["requestBody"] = {{"description", "the same parameters as keys of an object; lists where there are several values"}};
    operation["requestBody"].update(content("application/json", {{"type", "object"}}));
    paths[one.path]["post"] = std::move(operation);
  }
}

void describe_export(Json& paths) {
  Json operation{{"operationId", "export"}, {"summary", "every matching article, one JSON object a line, as they are found"}, {"parameters", parameters_for("export", true, {"ndjson", "ids"})}};
  operation["responses"] = with_errors({{"200", answer("articles, a line each", content("application/x-ndjson", reference("Article")))}, {"404", error_answer("there is no such database")}});
  paths["/export"]["get"] = operation;
}

void describe_changes(Json& paths) {
  const Json targets{parameter("db", "the database (default: the only one, else news)", {{"type", "string"}}),
                     parameter("refresh", "wait_for (the default): answered when the change is on disk and can be found; false: when it is on disk, found a second later, or a few where commits take long", {{"type", "string"}, {"enum", {"wait_for", "false"}}})};
  const auto operation = [&](const std::string& id, const std::string& summary, bool by_id, const Json& answers) {
    Json json{{"operationId", id}, {"summary", summary}, {"parameters", targets}};
    if (by_id) json["parameters"].insert(json["parameters"].begin(), kIdParameter);
    json["responses"] = with_errors(answers);
    json["responses"]["413"] = error_answer("the body is too long");
    return json;
  };
  const Json change = content("application/json", reference("Change"));
  Json put = operation("put_article", "take an article in, or replace it by a newer one", true, {{"200", answer("it was there", change)}, {"201", answer("it is new", change)}});
  put["requestBody"] = {{"required", true}};
  put["requestBody"].update(content("application/json", reference("ArticleIn")));
  paths["/articles/{id}"]["put"] = std::move(put);
  paths["/articles/{id}"]["delete"] = operation("delete_article", "remove an article", true, {{"200", answer("it is gone", change)}, {"404", error_answer("no article has this id")}});
  Json post = operation("post_articles", "take articles in: one JSON object a line, or a JSON array", false, {{"200", answer("a line for each article, in their order", content("application/x-ndjson", reference("Change")))}});
  post["requestBody"] = {{"required", true}};
  post["requestBody"].update(content("application/x-ndjson", reference("ArticleIn")));
  paths["/articles"]["post"] = std::move(post);
}

void describe_health(Json& paths) {
  for (const auto& [path, id, summary] : {std::tuple{"/healthz", "health", "whether the server runs"}, std::tuple{"/readyz", "readiness", "whether its databases can be read"}})
    paths[path]["get"] = {{"operationId", id}, {"summary", summary}, {"security", Json::array()},
                          {"responses", {{"200", answer(summary, content("application/json", reference("Health")))}, {"503", error_answer("not now")}}}};
  paths["/metrics"]["get"] = {{"operationId", "metrics"}, {"summary", "counters for Prometheus"},
                              {"responses", with_errors({{"200", answer("in Prometheus' text form", content("text/plain", {{"type", "string"}}))}})}};
  paths["/openapi.json"]["get"] = {{"operationId", "openapi"}, {"summary", "this document"}, {"security", Json::array()},
                                   {"responses", {{"200", answer("OpenAPI 3.1", content("application/json", {{"type", "object"}}))}}}};
}

Json openapi_document() {
  Json document{{"openapi", "3.1.0"},
                {"info",
                 {{"title", "Dateline"},
                  {"version", DATELINE_VERSION},
                  {"summary", "Full-text search for news, ranked by who and when"},
                  {"description", "The native interface. Clients of Elasticsearch and OpenSearch find theirs at the same address (docs/elasticsearch.md), those of the Model Context Protocol at /mcp (docs/mcp.md)."},
                  {"license", {{"name", "GPL-2.0-or-later"}, {"identifier", "GPL-2.0-or-later"}}}}},
                {"security", {{{"token", Json::array()}}, Json::object()}},
                {"paths", Json::object()}};
  describe_queries(document["paths"]);
  describe_export(document["paths"]);
  describe_changes(document["paths"]);
  describe_health(document["paths"]);
  document["components"] = {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "a token of the server's token file; where it has none, nobody needs one"}}}}},
                            {"schemas", Json::parse(kSchemas)}};
  return document;
}

}  // namespace

void add_openapi_route(Router& router) {
  router.add({"GET", "/openapi.json", Lane::read, Access::open, [](HttpRequest&) {
                static const HttpResponse document = json_response(openapi_document());
                return document;
              }, native_error});
}

}  // namespace dateline
