// Which databases the command line means.
#pragma once

#include <string>

#include "common/options.h"
#include "server/service/databases.h"

namespace dateline {

// --db, --root and --read-only; without the first two `usual`. Error{usage} when both are given.
ServedDatabases served_databases(const ParsedOptions& options, const std::string& usual);
// What can be said at the start of what is served.
std::string served_text(const Databases& databases, const ServedDatabases& served);

}  // namespace dateline
