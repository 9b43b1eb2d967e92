#include "server/elastic/filter_path.h"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {

std::string kept(const char* patterns) {
  static const Json body = Json::parse(R"({"took": 3, "hits": {"total": {"value": 2}, "hits": [{"_id": "1", "_source": {"title": "A", "n": 1}}, {"_id": "2", "_source": {"title": "B"}, "sort": [5]}]}, "timed_out": false})");
  return FilterPath(patterns).apply(body).dump();
}

}  // namespace

TEST_CASE("a filter path keeps what it names, with all below it") {
  CHECK(kept("took") == R"({"took":3})");
  CHECK(kept("hits.total") == R"({"hits":{"total":{"value":2}}})");
  CHECK(kept("took,hits.hits._id") == R"({"took":3,"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}})");
  CHECK(kept("hits.hits._source.n") == R"({"hits":{"hits":[{"_source":{"n":1}}]}})");
  CHECK(kept("hits.hits.sort") == R"({"hits":{"hits":[{"sort":[5]}]}})");
  CHECK(kept("nothing") == "{}");
}

TEST_CASE("a star stands for a key, two stars for any keys") {
  CHECK(kept("t*") == R"({"took":3,"timed_out":false})");
  CHECK(kept("*.total.value") == R"({"hits":{"total":{"value":2}}})");
  CHECK(kept("**.title") == R"({"hits":{"hits":[{"_source":{"title":"A"}},{"_source":{"title":"B"}}]}})");
  CHECK(kept("hits.**._id") == R"({"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}})");
}

TEST_CASE("a minus takes away") {
  CHECK(kept("-hits") == R"({"took":3,"timed_out":false})");
  CHECK(kept("hits.hits,-**._source") == R"({"hits":{"hits":[{"_id":"1"},{"_id":"2","sort":[5]}]}})");
}

TEST_CASE("without a path all is kept") { CHECK(kept("") == kept("*")); }
