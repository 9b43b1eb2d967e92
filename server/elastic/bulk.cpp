#include "server/elastic/bulk.h"

#include <chrono>

#include "common/article_json.h"
#include "server/elastic/document_read.h"
#include "server/elastic/elastic_response.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

ElasticError invalid(const std::string& why) { return {400, "action_request_validation_exception", "Validation Failed: 1: " + why + ";"}; }

ElasticError malformed(std::size_t line, const std::string& why) { return illegal_argument("Malformed action/metadata line [" + std::to_string(line) + "], " + why); }

OperationKind kind_of(const std::string& name, std::size_t line) {
  for (const OperationKind kind : {OperationKind::create, OperationKind::remove, OperationKind::index, OperationKind::update})
    if (name == name_of(kind)) return kind;
  throw malformed(line, "expected one of [create, delete, index, update] but found [" + name + "]");
}

// What an operation asks for and cannot have, without harm to the others.
void look_at_wishes(const std::string& key, const Json& value, DocumentOperation& operation) {
  try {
    if (key == "pipeline") refuse_pipeline(text_value(value, "[pipeline]"));
    else throw no_versions(key);
  } catch (const ElasticError& error) {
    operation.refused = error;
  }
}

DocumentOperation read_action(std::string_view text, std::size_t line, const BulkDefaults& defaults) {
  const Json action = json_nested_too_deeply(text) ? Json(Json::value_t::discarded) : Json::parse(text.begin(), text.end(), nullptr, false);
  if (action.is_discarded()) throw malformed(line, "expected START_OBJECT but found what is not JSON");
  if (!action.is_object()) throw malformed(line, "expected START_OBJECT but found [" + token_of(action) + "]");
  if (action.size() != 1) throw malformed(line, action.empty() ? "expected FIELD_NAME but found [END_OBJECT]" : "expected END_OBJECT but found [FIELD_NAME]");
  DocumentOperation operation;
  operation.kind = kind_of(action.begin().key(), line);
  operation.index = defaults.index;
  operation.require_alias = defaults.require_alias;
  if (operation.kind == OperationKind::update) operation.source = defaults.source;
  const Json& metadata = action.begin().value();
  if (!metadata.is_object()) throw malformed(line, "expected field [" + action.begin().key() + "] to be START_OBJECT but found [" + token_of(metadata) + "]");
  for (const auto& [key, value] : metadata.items()) {
    const std::string where = "Action/metadata line [" + std::to_string(line) + "] parameter [" + key + "]";
    if (value.is_null()) continue;
    if (key == "_index") operation.index = text_value(value, where);
    else if (key == "_id") operation.id = text_value(value, where);
    else if (key == "require_alias") operation.require_alias = boolean_value(value, where);
    else if (key == "op_type" && operation.kind == OperationKind::index) operation.kind = text_value(value, where) == "create" ? OperationKind::create : OperationKind::index;
    else if (key == "_source" && operation.kind == OperationKind::update) operation.source = read_source_filter(value);
    else if (key == "pipeline" || key == "version" || key == "_version" || key == "version_type" || key == "if_seq_no" || key == "if_primary_term") look_at_wishes(key, value, operation);
    else if (key != "_type" && key != "routing" && key != "_routing" && key != "retry_on_conflict" && key != "dynamic_templates" && key != "list_executed_pipelines")
      throw illegal_argument("Action/metadata line [" + std::to_string(line) + "] contains an unknown parameter [" + key + "]");
    if (key == "_id" && operation.id.empty()) throw invalid("if _id is specified it must not be empty");
  }
  if (operation.index.empty()) throw invalid("index is missing");
  if (operation.id.empty() && (operation.kind == OperationKind::remove || operation.kind == OperationKind::update)) throw invalid("id is missing");
  return operation;
}

ElasticReply bulk(Databases& databases, HttpRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  UrlParameters parameters(request.parameters, request.path);
  const WriteParameters wishes = read_write_parameters(parameters);
  BulkDefaults defaults{request.arguments.empty() ? "" : request.arguments[0], wishes.require_alias, {}};
  if (const SourceFilter shown = read_source_parameters(parameters, {false, {}, {}}); shown.wanted || !shown.includes.empty() || !shown.excludes.empty())
    defaults.source = SourceFilter{true, shown.includes, shown.excludes};
  parameters.ignore({"type", "require_data_stream"});
  parameters.done();
  const std::vector<DocumentOperation> operations = read_bulk(request.body, defaults);
  const std::vector<DocumentOutcome> outcomes = carry_out(databases, request.grant, operations, wishes.until);
  bool errors = false;
  Json items = Json::array();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Json item = outcomes[i].json(wishes.forced);
    if (!outcomes[i].error) item["status"] = outcomes[i].status;
    errors |= outcomes[i].error.has_value();
    items.push_back(Json{{name_of(operations[i].kind), std::move(item)}});
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  return Json{{"errors", errors}, {"took", took}, {"items", std::move(items)}};
}

}  // namespace

std::vector<DocumentOperation> read_bulk(std::string_view body, const BulkDefaults& defaults) {
  if (body.empty()) throw ElasticError(400, "parse_exception", "request body is required");
  if (body.back() != '\n') throw illegal_argument("The bulk request must be terminated by a newline [\\n]");
  std::vector<DocumentOperation> operations;
  std::size_t at = 0, line = 0;
  const auto next = [&] {
    const std::size_t end = body.find('\n', at);
    std::string_view text = body.substr(at, end - at);
    at = end + 1;
    ++line;
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
  };
  while (at < body.size()) {
    const std::string_view text = next();
    if (text.find_first_not_of(" \t") == text.npos) continue;
    operations.push_back(read_action(text, line, defaults));
    if (operations.back().kind == OperationKind::remove) continue;
    if (at >= body.size()) throw invalid("the document of line " + std::to_string(line) + " is missing");
    operations.back().body = next();
  }
  if (operations.empty()) throw invalid("no requests added");
  return operations;
}

void add_bulk_routes(Router& router, Databases& databases) {
  for (const char* pattern : {"/_bulk", "/{index}/_bulk"})
    for (const char* method : {"POST", "PUT"})
      router.add(elastic_route(method, pattern, Lane::write, Access::write, [&](HttpRequest& request) { return bulk(databases, request); }));
}

}  // namespace dateline
