// The Model Context Protocol on standard input and output: a message a line, for the program that started this one.
#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "common/options.h"
#include "server/mcp/protocol.h"

namespace dateline {

// Answers line by line until `in` ends or `out` takes no more. A line that is longer than kMostMcpBytes, or no message, is answered with an error and passed over.
void serve_lines(const McpServer& server, std::istream& in, std::ostream& out);

// The mcp command. Error{usage}; Error{database} when there is none, or it cannot be read.
int run_mcp(const ParsedOptions& options, const std::string& default_database, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace dateline
