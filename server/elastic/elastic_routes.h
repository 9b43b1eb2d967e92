// All routes of the Elasticsearch API but those that ask (search_routes.h).
#pragma once

#include <cstdint>
#include <functional>

#include "server/elastic/identity.h"
#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

// `databases` and `identity` are borrowed. `milliseconds`: since 1970, UTC.
void add_elastic_routes(Router& router, Databases& databases, const ElasticIdentity& identity, const std::function<std::int64_t()>& milliseconds);

}  // namespace dateline
