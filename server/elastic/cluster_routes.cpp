#include "server/elastic/cluster_routes.h"

#include "server/elastic/elastic_response.h"
#include "server/elastic/error.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

const Json kOneNode{{"total", 1}, {"successful", 1}, {"failed", 0}};

void look_at_parameters(const HttpRequest& request, std::initializer_list<std::string_view> known) {
  UrlParameters parameters(request.parameters, request.path);
  parameters.ignore(known);
  pass_over_shards(parameters);
  parameters.done();
}

ElasticReply health(Databases& databases, HttpRequest& request, const ElasticIdentity&) {
  look_at_parameters(request, {"wait_for_status", "wait_for_nodes", "wait_for_no_relocating_shards", "wait_for_no_initializing_shards", "wait_for_events", "level", "expand_wildcards"});
  // For an index that is not there Elasticsearch waits until the time is over, and says so.
  bool missing = false;
  std::size_t shards = 0;
  try {
    shards = resolve_names(databases, request.arguments.empty() ? "" : request.arguments[0], request.grant).size();
  } catch (const HttpError& error) {
    if (error.status() != 404) throw;
    missing = true;
  }
  return {Json{{"cluster_name", kClusterName}, {"status", missing ? "red" : "green"}, {"timed_out", missing}, {"number_of_nodes", 1}, {"number_of_data_nodes", 1}, {"active_primary_shards", shards},
               {"active_shards", shards}, {"relocating_shards", 0}, {"initializing_shards", 0}, {"unassigned_shards", 0}, {"delayed_unassigned_shards", 0}, {"number_of_pending_tasks", 0},
               {"number_of_in_flight_fetch", 0}, {"task_max_waiting_in_queue_millis", 0}, {"active_shards_percent_as_number", missing ? 0.0 : 100.0}},
          missing ? 408 : 200};
}

ElasticReply cluster_settings(Databases&, HttpRequest& request, const ElasticIdentity&) {
  look_at_parameters(request, {"flat_settings", "include_defaults"});
  if (request.method == "PUT") {
    const Json body = parse_json(request.body);
    JsonObject object(body, "[cluster settings]");
    for (const char* part : {"persistent", "transient"})
      if (const Json* settings = object.find(part); settings && !settings->empty()) throw not_supported(std::string(part) + " setting [" + settings->begin().key() + "]", "the server is set up by its command line");
    object.done();
    return Json{{"acknowledged", true}, {"persistent", Json::object()}, {"transient", Json::object()}};
  }
  return Json{{"persistent", Json::object()}, {"transient", Json::object()}};
}

ElasticReply cluster_stats(Databases& databases, HttpRequest& request, const ElasticIdentity& identity) {
  look_at_parameters(request, {});
  std::uint64_t documents = 0, bytes = 0;
  const std::vector<std::string> names = resolve_names(databases, "", request.grant);
  for (const std::string& name : names)
    for (const DatabaseStatus& status : databases.searcher({name})->status()) {
      documents += status.articles;
      bytes += status.bytes_on_disk.value_or(0);
    }
  return Json{{"_nodes", kOneNode}, {"cluster_name", kClusterName}, {"cluster_uuid", identity.cluster_uuid}, {"status", "green"},
              {"indices", {{"count", names.size()}, {"shards", {{"total", names.size()}, {"primaries", names.size()}}}, {"docs", {{"count", documents}, {"deleted", 0}}}, {"store", {{"size_in_bytes", bytes}}}}},
              {"nodes", {{"count", {{"total", 1}, {"data", 1}}}, {"versions", {interface_version(identity.flavour)}}}}};
}

// Clients that look for other nodes go on with the address they are given here: the one they came by.
ElasticReply nodes(Databases&, HttpRequest& request, const ElasticIdentity& identity) {
  look_at_parameters(request, {"flat_settings"});
  const std::string address(request.header("host").empty() ? "127.0.0.1:7700" : request.header("host"));
  const std::string host = address.substr(0, address.rfind(':'));
  const Json node{{"name", kNodeName}, {"transport_address", address}, {"host", host}, {"ip", host}, {"version", interface_version(identity.flavour)}, {"build_flavor", "default"}, {"build_type", "deb"},
                  {"build_hash", "unknown"}, {"roles", {"data", "ingest", "master"}}, {"http", {{"bound_address", {address}}, {"publish_address", address}, {"max_content_length_in_bytes", 104857600}}}};
  return Json{{"_nodes", kOneNode}, {"cluster_name", kClusterName}, {"nodes", {{identity.cluster_uuid, node}}}};
}

ElasticReply license(Databases&, HttpRequest& request, const ElasticIdentity& identity) {
  look_at_parameters(request, {"accept_enterprise"});
  return Json{{"license", {{"status", "active"}, {"uid", identity.cluster_uuid}, {"type", "basic"}, {"issue_date", "2025-01-01T00:00:00.000Z"}, {"issue_date_in_millis", 1735689600000},
                           {"max_nodes", nullptr}, {"max_resource_units", nullptr}, {"issued_to", kClusterName}, {"issuer", kClusterName}, {"start_date_in_millis", -1}}}};
}

