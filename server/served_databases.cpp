#include "server/served_databases.h"

#include "common/error.h"

namespace dateline {

ServedDatabases served_databases(const ParsedOptions& options, const std::string& usual) {
  ServedDatabases served;
  served.read_only = options.has("read-only");
  served.search_patience = std::chrono::seconds(options.number("search-time", served.search_patience.count(), 1, 86'400));
  served.root = options.get("root");
  served.folders = options.all("db");
  if (!served.root.empty() && !served.folders.empty()) throw Error(ErrorKind::usage, "--db and --root exclude each other");
  if (served.root.empty() && served.folders.empty()) served.folders = {usual};
  return served;
}

std::string served_text(const Databases& databases, const ServedDatabases& served) {
  const std::string where = served.root.empty() ? served.folders.front() : served.root;
  const std::size_t count = databases.names().size();
  if (served.root.empty() && served.folders.size() == 1) return where + (count ? "" : " (nothing in it yet)");
  return std::to_string(count) + (count == 1 ? " database" : " databases") + (served.root.empty() ? "" : " in " + where);
}

}  // namespace dateline
