// The same protocol line by line, and over HTTP.
#include <sstream>

#include "asked_server.h"
#include "server/mcp/http_route.h"
#include "server/mcp/stdio.h"

using namespace dateline;

namespace {

std::vector<std::string> lines_answered(const std::string& input) {
  AskedServer asked;
  std::istringstream in(input);
  std::ostringstream out;
  serve_lines(asked.server(), in, out);
  std::istringstream answers(out.str());
  std::vector<std::string> lines;
  for (std::string line; std::getline(answers, line);) lines.push_back(line);
  return lines;
}

struct Posted {
  AskedServer asked;
  Router router;
  HttpResponse post(const std::string& body, const NamedValues& headers) {
    if (router.routes().empty()) add_mcp_route(router, asked.server());
    HttpRequest request;
    request.method = "POST";
    request.path = "/mcp";
    request.headers = headers;
    request.body = body;
    request.grant = {true, false, {}};
    const Route& route = *router.find("POST", "/mcp").route;
    try {
      return route.handle(request);
    } catch (const HttpError& error) {
      return route.error_form(error);
    }
  }
};

const std::string kPing = R"({"jsonrpc":"2.0","id":1,"method":"ping"})";

}  // namespace

TEST_CASE("stdio answers a line with a line, blank ones with nothing, and ends with its input") {
  const auto lines = lines_answered(kPing + "\r\n\n  \nnonsense\n" + R"({"jsonrpc":"2.0","method":"notifications/initialized"})" + "\n" + R"({"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_article","arguments":{"id":"forger"}}})" + "\n" + kPing);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == R"({"jsonrpc":"2.0","id":1,"result":{}})");
  CHECK(Json::parse(lines[1])["error"]["code"] == -32700);
  CHECK(Json::parse(lines[2])["result"]["structuredContent"]["id"] == "forger");
  CHECK(lines[3] == lines[0]);
}

TEST_CASE("stdio passes over a line that is too long and answers the next") {
  const auto lines = lines_answered("{\"x\":\"" + std::string(kMostMcpBytes, 'x') + "\"}\n" + kPing + "\n");
  REQUIRE(lines.size() == 2);
  CHECK(Json::parse(lines[0])["error"]["code"] == -32700);
  CHECK(Json::parse(lines[0])["id"].is_null());
  CHECK(Json::parse(lines[1])["result"] == Json::object());
}

TEST_CASE("stdio remembers the version that was settled") {
  const std::string initialize = R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":")";
  CHECK(Json::parse(lines_answered(initialize + "2025-03-26\"}}\n[" + kPing + "]\n")[1]).is_array());
  CHECK(Json::parse(lines_answered(initialize + "2025-11-25\"}}\n[" + kPing + "]\n")[1])["error"]["code"] == -32600);
}

TEST_CASE("HTTP answers JSON to who takes it, an event to who takes nothing else, and 406 to the rest") {
  Posted posted;
  const auto answered = [&](const std::string& accept) { return posted.post(kPing, {{"content-type", "application/json; charset=utf-8"}, {"accept", accept}}); };
  for (const char* accept : {"", "application/json, text/event-stream", "application/json", "*/*", "Application/JSON;q=0.9"}) {
    CHECK(answered(accept).status == 200);
    CHECK(answered(accept).content_type == "application/json");
    CHECK(answered(accept).body == R"({"jsonrpc":"2.0","id":1,"result":{}})");
  }
  CHECK(answered("text/event-stream").content_type == "text/event-stream");
  CHECK(answered("text/event-stream").body == "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n");
  CHECK(answered("text/html").status == 406);
}

TEST_CASE("HTTP takes JSON alone, and no more of it than there is room for") {
  Posted posted;
  CHECK(posted.post(kPing, {}).status == 415);
  CHECK(posted.post(kPing, {{"content-type", "text/plain"}}).status == 415);
  CHECK(Json::parse(posted.post(kPing, {{"content-type", "text/plain"}}).body)["error"]["code"] == -32000);
  CHECK(posted.post(std::string(kMostMcpBytes + 1, ' '), {{"content-type", "application/json"}}).status == 413);
}

TEST_CASE("over HTTP a notification is 202 without a body, and what is wrong with a message is a status too") {
  Posted posted;
  const NamedValues json{{"content-type", "application/json"}};
  const HttpResponse accepted = posted.post(R"({"jsonrpc":"2.0","method":"notifications/initialized"})", json);
  CHECK(accepted.status == 202);
  CHECK(accepted.content_type.empty());
  CHECK(accepted.body.empty());
  CHECK(posted.post("nonsense", json).status == 400);
  CHECK(posted.post("[" + kPing + "]", json).status == 200);
  CHECK(posted.post("[" + kPing + "]", {{"content-type", "application/json"}, {"mcp-protocol-version", "2025-06-18"}}).status == 400);
  CHECK(posted.post(kPing, {{"content-type", "application/json"}, {"mcp-protocol-version", " 2025-06-18 "}}).status == 200);
  CHECK(posted.post(kPing, {{"content-type", "application/json"}, {"mcp-protocol-version", "1999-01-01"}}).status == 400);
  CHECK(posted.post(stateless("ping").dump(), {{"content-type", "application/json"}, {"mcp-protocol-version", "2026-07-28"}, {"mcp-method", "ping"}}).status == 404);
}

TEST_CASE("GET and DELETE are not answered: nothing is sent unasked, and there are no sessions to end") {
  Posted posted;
  posted.post(kPing, {});
  for (const char* method : {"GET", "DELETE", "PUT"}) {
    CHECK_FALSE(posted.router.find(method, "/mcp").route);
    CHECK(posted.router.find(method, "/mcp").allowed == "POST");
  }
}
