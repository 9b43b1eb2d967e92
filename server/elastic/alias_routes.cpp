#include "server/elastic/alias_routes.h"

#include "server/elastic/elastic_response.h"
#include "server/elastic/error.h"
#include "server/elastic/field_names.h"
#include "server/elastic/index_choice.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

const Json kAcknowledged{{"acknowledged", true}};

AliasAction alias_of(JsonObject& object, const std::string& alias, const std::string& database) {
  if (const std::string fault = fault_of_name(alias); !fault.empty()) throw ElasticError(400, "invalid_alias_name_exception", "Invalid alias name [" + alias + "]: " + fault);
  object.refuse({"filter"});
  AliasAction action{AliasAction::Kind::add, alias, database, false, false, true};
  if (const std::optional<bool> write = object.boolean("is_write_index")) {
    action.is_write = *write;
    action.says_so = true;
  }
  for (const char* key : {"routing", "index_routing", "search_routing", "is_hidden", "must_exist"}) object.ignore(key);
  return action;
}

void need_free(const Databases& databases, const std::string& alias) {
  if (databases.exists(alias)) throw ElasticError(400, "invalid_alias_name_exception", "Invalid alias name [" + alias + "]: an index or data stream exists with the same name as the alias");
}

// The names under either of two keys: "index" or "indices".
std::vector<std::string> names_under(JsonObject& object, const char* one, const char* many) {
  if (const Json* found = object.find(one)) return text_list(*found, object.where() + " [" + one + "]");
  if (const Json* found = object.find(many)) return text_list(*found, object.where() + " [" + many + "]");
  return {};
}

std::vector<AliasAction> read_action(const Databases& databases, const Grant& grant, const std::string& kind, const Json& json) {
  JsonObject object(json, "[aliases] [" + kind + "]");
  std::vector<std::string> aliases = names_under(object, "alias", "aliases"), databases_meant;
  for (const std::string& expression : names_under(object, "index", "indices"))
    for (std::string& name : resolve_names(databases, expression, grant)) databases_meant.push_back(std::move(name));
  if (databases_meant.empty()) throw illegal_argument("[aliases] [" + kind + "]: one of [index] or [indices] is required, and must name indices that are there");
  if (aliases.empty()) throw illegal_argument("[aliases] [" + kind + "]: one of [alias] or [aliases] is required");
  std::vector<AliasAction> actions;
  const bool must_exist = object.boolean("must_exist").value_or(true);
  if (kind == "remove") {
    // A pattern removes what it fits.
    std::vector<std::string> meant;
    for (const auto& [alias, targets] : databases.aliases().all())
      for (const std::string& pattern : aliases)
        if (pattern.find('*') != pattern.npos && matches_star(pattern, alias)) meant.push_back(alias);
    for (const std::string& alias : aliases)
      if (alias.find('*') == alias.npos) meant.push_back(alias);
    for (const std::string& alias : meant)
      for (const std::string& database : databases_meant) actions.push_back({AliasAction::Kind::remove, alias, database, false, false, must_exist});
  } else {
    for (const std::string& alias : aliases) {
      need_free(databases, alias);
      for (const std::string& database : databases_meant) actions.push_back(alias_of(object, alias, database));
    }
  }
  object.done();
  return actions;
}

void look_at_parameters(const HttpRequest& request) {
  UrlParameters parameters(request.parameters, request.path);
  parameters.ignore({"expand_wildcards", "ignore_unavailable", "allow_no_indices"});
  pass_over_shards(parameters);
  parameters.done();
}

ElasticReply change_aliases(Databases& databases, HttpRequest& request) {
  look_at_parameters(request);
  const Json body = parse_json(request.body);
  JsonObject object(body, "[aliases]");
  std::vector<AliasAction> changes;
  const Json& actions = object.need("actions");
  object.done();
  if (!actions.is_array() || actions.empty()) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: Must specify at least one alias action;");
  for (const Json& action : actions) {
    if (!action.is_object() || action.size() != 1) throw parsing_error("[aliases] an action is an object with one key: add or remove");
    const std::string kind = action.begin().key();
    if (kind == "remove_index") throw not_supported("[aliases] [remove_index]", "delete the index by itself");
    if (kind != "add" && kind != "remove") throw parsing_error("[aliases] unknown action [" + kind + "]");
    for (AliasAction& change : read_action(databases, request.grant, kind, action.begin().value())) changes.push_back(std::move(change));
  }
  databases.aliases().change(changes);
  return kAcknowledged;
}

