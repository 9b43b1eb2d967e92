#include "server/http/router.h"

#include <algorithm>

#include "server/http/url.h"

namespace dateline {
namespace {

bool is_name(std::string_view segment) { return !segment.empty() && segment.front() == '{'; }
bool is_rest(std::string_view segment) { return is_name(segment) && segment.find("...}") != segment.npos; }

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_rest(pattern[i])) return path.size() > i && !path[i].empty();
    if (i >= path.size() || (is_name(pattern[i]) ? path[i].empty() : pattern[i] != path[i])) return false;
  }
  return pattern.size() == path.size();
}

std::vector<std::string> arguments_of(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_rest(pattern[i])) {
      std::string rest = path[i];
      for (std::size_t k = i + 1; k < path.size(); ++k) rest += "/" + path[k];
      arguments.push_back(std::move(rest));
    } else if (is_name(pattern[i])) {
      arguments.push_back(path[i]);
    }
  }
  return arguments;
}

// Whether `a` says more than `b`: a word where the other has a name, at the first place they differ in this.
bool closer(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (is_name(a[i]) != is_name(b[i])) return is_name(b[i]);
    if (is_rest(a[i]) != is_rest(b[i])) return is_rest(b[i]);
  }
  return false;
}

}  // namespace

void Router::add(Route route) {
  patterns_.push_back(*path_segments(route.pattern));
  routes_.push_back(std::move(route));
}

RouteMatch Router::find(std::string_view method, std::string_view path) const {
  RouteMatch match;
  std::optional<std::vector<std::string>> segments = path_segments(path);
  if (!segments) {
    match.malformed = true;
    return match;
  }
  if (segments->size() > 1 && segments->back().empty()) segments->pop_back();  // "/_search/" is "/_search"
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < patterns_.size(); ++i)
    if (fits(patterns_[i], *segments)) fitting.push_back(i);
  if (fitting.empty()) return match;
  std::size_t best = fitting.front();
  for (const std::size_t i : fitting)
    if (closer(patterns_[i], patterns_[best])) best = i;
  std::vector<std::string> methods;
  const Route* for_get = nullptr;
  for (const std::size_t i : fitting) {
    if (closer(patterns_[best], patterns_[i])) continue;
    const Route& route = routes_[i];
    if (route.method == method) match.route = &route;
    if (route.method == "GET") for_get = &route;
    methods.push_back(route.method);
  }
  if (!match.route && method == "HEAD") match.route = for_get;
  if (match.route) {
    match.arguments = arguments_of(patterns_[static_cast<std::size_t>(match.route - routes_.data())], *segments);
    return match;
  }
  if (for_get) methods.push_back("HEAD");
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  for (const std::string& name : methods) match.allowed += (match.allowed.empty() ? "" : ", ") + name;
  return match;
}

}  // namespace dateline
