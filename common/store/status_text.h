// A database's status for people and for programs.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "common/store/database_status.h"

namespace dateline {

void print_status(const std::vector<DatabaseStatus>& databases, std::ostream& out);
// {"schema":"dateline.status/1","databases":[...]}, one line.
std::string status_json(const std::vector<DatabaseStatus>& databases);

}  // namespace dateline
