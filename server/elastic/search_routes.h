// The paths of the Elasticsearch API that ask.
#pragma once

#include <cstdint>
#include <functional>

#include "server/elastic/search_api.h"
#include "server/http/router.h"

namespace dateline {

// `api` outlives the router. `now`: milliseconds since 1970, UTC.
void add_elastic_search_routes(Router& router, SearchApi& api, const std::function<std::int64_t()>& now);

}  // namespace dateline
