// Which databases a request about indices means.
#pragma once

#include <string>
#include <vector>

#include "server/elastic/url_parameters.h"
#include "server/service/databases.h"

namespace dateline {

// What the query string says of names that are not there, and of patterns.
struct IndexWishes {
  bool lenient = false;       // ignore_unavailable
  bool none_allowed = true;   // allow_no_indices
  bool patterns = true;       // expand_wildcards has open indices among those that a pattern stands for; there are no others
};
IndexWishes read_index_wishes(UrlParameters& parameters);

// As resolve_names. ElasticError 404 for an index that is not there, or for none at all, where that is not allowed; 400 for patterns without open indices among what they stand for.
std::vector<std::string> chosen_indices(const Databases& databases, const std::string& expression, const Grant& grant, const IndexWishes& wishes);
std::vector<std::string> chosen_indices(const Databases& databases, const std::string& expression, const Grant& grant, UrlParameters& parameters);

}  // namespace dateline
