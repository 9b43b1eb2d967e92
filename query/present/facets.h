// Facets below the hits, for people and in JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "query/present/present.h"

namespace dateline {

void print_facets(const std::vector<Facet>& facets, const Screen& screen, std::ostream& out);
// An object by field.
nlohmann::ordered_json facets_json(const std::vector<Facet>& facets);

}  // namespace dateline
