#include "server/mcp/json_rpc.h"

#include "common/article_json.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

RpcFault invalid(const std::string& why) { return RpcFault(kRpcInvalidRequest, "invalid request: " + why, 400); }

}  // namespace

Json parse_rpc(std::string_view text) {
  if (json_nested_too_deeply(text)) throw RpcFault(kRpcParseError, "parse error: the message is nested too deeply", 400);
  Json message = Json::parse(text, nullptr, false);
  if (message.is_discarded()) throw RpcFault(kRpcParseError, "parse error: the message is not JSON in UTF-8", 400);
  return message;
}

Json id_of(const Json& message) {
  if (!message.is_object()) return nullptr;
  const auto id = message.find("id");
  return id != message.end() && (id->is_string() || id->is_number_integer()) ? *id : Json(nullptr);
}

RpcMessage rpc_message(const Json& message) {
  if (!message.is_object()) throw invalid("a message is a JSON object");
  if (message.value("jsonrpc", Json()) != "2.0") throw invalid("\"jsonrpc\" has to be \"2.0\"");
  RpcMessage read;
  const bool has_id = message.contains("id");
  read.id = id_of(message);
  const auto method = message.find("method");
  if (method == message.end()) {
    if (!message.contains("result") && !message.contains("error")) throw invalid("\"method\" is missing");
    read.kind = RpcMessage::Kind::response;
    return read;
  }
  if (!method->is_string()) throw invalid("\"method\" has to be a string");
  if (has_id && read.id.is_null()) throw invalid("\"id\" has to be a string or a whole number");
  read.kind = has_id ? RpcMessage::Kind::request : RpcMessage::Kind::notification;
  read.method = method->get<std::string>();
  if (const auto params = message.find("params"); params != message.end()) {
    if (!params->is_object()) throw RpcFault(kRpcInvalidParams, "\"params\" has to be an object");
    read.params = *params;
  }
  return read;
}

Json rpc_result(const Json& id, Json result) { return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}; }

Json rpc_error(const Json& id, const RpcFault& fault) {
  Json error{{"code", fault.code()}, {"message", fault.what()}};
  if (!fault.data().is_null()) error["data"] = fault.data();
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}};
}

}  // namespace dateline
