// Indices: PUT, GET, HEAD and DELETE of /{index}, _mapping, _settings, _refresh and its like, _stats, _resolve/index.
#pragma once

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

void add_index_routes(Router& router, Databases& databases);  // borrowed

}  // namespace dateline
