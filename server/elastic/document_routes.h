// One document at a time: /{index}/_doc, _create, _update, _source; and _mget.
#pragma once

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

void add_document_routes(Router& router, Databases& databases);  // borrowed

}  // namespace dateline
