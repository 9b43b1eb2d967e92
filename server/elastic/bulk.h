// _bulk: lines of an action and, but for delete, a document each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/elastic/document_operations.h"
#include "server/http/router.h"

namespace dateline {

struct BulkDefaults {
  std::string index;
  bool require_alias = false;
  std::optional<SourceFilter> source;  // of updates
};

// ElasticError 400 for the whole when a line cannot be read as an action; what one operation alone cannot have is its own error. `body` is borrowed by the operations.
std::vector<DocumentOperation> read_bulk(std::string_view body, const BulkDefaults& defaults);

void add_bulk_routes(Router& router, Databases& databases);  // borrowed

}  // namespace dateline
