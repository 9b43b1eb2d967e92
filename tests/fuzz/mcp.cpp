// Messages of the Model Context Protocol, a line each, to a server of a small database.
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/mcp/stdio.h"
#include "tests/fuzz/target.h"
#include "tests/server/mcp/asked_server.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const AskedServer server;
  std::istringstream in(std::string(as_text(data, size)));
  std::ostringstream out;
  serve_lines(server.server(), in, out);
  std::istringstream answers(out.str());
  for (std::string line; std::getline(answers, line);) must(nlohmann::json::accept(line), "an answer is one line of JSON");
  return 0;
}
