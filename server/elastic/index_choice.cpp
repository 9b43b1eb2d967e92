#include "server/elastic/index_choice.h"

#include "server/elastic/error.h"

namespace dateline {

std::vector<std::string> chosen_indices(const Databases& databases, const std::string& expression, const Grant& grant, UrlParameters& parameters) {
  const bool lenient = parameters.boolean("ignore_unavailable").value_or(false);
  const bool none_allowed = parameters.boolean("allow_no_indices").value_or(true);
  parameters.ignore({"expand_wildcards", "ignore_throttled"});
  std::vector<std::string> names = resolve_names(databases, expression, grant, lenient);
  if (names.empty() && !none_allowed) throw index_not_found(expression.empty() ? "_all" : expression);
  return names;
}

}  // namespace dateline
