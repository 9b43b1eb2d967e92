// The native interface, described for programs: OpenAPI 3.1, made of the option table of dateline-query, so that it names every parameter there is.
#pragma once

#include "server/http/router.h"

namespace dateline {

// GET /openapi.json.
void add_openapi_route(Router& router);

}  // namespace dateline
