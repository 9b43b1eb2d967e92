// Taking articles in over HTTP: PUT and DELETE /articles/{id}, POST /articles.
#pragma once

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

// `databases` outlives the router.
void add_article_routes(Router& router, Databases& databases);

}  // namespace dateline
