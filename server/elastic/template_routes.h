// _index_template, _component_template and the older _template: kept and given back for the clients and shippers that look for theirs before they send anything. Nothing of them is applied: what
// they could say of fields is the same for all indices.
#pragma once

#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

void add_template_routes(Router& router, Databases& databases);  // borrowed

}  // namespace dateline
