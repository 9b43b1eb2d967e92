#include <catch2/catch.hpp>

#include "server/elastic/error.h"

namespace dateline {

TEST_CASE("an error of the Elasticsearch API has its type and reason twice, and the status") {
  CHECK(illegal_argument("no").body().dump() ==
        R"({"error":{"root_cause":[{"type":"illegal_argument_exception","reason":"no"}],"type":"illegal_argument_exception","reason":"no"},"status":400})");
  const auto missing = index_not_found("x").body();
  CHECK(missing["status"] == 404);
  CHECK(missing["error"]["index"] == "x");
  CHECK(missing["error"]["root_cause"][0]["resource.id"] == "x");
}

TEST_CASE("an error found out while searching says that all shards failed, and why") {
  const auto body = ElasticError(404, "search_context_missing_exception", "gone").in_search_phase().body();
  CHECK(body["status"] == 404);
  CHECK(body["error"]["type"] == "search_phase_execution_exception");
  CHECK(body["error"]["root_cause"][0]["type"] == "search_context_missing_exception");
  CHECK(body["error"]["failed_shards"][0]["reason"]["reason"] == "gone");
}

TEST_CASE("what the library and the server throw keeps its words") {
  const auto as_elastic = [](auto thrown) {
    try {
      throw thrown;
    } catch (...) {
      return current_elastic_error();
    }
  };
  CHECK(as_elastic(Error(ErrorKind::usage, "what?")).status() == 400);
  CHECK(as_elastic(Error(ErrorKind::database, "damaged")).status() == 503);
  CHECK(as_elastic(Error(ErrorKind::usage, "what?")).type() == "illegal_argument_exception");
  const auto missing = as_elastic(HttpError(404, "index_not_found_exception", "no such index [x]")).body();
  CHECK(missing["error"]["type"] == "index_not_found_exception");
  CHECK(missing["error"]["index"] == "x");
  CHECK(as_elastic(illegal_argument("no")).body()["error"]["reason"] == "no");
  CHECK(elastic_error(index_not_found("x")).body.find("resource.id") != std::string::npos);
  CHECK(elastic_error(HttpError(429, "busy", "later")).status == 429);
}

}  // namespace dateline
