// The serve command: databases, application, sockets, until a signal comes.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "common/options.h"

namespace dateline {

struct ServeContext {
  const ParsedOptions& options;
  std::string default_database;  // where no other is named
  int inherited_sockets = 0;     // from systemd: descriptors from 3 on
  std::function<void(const std::string&)> notify;  // "READY=1" and the like, to whoever started the server
  std::ostream& out;
  std::ostream& err;
};

// Blocks SIGINT and SIGTERM and waits for one of them. Error{usage, database, io}.
int run_serve(const ServeContext& context);

}  // namespace dateline
