// What the server answers: all its routes behind one door that looks at who asks before anything else.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "server/elastic/identity.h"
#include "server/elastic/search_api.h"
#include "server/http/http_server.h"
#include "server/http/router.h"
#include "server/http/tokens.h"
#include "server/mcp/protocol.h"
#include "server/native/query_routes.h"
#include "server/service/databases.h"
#include "server/service/metrics.h"

namespace dateline {

struct ApplicationOptions {
  std::optional<Tokens> tokens;      // absent: everybody who can connect may do everything
  std::string cors_origin;           // "https://news.example", or "*"; empty: pages of other sites get no answer
  std::vector<std::string> hosts;    // names the server goes by, besides localhost and addresses
  bool check_host = true;            // a request by another name is refused: a page elsewhere might have its name point here
  ElasticIdentity identity;
  std::ostream* access_log = nullptr;  // borrowed
  std::function<std::int64_t()> milliseconds;  // since 1970, UTC
  ElasticLimits elastic;
};

class Application {
 public:
  Application(Databases& databases, ApplicationOptions options);  // `databases` is borrowed

  // For HttpServer. Its functions borrow this object.
  HttpApplication functions();
  void served_by(const HttpServer& server) { server_ = &server; }  // for /metrics; borrowed
  const Router& router() const { return router_; }
  // The server is ending: exports are broken off, /readyz says no.
  void stop() { stopping_ = true; }
  // Other tokens, from any thread: for the requests that begin from here on.
  void change_tokens(Tokens tokens);

 private:
  std::shared_ptr<const Tokens> tokens() const;
  HttpAdmission admit(HttpRequest& request) const;
  std::optional<HttpResponse> refused_for_its_origin(const HttpRequest& request) const;
  HttpResponse handle(HttpRequest& request) const;
  HttpResponse finished(HttpResponse response, const HttpRequest& request) const;
  void add_health_routes();

  Databases& databases_;
  ApplicationOptions options_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex tokens_mutex_;
  std::shared_ptr<const Tokens> tokens_;  // nullptr: none are wanted
  const HttpServer* server_ = nullptr;
  Metrics metrics_;
  QueryService query_service_;
  McpServer mcp_;
  SearchApi elastic_search_;
  Router router_;
};

}  // namespace dateline
