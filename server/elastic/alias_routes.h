// Aliases: _aliases, _alias.
#pragma once

#include <string>

#include "server/elastic/json.h"
#include "server/http/router.h"
#include "server/service/databases.h"

namespace dateline {

void add_alias_routes(Router& router, Databases& databases);  // borrowed

// {"alias": {"is_write_index": true}} of one database.
Json aliases_json(const Databases& databases, const std::string& database);
// An alias as a request describes it: {"is_write_index": ...}. ElasticError 400 for a filter, a name that cannot be one, or one that is a database's.
AliasAction read_alias(const Json& wishes, const std::string& alias, const std::string& database);
// "a,b*" fits "a" and "bc"; so do "_all" and "*".
bool matches_any(const std::string& expression, const std::string& name);

}  // namespace dateline
