// Which handler answers a method and a path. The routes are data: the OpenAPI document, metrics and the limits of each request are read off them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/http_error.h"
#include "server/http/message.h"

namespace dateline {

enum class Access { open, read, write };  // what the caller's token has to allow

// How a family of interfaces writes an error.
using ErrorForm = HttpResponse (*)(const HttpError& error);

struct Route {
  std::string method;   // GET answers HEAD too, unless HEAD has a route of its own
  std::string pattern;  // "/articles/{id}": {id} is one segment; "{id...}" at the end is all that is left
  Lane lane = Lane::read;
  Access access = Access::read;
  std::function<HttpResponse(HttpRequest&)> handle;
  ErrorForm error_form = nullptr;
};

struct RouteMatch {
  const Route* route = nullptr;        // nullptr: no such path, or not with this method
  std::vector<std::string> arguments;  // of the {names}, decoded
  std::string allowed;                 // without a route: the methods that the path has, "GET, HEAD, PUT"; empty when there is no such path
  bool malformed = false;              // the path has a broken escape
};

class Router {
 public:
  void add(Route route);
  // Of several patterns that fit, the one whose first segments are words rather than {names}.
  RouteMatch find(std::string_view method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;  // segments of each route's
};

}  // namespace dateline
