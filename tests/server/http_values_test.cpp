#include <zlib.h>

#include <catch2/catch.hpp>

#include "common/error.h"
#include "server/http/content_coding.h"
#include "server/http/tokens.h"
#include "server/http/url.h"
#include "server/service/databases.h"

using namespace dateline;

namespace {

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

HttpRequest coded(const std::string& coding, std::string body) {
  HttpRequest request;
  request.headers = {{"content-encoding", coding}};
  request.body = std::move(body);
  return request;
}

std::optional<Grant> granted(const Tokens& tokens, const std::string& header) {
  HttpRequest request;
  if (!header.empty()) request.headers = {{"authorization", header}};
  return tokens.grant_of(request);
}

bool anything(std::size_t) { return true; }

}  // namespace

TEST_CASE("a query string is read as forms write it") {
  CHECK(*read_query_string("a=1&b=x+y%20z&a=2&&c") == NamedValues{{"a", "1"}, {"b", "x y z"}, {"a", "2"}, {"c", ""}});
  CHECK_FALSE(read_query_string("a=%4"));
  CHECK_FALSE(read_query_string("a=%c3%28"));
  CHECK(*percent_decoded(percent_encoded("ä/ ?&+%"), false) == "ä/ ?&+%");
}

TEST_CASE("a gzip body is unpacked, however many members it has") {
  HttpRequest request = coded("gzip", gzipped("one ") + gzipped("two"));
  CHECK(undo_content_coding(request, 100, anything) == Unpacked::whole);
  CHECK(request.body == "one two");
}

TEST_CASE("a body that is longer unpacked than allowed, cut short or no gzip at all is refused") {
  HttpRequest bomb = coded("gzip", gzipped(std::string(10'000'000, 'x')));
  CHECK(undo_content_coding(bomb, 1'000'000, anything) == Unpacked::too_long);
  HttpRequest cut = coded("gzip", gzipped("a text of some length").substr(0, 20));
  CHECK(undo_content_coding(cut, 1000, anything) == Unpacked::broken);
  HttpRequest plain = coded("gzip", "{}");
  CHECK(undo_content_coding(plain, 1000, anything) == Unpacked::broken);
  HttpRequest brotli = coded("br", "{}");
  CHECK(undo_content_coding(brotli, 1000, anything) == Unpacked::unknown);
}

TEST_CASE("a body is not unpacked beyond what all requests may hold together") {
  HttpRequest bomb = coded("gzip", gzipped(std::string(10'000'000, 'x')));
  std::size_t held = 0;
  CHECK(undo_content_coding(bomb, 100'000'000, [&](std::size_t more) { return (held += more) < 2'000'000; }) == Unpacked::too_much);
  CHECK(held < 3'000'000);
}

TEST_CASE("a token gives what its line says, however it is shown") {
  const Tokens tokens = Tokens::from_text("# of the dashboard\n0123456789abcdef read news,wire\n\nfedcba9876543210\twrite\n", "tokens");
  const std::optional<Grant> reader = granted(tokens, "Bearer 0123456789abcdef");
  REQUIRE(reader);
  CHECK((reader->read && !reader->write));
  CHECK((reader->covers("wire") && !reader->covers("other")));
  const std::optional<Grant> writer = granted(tokens, "bearer  fedcba9876543210");
  REQUIRE(writer);
  CHECK((writer->read && writer->write && writer->covers("anything")));
  CHECK(granted(tokens, "Basic dXNlcjowMTIzNDU2Nzg5YWJjZGVm"));   // user:0123456789abcdef
  CHECK(granted(tokens, "ApiKey aWQ6MDEyMzQ1Njc4OWFiY2RlZg=="));  // id:0123456789abcdef
  for (const char* wrong : {"", "Bearer", "Bearer ", "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Digest 0123456789abcdef", "0123456789abcdef", "Basic !!!", "Bearer 0123456789abcdef0123456789abcdef"})
    CHECK_FALSE(granted(tokens, wrong));
}

TEST_CASE("a token file that cannot be meant is refused with its line") {
  const auto refused = [](const char* text) -> std::string {
    try {
      Tokens::from_text(text, "tokens");
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  CHECK(refused("short read\n") == "tokens: line 1: the token is shorter than 16 bytes; a line is: TOKEN read|write [DATABASE,...]");
  CHECK(refused("\n0123456789abcdef admin\n").find("line 2: 'admin' is neither read nor write") != std::string::npos);
  CHECK(refused("0123456789abcdef read a b\n").find("something after the databases") != std::string::npos);
  CHECK(refused("# nothing\n").find("holds no token") != std::string::npos);
}

TEST_CASE("a database is not called like a path of the server, nor so that a folder elsewhere is meant") {
  for (const char* bad : {"", "..", ".hidden", "_all", "-x", "a/b", "a b", "News", "search", "articles", "a,b", "a*", "mcp"}) CHECK(fault_of_name(bad) != "");
  for (const char* good : {"news", "wire-2024.03", "zeitung_ä"}) CHECK(fault_of_name(good) == "");
}
