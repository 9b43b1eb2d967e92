// Facets of all that matches a query.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "common/store/database.h"
#include "common/store/name_table.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

// How many of the matching articles are read: all, when there are no more, else every n-th in the order they came in, and then the numbers are estimates. To find out whom the
// names in an article stand for takes several times what reading it does (docs/decisions/facets.md).
struct FacetEffort {
  std::size_t articles = 20'000;
  std::size_t for_entities = 5'000;
};

bool any_entity_facet(const std::vector<FacetRequest>& fields);

// Fills result.facets, in the order of `fields`, and result.total, which is exact then: every match is visited.
void count_facets(const Xapian::Query& query, const std::vector<FacetRequest>& fields, Database& database, NameTable& names, Result& result, const FacetEffort& effort = {});

}  // namespace dateline
