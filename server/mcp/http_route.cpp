#include "server/mcp/http_route.h"

#include <algorithm>

#include "server/mcp/json_rpc.h"

namespace dateline {
namespace {

constexpr int kHttpFault = -32000;  // what went wrong with HTTP rather than with the message

HttpResponse mcp_error(const HttpError& error) {
  HttpResponse response;
  response.status = error.status();
  response.body = rpc_error(nullptr, RpcFault(kHttpFault, error.what())).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return response;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return out;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t");
  return begin == text.size() ? std::string_view() : text.substr(begin, end - begin + 1);
}

// Whether one of the types that a header lists, whatever its parameters, is `type`.
bool names_type(const std::string& header, std::string_view type) {
  for (std::string_view rest = header; !rest.empty();) {
    const std::string_view item = rest.substr(0, rest.find(','));
    if (without_blanks(item.substr(0, item.find(';'))) == type) return true;
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
  }
  return false;
}

std::optional<std::string> header_of(const HttpRequest& request, std::string_view name) {
  const std::string_view value = without_blanks(request.header(name));
  return value.empty() ? std::nullopt : std::optional<std::string>(value);
}

// JSON is what we write best; who takes nothing but events gets a stream of one.
bool wants_events(const HttpRequest& request) {
  const std::string accept = lowered(request.header("accept"));
  if (accept.empty() || names_type(accept, "application/json") || names_type(accept, "*/*") || names_type(accept, "application/*")) return false;
  if (names_type(accept, "text/event-stream") || names_type(accept, "text/*")) return true;
  throw HttpError(406, "not_acceptable", "the answer is application/json (or text/event-stream); the Accept header wants neither");
}

HttpResponse event_stream(const std::string& message) {
  HttpResponse response;
  response.content_type = "text/event-stream";
  response.body = "event: message\ndata: " + message + "\n\n";
  return response;
}

HttpResponse post_message(const McpServer& server, const HttpRequest& request) {
  if (!names_type(lowered(request.header("content-type")), "application/json")) throw HttpError(415, "unsupported_media_type", "a message is sent with Content-Type: application/json");
  if (request.body.size() > kMostMcpBytes) throw HttpError(413, "too_large", "a message has at most " + std::to_string(kMostMcpBytes >> 20) + " megabytes");
  const bool events = wants_events(request);
  const McpHeaders headers{header_of(request, "mcp-protocol-version"), header_of(request, "mcp-method"), header_of(request, "mcp-name")};
  McpPeer peer{request.grant, headers.version.value_or("")};
  McpAnswer answer = server.answer(request.body, peer, &headers);
  HttpResponse response;
  response.status = answer.http_status;
  if (!answer.text)
    response.content_type.clear();
  else if (events && response.status == 200)
    response = event_stream(*answer.text);
  else
    response.body = *std::move(answer.text);
  return response;
}

}  // namespace

void add_mcp_route(Router& router, const McpServer& server) {
  router.add({"POST", "/mcp", Lane::read, Access::read, [&server](HttpRequest& request) { return post_message(server, request); }, mcp_error});
}

}  // namespace dateline
