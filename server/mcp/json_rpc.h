// JSON-RPC 2.0 (https://www.jsonrpc.org/specification) as the Model Context Protocol uses it: parameters are objects, ids are strings or whole numbers and never null.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dateline {

inline constexpr int kRpcParseError = -32700;
inline constexpr int kRpcInvalidRequest = -32600;
inline constexpr int kRpcMethodNotFound = -32601;
inline constexpr int kRpcInvalidParams = -32602;
inline constexpr int kRpcInternalError = -32603;

// Ends a request with an error answer. `http_status` is for HTTP: what went wrong with a message before anyone looked at what it asks is an error there too.
class RpcFault : public std::runtime_error {
 public:
  RpcFault(int code, const std::string& message, int http_status = 200, nlohmann::ordered_json data = nullptr)
      : std::runtime_error(message), code_(code), http_status_(http_status), data_(std::move(data)) {}
  int code() const { return code_; }
  int http_status() const { return http_status_; }
  const nlohmann::ordered_json& data() const { return data_; }

 private:
  int code_, http_status_;
  nlohmann::ordered_json data_;
};

struct RpcMessage {
  enum class Kind { request, notification, response };
  Kind kind = Kind::request;
  nlohmann::ordered_json id;  // of a request
  std::string method;         // of a request or notification
  nlohmann::ordered_json params = nlohmann::ordered_json::object();
};

// RpcFault when it is no JSON: broken, not UTF-8, or nested more deeply than anyone needs.
nlohmann::ordered_json parse_rpc(std::string_view text);
// The id to answer with: null when the message has none that could be one.
nlohmann::ordered_json id_of(const nlohmann::ordered_json& message);
// RpcFault when it is no message of JSON-RPC.
RpcMessage rpc_message(const nlohmann::ordered_json& message);

nlohmann::ordered_json rpc_result(const nlohmann::ordered_json& id, nlohmann::ordered_json result);
nlohmann::ordered_json rpc_error(const nlohmann::ordered_json& id, const RpcFault& fault);

}  // namespace dateline
