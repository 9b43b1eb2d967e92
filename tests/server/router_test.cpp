#include "server/http/router.h"

#include <catch2/catch.hpp>

#include "server/native/answers.h"

using namespace dateline;

namespace {

Router sample() {
  Router router;
  for (const auto& [method, pattern] : {std::pair{"GET", "/search"}, std::pair{"POST", "/search"}, std::pair{"GET", "/articles/{id...}"}, std::pair{"PUT", "/articles/{id...}"}, std::pair{"POST", "/articles"},
                                        std::pair{"GET", "/{index}"}, std::pair{"HEAD", "/{index}"}, std::pair{"GET", "/{index}/_doc/{id}"}, std::pair{"GET", "/_cat/indices"}, std::pair{"GET", "/_cat/{what}"}})
    router.add({method, pattern, Lane::read, Access::read, [](HttpRequest&) { return HttpResponse(); }, native_error});
  return router;
}

std::string found(const std::string& method, const std::string& path) {
  static const Router router = sample();
  const RouteMatch match = router.find(method, path);
  if (!match.route) return match.malformed ? "malformed" : "none, allowed: " + match.allowed;
  std::string out = match.route->method + " " + match.route->pattern;
  for (const std::string& argument : match.arguments) out += " [" + argument + "]";
  return out;
}

}  // namespace

TEST_CASE("a path of words is closer than one with names") {
  CHECK(found("GET", "/search") == "GET /search");
  CHECK(found("GET", "/news") == "GET /{index} [news]");
  CHECK(found("GET", "/_cat/indices") == "GET /_cat/indices");
  CHECK(found("GET", "/_cat/health") == "GET /_cat/{what} [health]");
}

TEST_CASE("a name at the end may stand for all that is left, slashes included") {
  CHECK(found("GET", "/articles/a") == "GET /articles/{id...} [a]");
  CHECK(found("PUT", "/articles/https://example.org/a%3Fb=1/c") == "PUT /articles/{id...} [https://example.org/a?b=1/c]");
  CHECK(found("GET", "/news/_doc/a%2Fb") == "GET /{index}/_doc/{id} [news] [a/b]");
  CHECK(found("GET", "/news/_doc/a/b") == "none, allowed: ");
}

TEST_CASE("GET answers HEAD unless HEAD has a route of its own") {
  CHECK(found("HEAD", "/search") == "GET /search");
  CHECK(found("HEAD", "/news") == "HEAD /{index} [news]");
}

TEST_CASE("a method that a path does not take is told apart from a path that is not there") {
  CHECK(found("DELETE", "/search") == "none, allowed: GET, HEAD, POST");
  CHECK(found("GET", "/a/b/c") == "none, allowed: ");
}

TEST_CASE("a slash at the end makes no difference, a broken escape does") {
  CHECK(found("GET", "/search/") == "GET /search");
  CHECK(found("GET", "/articles/%zz") == "malformed");
  CHECK(found("GET", "/articles/%00") == "malformed");
  CHECK(found("GET", "/articles/%ff") == "malformed");
}
