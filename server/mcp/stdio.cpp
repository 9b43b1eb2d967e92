#include "server/mcp/stdio.h"

#include <csignal>

#include "common/clock.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "server/mcp/json_rpc.h"
#include "server/served_databases.h"

namespace dateline {
namespace {

enum class Line { whole, too_long, none };

// Without its end. What is too long is read to its end and not kept.
Line read_line(std::istream& in, std::string& line) {
  line.clear();
  bool too_long = false, any = false;
  std::streambuf& buffer = *in.rdbuf();
  for (int c = buffer.sbumpc(); c != std::char_traits<char>::eof(); c = buffer.sbumpc()) {
    any = true;
    if (c == '\n') break;
    too_long = too_long || line.size() == kMostMcpBytes;
    if (!too_long) line.push_back(static_cast<char>(c));
  }
  return !any ? Line::none : too_long ? Line::too_long : Line::whole;
}

}  // namespace

void serve_lines(const McpServer& server, std::istream& in, std::ostream& out) {
  McpPeer peer{{true, false, {}}, ""};
  std::string line;
  for (Line read = read_line(in, line); read != Line::none && out; read = read_line(in, line)) {
    std::optional<std::string> text;
    if (read == Line::too_long)
      text = rpc_error(nullptr, RpcFault(kRpcParseError, "parse error: a message has at most " + std::to_string(kMostMcpBytes >> 20) + " megabytes")).dump();
    else if (line.find_first_not_of(" \t\r") != std::string::npos)
      text = server.answer(line, peer).text;
    if (text) out << *text << '\n' << std::flush;
  }
}

int run_mcp(const ParsedOptions& options, const std::string& default_database, std::istream& in, std::ostream& out, std::ostream& err) {
  if (!options.operands.empty()) throw Error(ErrorKind::usage, "mcp takes no operands: " + options.operands.front());
  std::signal(SIGPIPE, SIG_IGN);
  ServedDatabases served = served_databases(options, default_database);
  served.read_only = true;
  Databases databases(served);
  const std::vector<std::string> names = databases.names();
  if (names.empty()) throw Error(ErrorKind::database, "there is no database in " + (served.root.empty() ? served.folders.front() : served.root) + "; dateline-index --db DIR PATH makes one");
  databases.searcher(names);  // what is damaged is told at the start
  err << "dateline-server: the Model Context Protocol on standard input and output serves " << served_text(databases, served) << std::endl;
  serve_lines(McpServer(databases, {[] { return SystemClock().now(); }}), in, out);
  return kExitSuccess;
}

}  // namespace dateline
