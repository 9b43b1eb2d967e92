// What all routes of the Elasticsearch API have in common: media types, ?pretty, ?filter_path and their like, errors in the API's own form. A handler gets its request without those
// parameters and gives a status and JSON.
#pragma once

#include <functional>
#include <string>

#include "server/elastic/json.h"
#include "server/http/router.h"

namespace dateline {

struct ElasticReply {
  int status = 200;
  Json body;         // null: none, unless there is text
  std::string text;  // instead of JSON, as text/plain

  ElasticReply(Json json, int with_status = 200) : status(with_status), body(std::move(json)) {}  // NOLINT: a body is a reply
};

// What it throws is answered in the API's form.
using ElasticHandler = std::function<ElasticReply(HttpRequest&)>;

Route elastic_route(std::string method, std::string pattern, Lane lane, Access access, ElasticHandler handler);
// What such a route's `handle` does.
HttpResponse elastic_answer(HttpRequest& request, const ElasticHandler& handler);

// Whether a path is of this API rather than one that nobody knows: "/_bulk", "/news/_doc/1".
bool is_elastic_path(std::string_view path);
// 400: "no handler found for uri [...] and method [...]".
ElasticReply no_handler(const HttpRequest& request);
// For such a path without a route: 400, or 405 when it has routes of the other methods in `allowed`.
HttpResponse no_elastic_handler(const HttpRequest& request, const std::string& allowed);

}  // namespace dateline