ElasticReply xpack(Databases&, HttpRequest& request, const ElasticIdentity& identity) {
  look_at_parameters(request, {"categories", "accept_enterprise"});
  Json features = Json::object();
  for (const char* feature : {"ilm", "ml", "monitoring", "rollup", "security", "sql", "transform", "watcher"}) features[feature] = {{"available", false}, {"enabled", false}};
  return Json{{"build", {{"hash", "unknown"}, {"date", "2025-01-01T00:00:00.000Z"}}}, {"license", {{"uid", identity.cluster_uuid}, {"type", "basic"}, {"mode", "basic"}, {"status", "active"}}},
              {"features", std::move(features)}, {"tagline", "You know, for X"}};
}

ElasticReply authenticate(Databases&, HttpRequest& request, const ElasticIdentity&) {
  look_at_parameters(request, {});
  const Json realm{{"name", "tokens"}, {"type", "file"}};
  return Json{{"username", "dateline"}, {"roles", {request.grant.write ? "write" : "read"}}, {"full_name", nullptr}, {"email", nullptr}, {"metadata", Json::object()}, {"enabled", true},
              {"authentication_realm", realm}, {"lookup_realm", realm}, {"authentication_type", "token"}};
}

ElasticReply no_pipelines(Databases&, HttpRequest& request, const ElasticIdentity&) {
  if (request.method != "GET" && request.method != "HEAD") throw not_supported("[_ingest/pipeline]", "articles are read by their keys (docs/output.md), and nothing is computed before");
  return {Json::object(), request.arguments.empty() ? 200 : 404};
}

ElasticReply no_lifecycles(Databases&, HttpRequest& request, const ElasticIdentity&) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (request.path == "/_ilm/status" && reads) return Json{{"operation_mode", "STOPPED"}};
  if (request.path == "/_ilm/policy" && reads) return Json::object();
  if (reads) throw ElasticError(404, "resource_not_found_exception", "Lifecycle policy not found: Dateline has no index lifecycle management");
  throw not_supported("[_ilm]", "indices are kept until they are deleted; switch the client's lifecycle management off");
}

// Refused by name wherever they are written.
ElasticReply not_built(HttpRequest& request, const char* what, const char* instead) {
  throw ElasticError(501, "not_implemented", "[" + std::string(what) + "] is not implemented by Dateline (" + request.path + "): " + instead);
}

}  // namespace

void add_cluster_routes(Router& router, Databases& databases, const ElasticIdentity& identity) {
  using Handler = ElasticReply (*)(Databases&, HttpRequest&, const ElasticIdentity&);
  const auto add = [&](std::initializer_list<const char*> methods, std::initializer_list<const char*> patterns, Handler handler, Access access = Access::read) {
    for (const char* pattern : patterns)
      for (const char* method : methods)
        router.add(elastic_route(method, pattern, Lane::read, access, [&databases, &identity, handler](HttpRequest& request) { return handler(databases, request, identity); }));
  };
  add({"GET"}, {"/_cluster/health", "/_cluster/health/{index}"}, health);
  add({"GET"}, {"/_cluster/settings"}, cluster_settings);
  add({"PUT"}, {"/_cluster/settings"}, cluster_settings, Access::write);
  add({"GET"}, {"/_cluster/stats"}, cluster_stats);
  add({"GET"}, {"/_nodes", "/_nodes/http", "/_nodes/_all", "/_nodes/_all/http", "/_nodes/_local", "/_nodes/_local/http"}, nodes);
  add({"GET"}, {"/_license", "/_xpack/license"}, license);
  add({"GET"}, {"/_xpack"}, xpack);
  add({"GET"}, {"/_security/_authenticate"}, authenticate);
  add({"GET"}, {"/_ingest/pipeline", "/_ingest/pipeline/{id}"}, no_pipelines);
  add({"PUT", "DELETE"}, {"/_ingest/pipeline/{id}"}, no_pipelines, Access::write);
  add({"GET"}, {"/_ilm/{rest...}"}, no_lifecycles);
  add({"PUT", "POST", "DELETE"}, {"/_ilm/{rest...}"}, no_lifecycles, Access::write);
  const auto refuse = [&](std::initializer_list<const char*> patterns, const char* what, const char* instead) {
    for (const char* pattern : patterns)
      router.add(elastic_route("POST", pattern, Lane::immediate, Access::write, [what, instead](HttpRequest& request) { return not_built(request, what, instead); }));
  };
  refuse({"/_reindex"}, "_reindex", "dateline-query export | dateline-index - copies a database");
  refuse({"/{index}/_update_by_query"}, "_update_by_query", "search, and send the documents anew");
  refuse({"/{index}/_close", "/{index}/_open", "/{index}/_rollover", "/{index}/_shrink/{target}", "/{index}/_clone/{target}", "/{index}/_split/{target}"}, "closing, rolling over and copying of indices", "move an alias instead");
}

}  // namespace dateline
