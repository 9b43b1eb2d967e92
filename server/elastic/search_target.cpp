#include "server/elastic/search_target.h"

#include <filesystem>

#include "server/elastic/error.h"

namespace dateline {

SearchApi::Target SearchApi::target(const std::string& indices, const IndexWishes& wishes, const Asker& asker) const {
  return target(chosen_indices(databases_, indices, asker.grant, wishes), asker);
}

SearchApi::Target SearchApi::target(const std::vector<std::string>& names, const Asker& asker) const {
  Target target;
  target.names = names;
  for (const std::string& name : names) {
    if (!asker.grant.covers(name)) throw ElasticError(403, "security_exception", "this token gives no right to [" + name + "]");
    // Its shards would be counted as databases of their own.
    if (names.size() > 1 && std::filesystem::is_regular_file(databases_.path_of(name))) throw not_supported("a search of [" + name + "] together with others", "it is a cluster of databases");
  }
  if (names.empty()) return target;
  target.lease.emplace(databases_.searcher(names));
  target.searcher = &**target.lease;
  return target;
}

}  // namespace dateline
