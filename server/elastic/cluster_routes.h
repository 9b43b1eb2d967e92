// What clients and shippers ask of the cluster, its nodes and its licence before they send anything.
#pragma once

#include "server/elastic/identity.h"
#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

// `databases` and `identity` are borrowed.
void add_cluster_routes(Router& router, Databases& databases, const ElasticIdentity& identity);

}  // namespace dateline
