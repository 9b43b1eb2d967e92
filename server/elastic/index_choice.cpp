#include "server/elastic/index_choice.h"

#include <algorithm>

#include "server/elastic/error.h"

namespace dateline {

IndexWishes read_index_wishes(UrlParameters& parameters) {
  IndexWishes wishes;
  wishes.lenient = parameters.boolean("ignore_unavailable").value_or(false);
  wishes.none_allowed = parameters.boolean("allow_no_indices").value_or(true);
  if (const auto kinds = parameters.list("expand_wildcards"); kinds && !kinds->empty())
    wishes.patterns = std::any_of(kinds->begin(), kinds->end(), [](const std::string& kind) { return kind == "open" || kind == "all"; });
  parameters.ignore({"ignore_throttled"});
  return wishes;
}

std::vector<std::string> chosen_indices(const Databases& databases, const std::string& expression, const Grant& grant, const IndexWishes& wishes) {
  if (!wishes.patterns && (expression.empty() || expression == "_all" || expression.find('*') != std::string::npos))
    throw not_supported("[expand_wildcards] without [open]", "all indices are open ones");
  std::vector<std::string> names = resolve_names(databases, expression, grant, wishes.lenient);
  if (names.empty() && !wishes.none_allowed) throw index_not_found(expression.empty() ? "_all" : expression);
  return names;
}

std::vector<std::string> chosen_indices(const Databases& databases, const std::string& expression, const Grant& grant, UrlParameters& parameters) {
  return chosen_indices(databases, expression, grant, read_index_wishes(parameters));
}

}  // namespace dateline
