// The Model Context Protocol over Streamable HTTP: POST /mcp, a message in the body and its answer. There are no sessions and nothing is sent unasked, so GET and DELETE answer 405.
#pragma once

#include "server/http/router.h"
#include "server/mcp/protocol.h"

namespace dateline {

void add_mcp_route(Router& router, const McpServer& server);  // `server` is borrowed

}  // namespace dateline
