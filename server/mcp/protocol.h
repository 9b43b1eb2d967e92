// The Model Context Protocol between a message and its answer: no input, no output, no state but what the caller keeps.
//
// Two eras are spoken, told apart by each message itself. A request whose params._meta names a protocol version is of the stateless revision 2026-07-28: it brings all that is to be known of the
// client along. Every other is of the revisions before it, which begin with `initialize`. (modelcontextprotocol.io/specification; where it leaves a choice, this does as the official TypeScript SDK.)
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/mcp/quoted.h"
#include "server/service/databases.h"

namespace dateline {

inline constexpr std::size_t kMostMcpBytes = 10u << 20;  // of one message

// What HTTP says of a message beside it. Absent where the header is.
struct McpHeaders {
  std::optional<std::string> version, method, name;  // MCP-Protocol-Version, Mcp-Method, Mcp-Name
};

// The other side, as long as a connection lasts.
struct McpPeer {
  Grant grant;
  std::string version;  // settled by initialize; empty until then. Over HTTP: what the header says
};

struct McpAnswer {
  std::optional<std::string> text;  // JSON in one line; none for a notification or a response
  int http_status = 200;            // 202 without text
};

class McpServer {
 public:
  struct Options {
    std::function<std::int64_t()> now;   // seconds since 1970, UTC
    QuoteKeys quote_keys = random_quote_key;
  };
  McpServer(Databases& databases, Options options) : databases_(databases), options_(std::move(options)) {}  // `databases` is borrowed

  // Never throws but for memory. `headers`: nullptr for a transport that has none. For any thread, one peer at a time.
  McpAnswer answer(std::string_view message, McpPeer& peer, const McpHeaders* headers = nullptr) const;

 private:
  std::optional<nlohmann::ordered_json> answer_one(const nlohmann::ordered_json& message, McpPeer& peer, const McpHeaders* headers) const;
  nlohmann::ordered_json answer_batch(const nlohmann::ordered_json& messages, McpPeer& peer) const;
  nlohmann::ordered_json initialize(const nlohmann::ordered_json& params, McpPeer& peer) const;
  nlohmann::ordered_json list_tools(const McpPeer& peer) const;
  nlohmann::ordered_json call(const nlohmann::ordered_json& params, const McpPeer& peer) const;

  Databases& databases_;
  Options options_;
};

}  // namespace dateline
