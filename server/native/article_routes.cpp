#include "server/native/article_routes.h"

#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "indexer/article_ids.h"
#include "server/native/answers.h"
#include "server/native/article_records.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

const char* name_of(ChangeStatus status) {
  switch (status) {
    case ChangeStatus::added: return "added";
    case ChangeStatus::replaced: return "replaced";
    case ChangeStatus::unchanged: return "unchanged";
    case ChangeStatus::kept_newer: return "kept_newer";
    case ChangeStatus::exists: return "exists";
    case ChangeStatus::removed: return "removed";
    case ChangeStatus::missing: return "missing";
  }
  return "";
}

// Where the change goes, and until when the client waits: until it can be found, unless refresh=false says that on disk is enough.
struct Target {
  std::shared_ptr<Ingest> ingest;
  Until until = Until::committed;
};

Target target_of(Databases& databases, const HttpRequest& request, bool existing = false) {
  Target target;
  std::string name;
  for (const auto& [key, value] : request.parameters) {
    if (key == "db") {
      if (!name.empty()) throw HttpError(400, "bad_request", "db is named twice; an article goes to one database");
      name = value;
    } else if (key == "refresh") {
      if (value == "false")
        target.until = Until::applied;
      else if (value != "wait_for" && value != "true" && !value.empty())
        throw HttpError(400, "bad_request", "refresh is wait_for (the default: answered when it is on disk and can be found) or false, not " + value);
    } else {
      throw HttpError(400, "unknown_parameter", "there is no parameter '" + key + "' here; /openapi.json lists them");
    }
  }
  if (name.empty()) name = databases.usual_name();
  if (!request.grant.covers(name)) throw HttpError(403, "forbidden", "this token gives no right to the database " + name);
  if (existing && !databases.exists(name)) throw HttpError(404, "no_database", "there is no database " + name);
  target.ingest = databases.ingest(name);
  return target;
}

HttpResponse put_article(Databases& databases, HttpRequest& request) {
  if (request.body.size() > kMostArticleBytes) throw HttpError(413, "bad_article", "an article may have " + std::to_string(kMostArticleBytes) + " bytes at most");
  ParsedArticle parsed = article_from_json(request.body);
  if (!parsed.article) throw HttpError(400, "bad_article", "the body is " + parsed.problem + "; an article is one JSON object (docs/output.md)");
  const std::string& id = request.arguments[0];
  if (!parsed.article->id.empty() && parsed.article->id != id) throw HttpError(400, "bad_article", "the article's id is " + parsed.article->id + ", the path says " + id);
  parsed.article->id = id;
  const Target target = target_of(databases, request);
  const ChangeStatus status = target.ingest->apply({PutArticle{*std::move(parsed.article)}}, target.until).front();
  return json_response({{"id", id}, {"status", name_of(status)}}, status == ChangeStatus::added ? 201 : 200);
}

HttpResponse delete_article(Databases& databases, HttpRequest& request) {
  const Target target = target_of(databases, request, true);
  const ChangeStatus status = target.ingest->apply({RemoveArticle{request.arguments[0]}}, target.until).front();
  if (status == ChangeStatus::missing) throw HttpError(404, "not_found", "no article has this id");
  return json_response({{"id", request.arguments[0]}, {"status", name_of(status)}});
}

HttpResponse post_articles(Databases& databases, HttpRequest& request) {
  const std::vector<Record> records = article_records(request.body);
  request.body = {};
  if (records.empty()) throw HttpError(400, "bad_article", "the body is empty; send an article a line, each a JSON object");
  const Target target = target_of(databases, request);
  std::vector<Json> answers(records.size());
  std::vector<Change> changes;
  std::vector<std::size_t> line_of;
  for (std::size_t i = 0; i < records.size(); ++i) {
    answers[i] = {{"line", i + 1}};
    ParsedArticle parsed;
    if (records[i].problem.empty())
      parsed = article_from_json(records[i].bytes);
    else
      parsed.problem = records[i].problem;
    if (!parsed.article) {
      answers[i]["status"] = "error";
      answers[i]["reason"] = parsed.problem;
      continue;
    }
    if (parsed.article->id.empty()) parsed.article->id = id_without_path(*parsed.article, records[i].bytes);
    answers[i]["id"] = parsed.article->id;
    changes.emplace_back(PutArticle{*std::move(parsed.article)});
    line_of.push_back(i);
  }
  const std::vector<ChangeStatus> done = target.ingest->apply(std::move(changes), target.until);
  for (std::size_t i = 0; i < done.size(); ++i) answers[line_of[i]]["status"] = name_of(done[i]);
  HttpResponse response;
  response.content_type = "application/x-ndjson";
  for (const Json& answer : answers) response.body += answer.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return response;
}

}  // namespace

void add_article_routes(Router& router, Databases& databases) {
  router.add({"PUT", "/articles/{id...}", Lane::write, Access::write, [&](HttpRequest& request) { return put_article(databases, request); }, native_error});
  router.add({"DELETE", "/articles/{id...}", Lane::write, Access::write, [&](HttpRequest& request) { return delete_article(databases, request); }, native_error});
  router.add({"POST", "/articles", Lane::write, Access::write, [&](HttpRequest& request) { return post_articles(databases, request); }, native_error});
}

}  // namespace dateline
