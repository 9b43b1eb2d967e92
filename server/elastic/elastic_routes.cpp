#include "server/elastic/elastic_routes.h"

#include "server/elastic/alias_routes.h"
#include "server/elastic/bulk.h"
#include "server/elastic/cat_routes.h"
#include "server/elastic/cluster_routes.h"
#include "server/elastic/delete_by_query.h"
#include "server/elastic/document_routes.h"
#include "server/elastic/error.h"
#include "server/elastic/index_routes.h"
#include "server/elastic/template_routes.h"

namespace dateline {

void add_elastic_routes(Router& router, Databases& databases, const ElasticIdentity& identity, const std::function<std::int64_t()>& milliseconds) {
  router.add({"GET", "/", Lane::immediate, Access::read, [&identity](HttpRequest& request) { return elastic_root(request, identity); }, elastic_error});
  add_document_routes(router, databases);
  add_bulk_routes(router, databases);
  add_delete_by_query_routes(router, databases, milliseconds);
  add_index_routes(router, databases);
  add_alias_routes(router, databases);
  add_template_routes(router, databases);
  add_cat_routes(router, databases, milliseconds);
  add_cluster_routes(router, databases, identity);
}

}  // namespace dateline
