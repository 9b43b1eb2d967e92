// JSON-LD as pages have it.
#include <catch2/catch.hpp>
#include <string>

#include "indexer/extraction/json_ld.h"

namespace dateline {
namespace {

std::string headline(const std::string& script) {
  JsonLd data;
  data.add(script);
  return data.text("headline");
}

}  // namespace

TEST_CASE("JSON-LD that is slightly broken is read", "[json-ld]") {
  for (const char* script : {"<!-- {\"@type\":\"Article\",\"headline\":\"Ferry\"} -->", "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Ferry\"}\n//]]>",
                             "{\"@type\":\"Article\",\"headline\":\"Ferry\",}", "{\"@type\":\"Article\",\"tags\":[\"a\",\"b\",],\"headline\":\"Ferry\"};",
                             "{\"@type\":\"Article\",\"description\":\"two\nlines\tand a tab\",\"headline\":\"Ferry\"}"}) {
    CAPTURE(script);
    CHECK(headline(script) == "Ferry");
  }
  CHECK(headline("{\"@type\":\"Article\",\"headline\":").empty());
}

TEST_CASE("the first script with an article counts", "[json-ld]") {
  JsonLd data;
  data.add(R"({"@type":"Organization","name":"Harbor Courier"})");
  data.add(R"({"@type":"NewsArticle","headline":"Ferry"})");
  data.add(R"({"@type":"NewsArticle","headline":"Another"})");
  CHECK(data.text("headline") == "Ferry");
}

TEST_CASE("an author named by reference is found", "[json-ld]") {
  JsonLd data;
  data.add(R"({"@graph":[{"@type":"Article","author":{"@id":"#ann"}},{"@type":"Person","@id":"#ann","name":"Ann Lee"}]})");
  REQUIRE(data.names("author").size() == 1);
  CHECK(data.names("author")[0].name == "Ann Lee");
}

TEST_CASE("organisations are told from persons", "[json-ld]") {
  JsonLd data;
  data.add(R"({"@type":"Article","author":[{"@type":"Organization","name":"Coast Agency"},{"@type":"Person","name":["Ann Lee","Tom Day"]}]})");
  const auto names = data.names("author");
  REQUIRE(names.size() == 3);
  CHECK(names[0].organization);
  CHECK_FALSE(names[1].organization);
  CHECK(names[2].name == "Tom Day");
}

TEST_CASE("markup and character references in fields are resolved, even twice escaped", "[json-ld]") {
  CHECK(headline(R"({"@type":"Article","headline":"Ferry &amp; bridge&#8217;s <b>end</b>"})") == "Ferry & bridge’s end");
  CHECK(without_markup("&amp;#039;Ferry&amp;#039;") == "'Ferry'");
  CHECK(without_markup("5 < 7 & 3") == "5 < 7 & 3");
}

}  // namespace dateline
