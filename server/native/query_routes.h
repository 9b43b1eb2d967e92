// Searching over HTTP: every command of dateline-query that asks, with the same parameters and the same answers (docs/server.md).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

struct QueryService {
  Databases& databases;
  std::function<std::int64_t()> now;  // seconds since 1970, UTC
  const std::atomic<bool>& stop;      // ends exports
};

// GET and POST /search, /count, /entities, /timeline, /suggest, /export; GET /related/{id}, /articles/{id}, /status. `service` outlives the router.
void add_query_routes(Router& router, const QueryService& service);

}  // namespace dateline
