// Which revision of the Model Context Protocol a message is of, and whether message and headers agree on it.
#pragma once

#include <array>
#include <string_view>

#include "server/mcp/json_rpc.h"
#include "server/mcp/protocol.h"

namespace dateline {

inline constexpr std::string_view kStatelessVersion = "2026-07-28";
// Those that begin with initialize, the newest first.
inline constexpr std::array<std::string_view, 4> kHandshakeVersions{"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

bool is_handshake_version(std::string_view version);
// Whether the message brings its protocol version along: then it is of the stateless era, or wants to be.
bool is_stateless(const nlohmann::ordered_json& params);
// RpcFault when a request of the stateless era lacks what each of them has to bring, is of a revision that is not spoken here, or has headers that say something else.
void check_stateless(const RpcMessage& request, const McpHeaders* headers);
// The same for a message of the revisions before. `initialize` settles the version by itself.
void check_handshake_era(const RpcMessage& message, const McpHeaders* headers);
// Whether a connection of this version may send several messages in one: those before 2025-06-18, and one that has settled none.
bool takes_batches(std::string_view version);

}  // namespace dateline