ElasticReply put_alias(Databases& databases, HttpRequest& request) {
  look_at_parameters(request);
  const Json body = request.body.empty() ? Json::object() : parse_json(request.body);
  need_free(databases, request.arguments[1]);
  std::vector<AliasAction> changes;
  for (const std::string& name : resolve_names(databases, request.arguments[0], request.grant)) changes.push_back(read_alias(body, request.arguments[1], name));
  databases.aliases().change(changes);
  return kAcknowledged;
}

ElasticReply delete_alias(Databases& databases, HttpRequest& request) {
  look_at_parameters(request);
  databases.aliases().change(read_action(databases, request.grant, "remove", {{"index", request.arguments[0]}, {"aliases", request.arguments[1]}}));
  return kAcknowledged;
}

ElasticReply show(Databases& databases, const HttpRequest& request, const std::string& indices, const std::string& names) {
  UrlParameters parameters(request.parameters, request.path);
  Json out = Json::object();
  bool any = false;
  for (const std::string& name : chosen_indices(databases, indices, request.grant, parameters)) {
    const Json all = aliases_json(databases, name);
    Json own = Json::object();
    for (const auto& [alias, wishes] : all.items())
      if (names.empty() || matches_any(names, alias)) own[alias] = wishes;
    any |= !own.empty();
    if (names.empty() || !own.empty()) out[name] = {{"aliases", std::move(own)}};
  }
  pass_over_shards(parameters);
  parameters.done();
  const bool pattern = names.empty() || names.find('*') != names.npos || names == "_all";
  if (!any && !pattern) return {Json{{"error", "alias [" + names + "] missing"}, {"status", 404}}, 404};
  return out;
}

}  // namespace

bool matches_any(const std::string& expression, const std::string& name) {
  for (std::size_t at = 0; at <= expression.size();) {
    const std::size_t comma = std::min(expression.find(',', at), expression.size());
    const std::string pattern = expression.substr(at, comma - at);
    if (pattern == "_all" || matches_star(pattern, name)) return true;
    at = comma + 1;
  }
  return false;
}

Json aliases_json(const Databases& databases, const std::string& database) {
  Json out = Json::object();
  for (const auto& [alias, targets] : databases.aliases().all())
    for (const AliasTarget& target : targets)
      if (target.database == database) out[alias] = target.says_so ? Json{{"is_write_index", target.is_write}} : Json::object();
  return out;
}

AliasAction read_alias(const Json& wishes, const std::string& alias, const std::string& database) {
  JsonObject object(wishes, "[alias]");
  AliasAction action = alias_of(object, alias, database);
  object.done();
  return action;
}

void add_alias_routes(Router& router, Databases& databases) {
  const auto write = [&](const char* method, const char* pattern, ElasticReply (*handler)(Databases&, HttpRequest&)) {
    router.add(elastic_route(method, pattern, Lane::write, Access::write, [&databases, handler](HttpRequest& request) { return handler(databases, request); }));
  };
  // `index`, `name`: which of the arguments; -1: none.
  const auto read = [&](const char* pattern, int index, int name) {
    router.add(elastic_route("GET", pattern, Lane::read, Access::read, [&databases, index, name](HttpRequest& request) {
      const auto argument = [&](int at) { return at < 0 ? std::string() : request.arguments[static_cast<std::size_t>(at)]; };
      return show(databases, request, argument(index), argument(name));
    }));
  };
  write("POST", "/_aliases", change_aliases);
  for (const char* pattern : {"/{index}/_alias/{name}", "/{index}/_aliases/{name}"}) {
    write("PUT", pattern, put_alias);
    write("POST", pattern, put_alias);
    write("DELETE", pattern, delete_alias);
  }
  read("/_alias", -1, -1);
  read("/_aliases", -1, -1);
  read("/_alias/{name}", -1, 0);
  read("/{index}/_alias", 0, -1);
  read("/{index}/_aliases", 0, -1);
  read("/{index}/_alias/{name}", 0, 1);
}

}  // namespace dateline
