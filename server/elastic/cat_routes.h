// _cat: what there is, in tables.
#pragma once

#include <cstdint>
#include <functional>

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

// `milliseconds`: since 1970, UTC.
void add_cat_routes(Router& router, Databases& databases, std::function<std::int64_t()> milliseconds);

}  // namespace dateline
