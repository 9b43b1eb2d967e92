#include "server/elastic/index_routes.h"

#include "server/elastic/alias_routes.h"
#include "server/elastic/elastic_response.h"
#include "server/elastic/error.h"
#include "server/elastic/identity.h"
#include "server/elastic/index_choice.h"
#include "server/elastic/mappings.h"
#include "server/elastic/source.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

const Json kAcknowledged{{"acknowledged", true}};

std::string expression_of(const HttpRequest& request) { return request.arguments.empty() ? "" : request.arguments[0]; }

// The databases meant, when nothing else is asked.
std::vector<std::string> meant(const Databases& databases, const HttpRequest& request) {
  UrlParameters parameters(request.parameters, request.path);
  std::vector<std::string> names = chosen_indices(databases, expression_of(request), request.grant, parameters);
  parameters.ignore({"flat_settings", "include_defaults", "include_type_name", "features", "human", "write_index_only", "preserve_existing", "reopen", "force", "wait_if_ongoing", "max_num_segments", "only_expunge_deletes",
                     "flush", "wait_for_completion", "fielddata", "fields", "query", "request", "level", "groups", "include_unloaded_segments", "include_segment_file_sizes", "forbid_closed_indices", "metric"});
  pass_over_shards(parameters);
  parameters.done();
  return names;
}

Json settings_json(const std::string& name) {
  return {{"index", {{"number_of_shards", "1"}, {"number_of_replicas", "0"}, {"provided_name", name}, {"uuid", uuid_of(name)}, {"version", {{"created", "8190099"}}}}}};
}

void need_right(const HttpRequest& request, const std::string& name) {
  if (!request.grant.covers(name)) throw ElasticError(403, "security_exception", "this token gives no right to [" + name + "]");
}

ElasticReply create_index(Databases& databases, HttpRequest& request) {
  const std::string& name = request.arguments[0];
  UrlParameters parameters(request.parameters, request.path);
  parameters.ignore({"include_type_name"});
  pass_over_shards(parameters);
  parameters.done();
  need_right(request, name);
  std::vector<AliasAction> aliases;
  if (!request.body.empty()) {
    const Json body = parse_json(request.body);
    JsonObject object(body, "[create index]");
    if (const Json* mappings = object.find("mappings")) check_mappings(*mappings);
    if (const Json* settings = object.find("settings")) check_settings(*settings);
    if (const Json* wanted = object.find("aliases"))
      for (const auto& [alias, wishes] : wanted->items()) aliases.push_back(read_alias(wishes, alias, name));
    object.done();
  }
  databases.create(name);
  if (!aliases.empty()) databases.aliases().change(aliases);
  return Json{{"acknowledged", true}, {"shards_acknowledged", true}, {"index", name}};
}

ElasticReply show_index(Databases& databases, HttpRequest& request) {
  if (request.arguments[0].front() == '_' && request.arguments[0] != "_all") return no_handler(request);
  Json out = Json::object();
  for (const std::string& name : meant(databases, request))
    out[name] = {{"aliases", aliases_json(databases, name)}, {"mappings", mappings_json()}, {"settings", settings_json(name)}};
  return out;
}

ElasticReply delete_index(Databases& databases, HttpRequest& request) {
  const std::string& expression = request.arguments[0];
  if (expression.find('*') != expression.npos || expression == "_all") throw illegal_argument("Wildcard expressions or all indices are not allowed");
  for (const std::string& name : meant(databases, request))
    if (("," + expression + ",").find("," + name + ",") == std::string::npos)
      throw illegal_argument("The provided expression [" + expression + "] matches an alias, specify the corresponding concrete indices instead.");
  for (const std::string& name : meant(databases, request)) databases.remove(name);
  return kAcknowledged;
}

ElasticReply show_mapping(Databases& databases, HttpRequest& request) {
  Json out = Json::object();
  for (const std::string& name : meant(databases, request)) out[name] = {{"mappings", mappings_json()}};
  return out;
}

ElasticReply show_field_mapping(Databases& databases, HttpRequest& request) {
  const std::string field = request.arguments.back();
  request.arguments.pop_back();
  Json out = Json::object();
  for (const std::string& name : meant(databases, request)) {
    Json fields = Json::object();
    if (const Json* found = mapping_of(field)) fields[field] = {{"full_name", field}, {"mapping", {{field.substr(field.rfind('.') + 1), *found}}}};
    out[name] = {{"mappings", std::move(fields)}};
  }
  return out;
}

ElasticReply put_mapping(Databases& databases, HttpRequest& request) {
  meant(databases, request);
  check_mappings(parse_json(request.body));
  return kAcknowledged;
}

ElasticReply show_settings(Databases& databases, HttpRequest& request) {
  Json out = Json::object();
  for (const std::string& name : meant(databases, request)) out[name] = {{"settings", settings_json(name)}};
  return out;
}

