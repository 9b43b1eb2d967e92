// Pages out of web archives.
#include <catch2/catch.hpp>
#include <string>

#include "indexer/readers/http_body.h"
#include "indexer/readers/warc.h"
#include "records.h"
#include "tests/packed.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

const std::string kPage = "<html><head><title>Ferry sails again</title></head><body><p>The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm.</p></body></html>";

std::string record(const std::string& type, const std::string& block, const std::string& more = "", const std::string& content = "application/http; msgtype=response") {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: https://courier.example/2024/ferry\r\nWARC-Date: 2024-12-31T10:00:00Z\r\nContent-Type: " + content + "\r\n" + more +
         "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string response(const std::string& body, const std::string& fields = "Content-Type: text/html; charset=utf-8\r\n", const std::string& status = "200 OK") {
  return record("response", "HTTP/1.1 " + status + "\r\n" + fields + "\r\n" + body);
}

}  // namespace

TEST_CASE("only pages that were found are records of a web archive", "[warc]") {
  const std::string archive = record("warcinfo", "software: x\r\n", "", "application/warc-fields") + record("request", "GET / HTTP/1.1\r\n\r\n", "", "application/http; msgtype=request") + response(kPage) +
                              response("gone", "Content-Type: text/html\r\n", "404 Not Found") + response("\xFF\xD8", "Content-Type: image/jpeg\r\n") + record("revisit", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") +
                              response("<p>x", "content-type:application/xhtml+xml\r\n") + response("<p>untyped", "") + record("response", "HTTP/1.1 200\r\n\r\n<p>identified", "WARC-Identified-Payload-Type: text/html\r\n");
  const std::vector<Record> records = records_of(archive, "crawl.warc");
  REQUIRE(records.size() == 3);
  CHECK(records[0].number == 1);
  CHECK(records[2].number == 3);
  for (std::size_t chunk : {1, 3, 100}) CHECK(pieces_of(archive, "crawl.warc", {}, chunk) == pieces_of(archive, "crawl.warc"));
}

TEST_CASE("a page of a web archive has the address it was fetched from", "[warc]") {
  const std::vector<ParsedRecord> parsed = parsed_of(response(kPage) + response("<link rel=canonical href='https://courier.example/canonical'>" + kPage), "crawl-20240101.warc");
  REQUIRE(parsed.size() == 2);
  CHECK(parsed[0].article->title == "Ferry sails again");
  CHECK(parsed[0].article->url == "https://courier.example/2024/ferry");
  CHECK(parsed[0].article->published.empty());
  CHECK(parsed[1].article->url == "https://courier.example/canonical");
}

TEST_CASE("the head of a record says what it is", "[warc]") {
  const auto head = read_warc_head("WARC/1.1\r\nwarc-type: response\r\nWARC-Target-URI: <https://a.example/>\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: 12\r\n\r\nHTTP/1.1 200");
  REQUIRE(head);
  CHECK(head->is_response);
  CHECK(head->url == "https://a.example/");
  CHECK(head->length == 12);
  CHECK_FALSE(read_warc_head("WARC/1.0\r\nContent-Length: many\r\n\r\n"));
  CHECK_FALSE(read_http_head("no response"));
  CHECK(read_http_head("HTTP/2 200\r\nContent-Type: Text/HTML; Charset=\"ISO-8859-1\"\r\n\r\n")->charset == "iso-8859-1");
}

TEST_CASE("the charset of the HTTP head counts", "[warc]") {
  const Article article = *parsed_of(response("<title>\xD4\xE5\xF0\xF0\xE8</title>", "Content-Type: text/html; charset=windows-1251\r\n"), "a.warc").at(0).article;
  CHECK(article.title == "\u0424\u0435\u0440\u0440\u0438");
}

TEST_CASE("chunks and compression of the response are undone", "[warc]") {
  const std::string text = "The ferry sails. The ferry sails.";
  CHECK(decode_http_body("5\r\nThe f\r\n4;x=y\r\nerry\r\n0\r\n\r\n", "chunked", "").bytes == "The ferry");
  CHECK(decode_http_body("5\r\nThe f\r\n8\r\ncut", "chunked", "").bytes == "The fcut");
  CHECK(decode_http_body("<html>not in chunks", "chunked", "").bytes == "<html>not in chunks");
  CHECK(decode_http_body(deflated(text), "", "gzip").bytes == text);
  CHECK(decode_http_body(deflated(text, kZlib), "", "deflate").bytes == text);
  CHECK(decode_http_body(deflated(text, kRawDeflate), "", "deflate").bytes == text);
  CHECK(decode_http_body("<html>undone already", "", "gzip").bytes == "<html>undone already");
  CHECK(decode_http_body(deflated(text).substr(0, 20), "", "gzip").problem.empty());
  CHECK_FALSE(decode_http_body("\x1f\x8b" "nonsense", "", "gzip").problem.empty());
  CHECK_FALSE(decode_http_body("\x0B\x02\x80", "", "br").problem.empty());
  CHECK(decode_http_body("<html>", "", "br").bytes == "<html>");
}

TEST_CASE("a response that unpacks without end is a page too large", "[warc]") {
  const std::string bomb = deflated(std::string(std::size_t{100} << 20, 'x'));
  const ParsedRecord parsed = parsed_of(response(bomb, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"), "a.warc").at(0);
  CHECK_THAT(parsed.problem, Catch::Contains("too large"));
}

TEST_CASE("an archive that was cut short or has rubbish in it goes on", "[warc]") {
  CHECK(pieces_of(response(kPage) + "rubbish\r\n\r\nmore" + "\r\n" + response("<p>x"), "a.warc").size() == 2);
  CHECK(pieces_of(response(kPage).substr(0, 400), "a.warc").size() == 1);
  CHECK(pieces_of("WARC/1.0\r\nWARC-Type: response\r\n\r\n" + response(kPage), "a.warc").size() == 2);
  const Strings large = pieces_of(response(std::string(5000, 'x')) + response("<p>x"), "a.warc", {2000});
  REQUIRE(large.size() == 2);
  CHECK_THAT(large[0], Catch::StartsWith("! page too large"));
}

}  // namespace dateline
