// Which databases a request about indices means.
#pragma once

#include <string>
#include <vector>

#include "server/elastic/url_parameters.h"
#include "server/service/databases.h"

namespace dateline {

// As resolve_names, with what the query string says of names that are not there: ignore_unavailable, allow_no_indices, expand_wildcards.
std::vector<std::string> chosen_indices(const Databases& databases, const std::string& expression, const Grant& grant, UrlParameters& parameters);

}  // namespace dateline
