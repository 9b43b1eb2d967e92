// _delete_by_query: every article that a query matches goes.
#pragma once

#include <cstdint>
#include <functional>

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

// `databases` is borrowed. `milliseconds`: since 1970, UTC.
void add_delete_by_query_routes(Router& router, Databases& databases, std::function<std::int64_t()> milliseconds);

}  // namespace dateline