ElasticReply put_settings(Databases& databases, HttpRequest& request) {
  meant(databases, request);
  check_settings(parse_json(request.body));
  return kAcknowledged;
}

// What was taken in is on disk and can be found afterwards.
ElasticReply commit_indices(Databases& databases, HttpRequest& request) {
  const std::vector<std::string> names = meant(databases, request);
  for (const std::string& name : names)
    if (const std::shared_ptr<Ingest> ingest = databases.ingest_if_open(name)) ingest->commit();
  return Json{{"_shards", {{"total", names.size()}, {"successful", names.size()}, {"failed", 0}}}};
}

Json stats_json(std::uint64_t documents, std::uint64_t bytes) { return {{"docs", {{"count", documents}, {"deleted", 0}}}, {"store", {{"size_in_bytes", bytes}, {"total_data_set_size_in_bytes", bytes}}}}; }

ElasticReply show_stats(Databases& databases, HttpRequest& request) {
  std::uint64_t documents = 0, bytes = 0;
  Json indices = Json::object();
  const std::vector<std::string> names = meant(databases, request);
  for (const std::string& name : names) {
    std::uint64_t own_documents = 0, own_bytes = 0;
    for (const DatabaseStatus& status : databases.searcher({name})->status()) {
      own_documents += status.articles;
      own_bytes += status.bytes_on_disk.value_or(0);
    }
    const Json own = stats_json(own_documents, own_bytes);
    indices[name] = {{"uuid", uuid_of(name)}, {"health", "green"}, {"status", "open"}, {"primaries", own}, {"total", own}};
    documents += own_documents;
    bytes += own_bytes;
  }
  const Json all = stats_json(documents, bytes);
  return Json{{"_shards", {{"total", names.size()}, {"successful", names.size()}, {"failed", 0}}}, {"_all", {{"primaries", all}, {"total", all}}}, {"indices", std::move(indices)}};
}

ElasticReply resolve_index(Databases& databases, HttpRequest& request) {
  Json indices = Json::array(), aliases = Json::array();
  for (const std::string& name : meant(databases, request)) {
    const Json all = aliases_json(databases, name);
    Json own = Json::array();
    for (const auto& [alias, wishes] : all.items()) own.push_back(alias);
    Json one{{"name", name}};
    if (!own.empty()) one["aliases"] = std::move(own);
    one["attributes"] = {"open"};
    indices.push_back(std::move(one));
  }
  for (const auto& [alias, targets] : databases.aliases().all()) {
    Json names = Json::array();
    for (const std::string& name : databases.aliased(alias))
      if (request.grant.covers(name)) names.push_back(name);
    if (names.empty() || !matches_any(request.arguments[0], alias)) continue;
    aliases.push_back({{"name", alias}, {"indices", std::move(names)}});
  }
  return Json{{"indices", std::move(indices)}, {"aliases", std::move(aliases)}, {"data_streams", Json::array()}};
}

}  // namespace

void add_index_routes(Router& router, Databases& databases) {
  using Handler = ElasticReply (*)(Databases&, HttpRequest&);
  const auto add = [&](Access access, std::initializer_list<const char*> methods, std::initializer_list<const char*> patterns, Handler handler) {
    for (const char* pattern : patterns)
      for (const char* method : methods)
        router.add(elastic_route(method, pattern, access == Access::write ? Lane::write : Lane::read, access, [&databases, handler](HttpRequest& request) { return handler(databases, request); }));
  };
  add(Access::write, {"PUT"}, {"/{index}"}, create_index);
  add(Access::write, {"DELETE"}, {"/{index}"}, delete_index);
  add(Access::read, {"GET"}, {"/{index}"}, show_index);
  add(Access::read, {"GET"}, {"/_mapping", "/{index}/_mapping", "/{index}/_mappings"}, show_mapping);
  add(Access::read, {"GET"}, {"/_mapping/field/{field}", "/{index}/_mapping/field/{field}"}, show_field_mapping);
  add(Access::write, {"PUT", "POST"}, {"/{index}/_mapping", "/{index}/_mappings"}, put_mapping);
  add(Access::read, {"GET"}, {"/_settings", "/{index}/_settings", "/{index}/_settings/{name}"}, show_settings);
  add(Access::write, {"PUT"}, {"/_settings", "/{index}/_settings"}, put_settings);
  add(Access::read, {"GET", "POST"}, {"/_refresh", "/{index}/_refresh", "/_flush", "/{index}/_flush"}, commit_indices);
  add(Access::write, {"POST"}, {"/_forcemerge", "/{index}/_forcemerge", "/_cache/clear", "/{index}/_cache/clear"}, commit_indices);
  add(Access::read, {"GET"}, {"/_stats", "/{index}/_stats", "/{index}/_stats/{metric}"}, show_stats);
  add(Access::read, {"GET"}, {"/_resolve/index/{index}"}, resolve_index);
}

}  // namespace dateline
