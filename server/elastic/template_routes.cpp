#include "server/elastic/template_routes.h"

#include "server/elastic/alias_routes.h"
#include "server/elastic/elastic_response.h"
#include "server/elastic/error.h"
#include "server/elastic/mappings.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

// One kind of templates.
struct Kind {
  const char* path;  // and the part of the kept state
  const char* list;  // in answers; empty: an object by name
  const char* one;
};
constexpr Kind kKinds[] = {{"_template", "", ""}, {"_index_template", "index_templates", "index_template"}, {"_component_template", "component_templates", "component_template"}};

void look_at_parameters(const HttpRequest& request) {
  UrlParameters parameters(request.parameters, request.path);
  parameters.ignore({"create", "cause", "order", "include_type_name", "flat_settings", "include_defaults"});
  pass_over_shards(parameters);
  parameters.done();
}

void check(const Json& json) {
  if (!json.is_object()) throw parsing_error("a template is an object, not " + token_of(json));
  if (json.contains("mappings")) check_mappings(json["mappings"]);
  if (json.contains("settings")) check_settings(json["settings"]);
  if (json.contains("aliases") && !json["aliases"].empty()) throw not_supported("[aliases] of a template", "put the alias itself");
  if (json.contains("template") && json["template"].is_object()) check(json["template"]);
}

ElasticError unknown_template(const Kind& kind, const std::string& name) {
  return {404, "resource_not_found_exception", std::string(kind.list[0] ? kind.one : "index_template") + " matching [" + name + "] not found"};
}

ElasticReply put(Databases& databases, HttpRequest& request, const Kind& kind) {
  UrlParameters parameters(request.parameters, request.path);
  const bool create = parameters.boolean("create").value_or(false);
  look_at_parameters(request);
  const std::string& name = request.arguments[0];
  if (name.find_first_of("*, #") != name.npos || name.front() == '_') throw ElasticError(400, "invalid_index_template_exception", "index_template [" + name + "] invalid, cause [name must not hold any of * , # or a space, nor begin with _]");
  Json body = parse_json(request.body);
  check(body);
  databases.kept().change(kind.path, [&](Json& templates) {
    if (create && templates.contains(name)) throw illegal_argument("index_template [" + name + "] already exists");
    templates[name] = std::move(body);
  });
  return Json{{"acknowledged", true}};
}

ElasticReply get(Databases& databases, HttpRequest& request, const Kind& kind) {
  look_at_parameters(request);
  const std::string wanted = request.arguments.empty() ? "*" : request.arguments[0];
  Json found = kind.list[0] ? Json::array() : Json::object();
  databases.kept().read(kind.path, [&](const Json& templates) {
    for (const auto& [name, body] : templates.items()) {
      if (!matches_any(wanted, name)) continue;
      if (kind.list[0]) found.push_back({{"name", name}, {kind.one, body}});
      else found[name] = body;
    }
  });
  const bool missing = found.empty() && wanted.find('*') == wanted.npos;
  if (!kind.list[0]) return {std::move(found), missing ? 404 : 200};
  if (missing) throw unknown_template(kind, wanted);
  return Json{{kind.list, std::move(found)}};
}

ElasticReply remove(Databases& databases, HttpRequest& request, const Kind& kind) {
  look_at_parameters(request);
  const std::string wanted = request.arguments[0];
  databases.kept().change(kind.path, [&](Json& templates) {
    std::vector<std::string> names;
    for (const auto& [name, body] : templates.items())
      if (matches_any(wanted, name)) names.push_back(name);
    if (names.empty() && wanted.find('*') == wanted.npos) throw unknown_template(kind, wanted);
    for (const std::string& name : names) templates.erase(name);
  });
  return Json{{"acknowledged", true}};
}

}  // namespace

void add_template_routes(Router& router, Databases& databases) {
  using Handler = ElasticReply (*)(Databases&, HttpRequest&, const Kind&);
  const auto add = [&](const char* method, const std::string& pattern, Access access, Handler handler, const Kind& kind) {
    router.add(elastic_route(method, pattern, access == Access::write ? Lane::write : Lane::read, access, [&databases, handler, &kind](HttpRequest& request) { return handler(databases, request, kind); }));
  };
  for (const Kind& kind : kKinds) {
    const std::string path = std::string("/") + kind.path, named = path + "/{name}";
    add("GET", path, Access::read, get, kind);
    add("GET", named, Access::read, get, kind);
    add("PUT", named, Access::write, put, kind);
    add("POST", named, Access::write, put, kind);
    add("DELETE", named, Access::write, remove, kind);
  }
}

}  // namespace dateline
