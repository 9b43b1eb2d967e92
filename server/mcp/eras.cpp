#include "server/mcp/eras.h"

#include <algorithm>

#include "server/http/base64.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kHeaderMismatch = -32020;
constexpr int kUnsupportedVersion = -32022;
constexpr const char* kVersionKey = "io.modelcontextprotocol/protocolVersion";
constexpr const char* kCapabilitiesKey = "io.modelcontextprotocol/clientCapabilities";
constexpr const char* kClientKey = "io.modelcontextprotocol/clientInfo";

const Json* meta_of(const Json& params) {
  const auto meta = params.find("_meta");
  return meta != params.end() && meta->is_object() ? &*meta : nullptr;
}

RpcFault bad_envelope(const std::string& key, const std::string& problem) {
  return RpcFault(kRpcInvalidParams, "invalid _meta for protocol revision 2026-07-28: " + key + ": " + problem, 400, {{"envelope", {{"key", key}, {"problem", problem}}}});
}

RpcFault mismatch(const std::string& why) { return RpcFault(kHeaderMismatch, "header mismatch: " + why, 400); }

RpcFault unsupported(const std::string& requested, Json supported) {
  return RpcFault(kUnsupportedVersion, "unsupported protocol version: " + requested, 400, {{"supported", std::move(supported)}, {"requested", requested}});
}

void check_envelope(const Json& meta) {
  if (!meta[kVersionKey].is_string()) throw bad_envelope(kVersionKey, "a string is expected");
  if (!meta.contains(kCapabilitiesKey)) throw bad_envelope(kCapabilitiesKey, "missing");
  if (!meta[kCapabilitiesKey].is_object()) throw bad_envelope(kCapabilitiesKey, "an object is expected");
  if (!meta.contains(kClientKey)) return;
  const Json& client = meta[kClientKey];
  const bool named = client.is_object() && client.contains("name") && client["name"].is_string() && client.contains("version") && client["version"].is_string();
  if (!named) throw bad_envelope(kClientKey, "an object with name and version is expected");
}

// Values that are no plain ASCII travel as =?base64?...?=
std::string decoded_header(const std::string& value) {
  constexpr std::string_view kBegin = "=?base64?", kEnd = "?=";
  const bool encoded = value.size() >= kBegin.size() + kEnd.size() && value.rfind(kBegin, 0) == 0 && value.compare(value.size() - kEnd.size(), kEnd.size(), kEnd) == 0;
  return encoded ? base64_decoded(std::string_view(value).substr(kBegin.size(), value.size() - kBegin.size() - kEnd.size())) : value;
}

void check_name(const RpcMessage& request, const McpHeaders& headers) {
  const auto name = request.params.find("name");
  if (request.method != "tools/call" || name == request.params.end() || !name->is_string()) return;
  if (!headers.name) throw mismatch("the Mcp-Name header is missing");
  if (decoded_header(*headers.name) != *name) throw mismatch("the Mcp-Name header names another tool than the message");
}

}  // namespace

bool is_handshake_version(std::string_view version) { return std::find(kHandshakeVersions.begin(), kHandshakeVersions.end(), version) != kHandshakeVersions.end(); }

bool is_stateless(const Json& params) {
  const Json* meta = meta_of(params);
  return meta && meta->contains(kVersionKey);
}

void check_stateless(const RpcMessage& request, const McpHeaders* headers) {
  const Json& meta = *meta_of(request.params);
  check_envelope(meta);
  const std::string version = meta[kVersionKey].get<std::string>();
  if (headers && headers->version && *headers->version != version) throw mismatch("the MCP-Protocol-Version header is " + *headers->version + ", _meta says " + version);
  if (headers && headers->method && *headers->method != request.method) throw mismatch("the Mcp-Method header is " + *headers->method + ", the message's method " + request.method);
  if (version != kStatelessVersion) throw unsupported(version, Json::array({kStatelessVersion}));
  if (!headers) return;
  if (!headers->version) throw mismatch("the MCP-Protocol-Version header is missing");
  if (!headers->method) throw mismatch("the Mcp-Method header is missing");
  check_name(request, *headers);
}

void check_handshake_era(const RpcMessage& message, const McpHeaders* headers) {
  if (!headers || !headers->version) return;
  const std::string& version = *headers->version;
  if (version == kStatelessVersion) {
    if (message.kind != RpcMessage::Kind::request) return;
    if (message.method == "initialize") throw mismatch("initialize belongs to revisions before " + version);
    const Json* meta = meta_of(message.params);
    throw bad_envelope(meta ? kVersionKey : "_meta", "missing, though the MCP-Protocol-Version header is " + version);
  }
  if (is_handshake_version(version) || message.method == "initialize") return;
  Json supported = Json::array({kStatelessVersion});
  for (const std::string_view one : kHandshakeVersions) supported.push_back(one);
  throw unsupported(version, std::move(supported));
}

bool takes_batches(std::string_view version) { return version.empty() || version == "2025-03-26" || version == "2024-11-05"; }

}  // namespace dateline
