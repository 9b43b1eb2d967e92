#include "server/application.h"

#include <algorithm>
#include <utility>

#include "server/elastic/elastic_response.h"
#include "server/elastic/elastic_routes.h"
#include "server/elastic/search_routes.h"
#include "server/http/access_log.h"
#include "server/http/http_error.h"
#include "server/mcp/http_route.h"
#include "server/native/answers.h"
#include "server/native/article_routes.h"
#include "server/native/openapi.h"
#include "server/page/page_routes.h"

namespace dateline {
namespace {

// "news.example:7700" -> "news.example", "[::1]:7700" -> "::1"
std::string_view without_port(std::string_view host) {
  if (!host.empty() && host.front() == '[') return host.substr(1, host.find(']') == host.npos ? host.npos : host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

// An address is nobody's to point elsewhere.
bool is_address(std::string_view host) {
  return host.find(':') != host.npos || (!host.empty() && host.find_first_not_of("0123456789.") == host.npos);
}

bool is_local_name(std::string_view host) {
  constexpr std::string_view kLocal = "localhost";
  return host == kLocal || (host.size() > kLocal.size() && host.substr(host.size() - kLocal.size() - 1) == ".localhost");
}

}  // namespace

Application::Application(Databases& databases, ApplicationOptions options)
    : databases_(databases), options_(std::move(options)), query_service_{databases_, [this] { return options_.milliseconds() / 1000; }, stopping_},
      mcp_(databases, {[this] { return options_.milliseconds() / 1000; }}), elastic_search_(databases_, options_.elastic) {
  if (options_.tokens) change_tokens(*std::exchange(options_.tokens, {}));
  add_health_routes();
  add_query_routes(router_, query_service_);
  add_article_routes(router_, databases_);
  add_mcp_route(router_, mcp_);
  add_elastic_search_routes(router_, elastic_search_, options_.milliseconds);
  add_elastic_routes(router_, databases_, options_.identity, options_.milliseconds);
  add_openapi_route(router_);
  add_page_routes(router_);
}

void Application::change_tokens(Tokens tokens) {
  auto changed = std::make_shared<const Tokens>(std::move(tokens));
  const std::lock_guard lock(tokens_mutex_);
  tokens_ = std::move(changed);
}

std::shared_ptr<const Tokens> Application::tokens() const {
  const std::lock_guard lock(tokens_mutex_);
  return tokens_;
}

void Application::add_health_routes() {
  router_.add({"GET", "/healthz", Lane::immediate, Access::open, [](HttpRequest&) { return json_response({{"status", "ok"}}); }, native_error});
  router_.add({"GET", "/readyz", Lane::read, Access::open, [this](HttpRequest&) {
                 if (stopping_) throw HttpError(503, "stopping", "the server is stopping");
                 for (const std::string& name : databases_.names()) databases_.searcher({name})->status();
                 return json_response({{"status", "ready"}});
               }, native_error});
  router_.add({"GET", "/metrics", Lane::read, Access::read, [this](HttpRequest&) {
                 HttpResponse response;
                 response.content_type = "text/plain; version=0.0.4; charset=utf-8";
                 response.body = metrics_.text(*server_, databases_);
                 return response;
               }, native_error});
}

HttpApplication Application::functions() {
  HttpApplication functions;
  functions.admit = [this](HttpRequest& request) { return admit(request); };
  functions.handle = [this](HttpRequest& request) { return handle(request); };
  functions.refuse = [this](const HttpRequest& request, int status, const std::string& reason) {
    const Route* route = router_.find(request.method, request.path).route;
    return finished((route ? route->error_form : native_error)(HttpError(status, status == 429 ? "busy" : "bad_request", reason)), request);
  };
  functions.done = [this](const HttpRecord& record) {
    metrics_.count(record);
    if (options_.access_log) *options_.access_log << access_line(record, options_.milliseconds()) << std::flush;
  };
  return functions;
}

// Browsers say where a page comes from, and by which name the server was found: pages of other sites must not reach what is open to this machine alone.
std::optional<HttpResponse> Application::refused_for_its_origin(const HttpRequest& request) const {
  const std::string_view host = request.header("host"), origin = request.header("origin");
  const std::string_view name = without_port(host);
  const bool known = request.peer == "unix" || host.empty() || is_address(name) || is_local_name(name) || std::find(options_.hosts.begin(), options_.hosts.end(), name) != options_.hosts.end();
  if (options_.check_host && !known) return native_error({403, "unknown_host", "this server does not go by the name " + std::string(name) + "; --host NAME makes it"});
  if (origin.empty() || options_.cors_origin == "*" || origin == options_.cors_origin) return {};
  const std::size_t scheme = origin.find("://");
  if (scheme != origin.npos && origin.substr(scheme + 3) == host) return {};
  return native_error({403, "foreign_origin", "pages of " + std::string(origin) + " may not ask this server; --cors ORIGIN allows one"});
}

HttpAdmission Application::admit(HttpRequest& request) const {
  HttpAdmission admission;
  const auto refuse = [&](HttpResponse response) {
    admission.refusal = finished(std::move(response), request);
    return admission;
  };
  if (std::optional<HttpResponse> foreign = refused_for_its_origin(request)) return refuse(*std::move(foreign));
  if (request.method == "OPTIONS") {
    HttpResponse preflight;
    preflight.status = 204;
    preflight.content_type.clear();
    if (!options_.cors_origin.empty()) {
      preflight.headers = {{"Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE"},
                           {"Access-Control-Allow-Headers", "Authorization, Content-Type, Mcp-Method, Mcp-Name, Mcp-Protocol-Version"},
                           {"Access-Control-Max-Age", "600"}};
    }
    return refuse(std::move(preflight));
  }
  if (const char* page = page_instead_of_root(request)) request.path = page;
  RouteMatch match = router_.find(request.method, request.path);
  if (match.malformed) return refuse(native_error({400, "bad_request", "the path has a broken percent escape, or bytes that are not UTF-8"}));
  if (!match.route && is_elastic_path(request.path)) return refuse(no_elastic_handler(request, match.allowed));
  if (!match.route) {
    if (match.allowed.empty()) return refuse(native_error({404, "not_found", "there is nothing at this path; /openapi.json lists what there is"}));
    HttpResponse response = native_error({405, "method_not_allowed", "this path takes " + match.allowed});
    response.headers.emplace_back("Allow", match.allowed);
    return refuse(std::move(response));
  }
  const Route& route = *match.route;
  admission.lane = route.lane;
  admission.route = route.pattern;
  request.arguments = std::move(match.arguments);
  request.grant = {true, true, {}};
  if (const std::shared_ptr<const Tokens> known = tokens(); known && route.access != Access::open) {
    const std::optional<Grant> grant = known->grant_of(request);
    if (!grant) {
      HttpResponse response = route.error_form({401, "unauthorized", "this server wants a token: Authorization: Bearer TOKEN"});
      response.headers.emplace_back("WWW-Authenticate", "Bearer");
      response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"Dateline\"");
      return refuse(std::move(response));
    }
    request.grant = *grant;
    if (route.access == Access::write && !grant->write) return refuse(route.error_form({403, "forbidden", "this token may read and not write"}));
  }
  admission.client = request.grant.holder + " " + request.peer;
  if (stopping_ && route.access != Access::open) return refuse(route.error_form({503, "stopping", "the server is stopping"}));
  return admission;
}

HttpResponse Application::handle(HttpRequest& request) const {
  const Route& route = *router_.find(request.method, request.path).route;
  const auto failed = [&](const HttpError& error) { return finished(route.error_form(error), request); };
  try {
    return finished(route.handle(request), request);
  } catch (const LongAnswer&) {
    HttpResponse later;
    later.elsewhere = Lane::longer;
    return later;
  } catch (const HttpError& error) {
    return failed(error);
  } catch (const Error& error) {
    return failed(http_error_of(error));
  } catch (const std::bad_alloc&) {
    return failed({503, "out_of_memory", "there is not enough memory for this request"});
  } catch (const std::exception& error) {
    return failed({503, "internal", error.what()});
  }
}

HttpResponse Application::finished(HttpResponse response, const HttpRequest& request) const {
  response.headers.emplace_back("X-Elastic-Product", "Elasticsearch");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (response.status == 429 || response.status == 503) response.headers.emplace_back("Retry-After", "1");
  if (!options_.cors_origin.empty() && !request.header("origin").empty()) {
    response.headers.emplace_back("Access-Control-Allow-Origin", options_.cors_origin);
    if (options_.cors_origin != "*") response.headers.emplace_back("Vary", "Origin");
  }
  return response;
}

}  // namespace dateline
