// What the Model Context Protocol answers, message by message.
#include "asked_server.h"

using namespace dateline;

namespace {
int code_of(const Json& answer) { return answer.at("error").at("code").get<int>(); }
}  // namespace

TEST_CASE("initialize settles the version the client asks for, or the newest of its era") {
  AskedServer asked;
  for (const char* version : {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
    CHECK(asked.ask(request("initialize", {{"protocolVersion", version}}))["result"]["protocolVersion"] == version);
  for (const char* version : {"2099-01-01", "1.0", "2026-07-28"}) CHECK(asked.ask(request("initialize", {{"protocolVersion", version}}))["result"]["protocolVersion"] == "2025-11-25");
  const Json result = asked.ask(request("initialize", {{"protocolVersion", "2025-11-25"}}))["result"];
  CHECK(result["capabilities"] == Json{{"tools", Json::object()}});
  CHECK(result["serverInfo"]["name"] == "dateline");
  CHECK_FALSE(result["instructions"].get<std::string>().empty());
  CHECK(code_of(asked.ask(request("initialize"))) == -32602);
}

TEST_CASE("an answer has the id of its request, as it was") {
  AskedServer asked;
  for (const Json& id : {Json(0), Json(-5), Json("a"), Json("")}) {
    Json ping = request("ping");
    ping["id"] = id;
    CHECK(asked.ask(ping) == Json{{"jsonrpc", "2.0"}, {"id", id}, {"result", Json::object()}});
  }
}

TEST_CASE("what is not offered is not found") {
  AskedServer asked;
  for (const char* method : {"prompts/list", "resources/list", "resources/templates/list", "logging/setLevel", "completion/complete", "server/discover", "nonsense"}) {
    const McpAnswer answer = asked.answer(request(method).dump());
    CHECK(code_of(Json::parse(*answer.text)) == -32601);
    CHECK(answer.http_status == 200);
  }
}

TEST_CASE("notifications and responses are taken without a word") {
  AskedServer asked;
  for (const Json& message : {Json{{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}}, Json{{"jsonrpc", "2.0"}, {"method", "notifications/cancelled"}, {"params", {{"requestId", 3}}}},
                              Json{{"jsonrpc", "2.0"}, {"method", "notifications/unheard-of"}}, Json{{"jsonrpc", "2.0"}, {"id", 1}, {"result", Json::object()}}}) {
    const McpAnswer answer = asked.answer(message.dump());
    CHECK_FALSE(answer.text);
    CHECK(answer.http_status == 202);
  }
}

TEST_CASE("what is no message is refused with the id it has, or none") {
  AskedServer asked;
  const auto refused = [&](const std::string& text) { return Json::parse(*asked.answer(text).text); };
  for (const std::string text : {"", "nonsense", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\xff\"}", "{\"jsonrpc\":\"2.0\""}) {
    CHECK(code_of(refused(text)) == -32700);
    CHECK(refused(text)["id"].is_null());
  }
  CHECK(code_of(refused(std::string(100'000, '['))) == -32700);
  for (const char* text : {"1", "\"ping\"", "{}", R"({"jsonrpc":"1.0","id":1,"method":"ping"})", R"({"id":1,"method":"ping"})", R"({"jsonrpc":"2.0","id":null,"method":"ping"})", R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})",
                           R"({"jsonrpc":"2.0","id":{},"method":"ping"})", R"({"jsonrpc":"2.0","id":1,"method":2})", R"({"jsonrpc":"2.0","id":1})"}) {
    INFO(text);
    CHECK(code_of(refused(text)) == -32600);
  }
  CHECK(refused(R"({"jsonrpc":"2.0","id":4,"method":2})")["id"] == 4);
  CHECK(code_of(refused(R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[1]})")) == -32602);
  CHECK(refused(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":7}})").contains("result"));
}

TEST_CASE("several messages in one are answered before 2025-06-18 and refused since") {
  AskedServer asked;
  const Json batch = {request("ping"), {{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}}, request("nonsense"), 5};
  for (const char* version : {"2024-11-05", "2025-03-26"}) {
    asked.ask(request("initialize", {{"protocolVersion", version}}));
    const Json answers = asked.ask(batch);
    REQUIRE(answers.size() == 3);
    CHECK(answers[0]["result"] == Json::object());
    CHECK(code_of(answers[1]) == -32601);
    CHECK(code_of(answers[2]) == -32600);
    CHECK(code_of(asked.ask(Json::array())) == -32600);
    CHECK(code_of(asked.ask(Json::array({request("initialize", {{"protocolVersion", version}})}))) == -32600);
    CHECK(code_of(asked.ask(Json::array({stateless("tools/list")}))) == -32600);
    CHECK(code_of(asked.ask(Json(std::vector<Json>(101, request("ping"))))) == -32600);
    CHECK_FALSE(asked.answer(R"([{"jsonrpc":"2.0","method":"notifications/initialized"}])").text);
  }
  for (const char* version : {"2025-06-18", "2025-11-25"}) {
    asked.ask(request("initialize", {{"protocolVersion", version}}));
    CHECK(code_of(asked.ask(batch)) == -32600);
  }
}

TEST_CASE("a request that brings its version is answered without a handshake") {
  AskedServer asked;
  const Json discovered = asked.ask(stateless("server/discover"))["result"];
  CHECK(discovered["supportedVersions"] == Json::array({"2026-07-28"}));
  CHECK(discovered["capabilities"] == Json{{"tools", Json::object()}});
  const Json listed = asked.ask(stateless("tools/list"))["result"];
  CHECK(listed["tools"].size() == 7);
  for (const Json& result : {discovered, listed}) {
    CHECK(result["resultType"] == "complete");
    CHECK(result["ttlMs"].is_number_unsigned());
    CHECK(result["cacheScope"] == "private");
    CHECK(result["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "dateline");
  }
  const Json called = asked.ask(stateless("tools/call", {{"name", "search"}, {"arguments", {{"query", "ferry"}}}}))["result"];
  CHECK(called["resultType"] == "complete");
  CHECK_FALSE(called.contains("ttlMs"));
  CHECK(asked.ask(request("tools/list"))["result"].size() == 1);  // the other era has none of that
}

TEST_CASE("the stateless era has no handshake, no ping and no levels") {
  AskedServer asked;
  for (const char* method : {"initialize", "ping", "logging/setLevel", "subscriptions/listen", "prompts/list"}) {
    const McpAnswer answer = asked.answer(stateless(method).dump());
    CHECK(code_of(Json::parse(*answer.text)) == -32601);
    CHECK(answer.http_status == 404);
  }
}

TEST_CASE("a stateless request that lacks what it has to bring is told what") {
  AskedServer asked;
  Json message = stateless("tools/list");
  message["params"]["_meta"].erase("io.modelcontextprotocol/clientCapabilities");
  const McpAnswer answer = asked.answer(message.dump());
  CHECK(answer.http_status == 400);
  const Json error = Json::parse(*answer.text)["error"];
  CHECK(error["code"] == -32602);
  CHECK(error["data"]["envelope"]["key"] == "io.modelcontextprotocol/clientCapabilities");
  message = stateless("tools/list");
  message["params"]["_meta"]["io.modelcontextprotocol/protocolVersion"] = 3;
  CHECK(code_of(asked.ask(message)) == -32602);
  message = stateless("tools/list");
  message["params"]["_meta"]["io.modelcontextprotocol/clientInfo"] = {{"name", "x"}};
  CHECK(code_of(asked.ask(message)) == -32602);
}

TEST_CASE("a version that is not spoken is answered with those that are") {
  AskedServer asked;
  for (const char* version : {"2027-01-01", "2025-11-25", "x"}) {
    const McpAnswer answer = asked.answer(stateless("server/discover", Json::object(), version).dump());
    CHECK(answer.http_status == 400);
    const Json error = Json::parse(*answer.text)["error"];
    CHECK(error["code"] == -32022);
    CHECK(error["data"] == Json{{"supported", {"2026-07-28"}}, {"requested", version}});
  }
}

TEST_CASE("headers have to say what the message says") {
  AskedServer asked;
  const Json call = stateless("tools/call", {{"name", "search"}, {"arguments", {{"query", "ferry"}}}});
  const auto answered = [&](const Json& message, const McpHeaders& headers) {
    const McpAnswer answer = asked.answer(message.dump(), &headers);
    const Json json = Json::parse(*answer.text);
    return json.contains("error") ? code_of(json) : answer.http_status;
  };
  CHECK(answered(call, {"2026-07-28", "tools/call", "search"}) == 200);
  CHECK(answered(call, {"2026-07-28", "tools/call", "=?base64?c2VhcmNo?="}) == 200);
  CHECK(answered(call, {"2026-07-28", "tools/call", "fetch"}) == -32020);
  CHECK(answered(call, {"2026-07-28", "tools/call", {}}) == -32020);
  CHECK(answered(call, {"2026-07-28", "tools/list", "search"}) == -32020);
  CHECK(answered(call, {"2026-07-28", {}, "search"}) == -32020);
  CHECK(answered(call, {"2025-11-25", "tools/call", "search"}) == -32020);
  CHECK(answered(call, {{}, "tools/call", "search"}) == -32020);
  CHECK(answered(stateless("tools/list"), {"2026-07-28", "tools/list", {}}) == 200);
  CHECK(answered(request("tools/list"), {"2026-07-28", "tools/list", {}}) == -32602);
  CHECK(answered(request("initialize", {{"protocolVersion", "2025-11-25"}}), {"2026-07-28", {}, {}}) == -32020);
  CHECK(answered(request("tools/list"), {"2025-11-25", {}, {}}) == 200);
  CHECK(answered(request("tools/list"), {{}, {}, {}}) == 200);
  CHECK(answered(request("tools/list"), {"2025-01-01", {}, {}}) == -32022);
  CHECK(answered(request("initialize", {{"protocolVersion", "2025-01-01"}}), {"2025-01-01", {}, {}}) == 200);
}

TEST_CASE("a tool that is not there is an error, wrong arguments are an answer the model can learn from") {
  AskedServer asked;
  const Json unknown = asked.call("delete_all", Json::object());
  CHECK(code_of(unknown) == -32602);
  CHECK(unknown["error"]["message"] == "unknown tool: delete_all");
  CHECK(code_of(asked.ask(request("tools/call", {{"arguments", Json::object()}}))) == -32602);
  CHECK(code_of(asked.call("search", Json::array())) == -32602);
  CHECK(asked.call("search", Json::object())["isError"] == true);
}
