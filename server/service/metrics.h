// What the server counts, in Prometheus' text form (version 0.0.4).
#pragma once

#include <memory>
#include <string>

#include "server/http/http_server.h"
#include "server/service/databases.h"

namespace dateline {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  void count(const HttpRecord& record);  // from one thread
  // With the state of queues and databases as they are now. From any thread.
  std::string text(const HttpServer& server, Databases& databases);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
