// The tools that a language model is offered over the Model Context Protocol: what each takes, and what it answers.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "server/http/message.h"
#include "server/mcp/quoted.h"
#include "server/service/databases.h"

namespace dateline {

// The descriptions as the protocol lists them (tool_list.cpp). `several`: names of the databases to choose from; with fewer than two of them no tool has the argument `database`.
nlohmann::ordered_json tool_list(const std::vector<std::string>& several);
// Names of a tool's arguments, `database` among them; empty when there is no such tool.
std::vector<std::string> tool_argument_names(const std::string& tool);

struct ToolContext {
  Databases& databases;
  const Grant& grant;
  std::int64_t now = 0;  // seconds since 1970, UTC
  const QuoteKeys& keys;
};

// The result object of tools/call: content, structuredContent, or isError with a reason that says what to do. `tool` is one of the list.
nlohmann::ordered_json call_tool(const std::string& tool, const nlohmann::ordered_json& arguments, const ToolContext& context);

}  // namespace dateline
