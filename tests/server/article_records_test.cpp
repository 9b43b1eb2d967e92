#include "server/native/article_records.h"

#include <catch2/catch.hpp>

#include "server/http/http_error.h"

using namespace dateline;

namespace {

std::vector<std::string> bytes_of(const std::string& body) {
  std::vector<std::string> all;
  for (const Record& record : article_records(body)) all.push_back(record.problem.empty() ? record.bytes : "! " + record.problem);
  return all;
}

}  // namespace

TEST_CASE("articles come a line each, as a list, or as one object over several lines") {
  CHECK(bytes_of("{\"a\":1}\n\n  \n{\"b\":2}\r\n") == std::vector<std::string>{"{\"a\":1}", "{\"b\":2}\r"});
  CHECK(bytes_of(" [{\"a\":1},\n {\"b\":[2]}]") == std::vector<std::string>{"{\"a\":1}", "{\"b\":[2]}"});
  CHECK(bytes_of("{\n \"a\": 1\n}\n").size() == 1);
  CHECK(bytes_of(" \n\t").empty());
}

TEST_CASE("a broken line is one record and leaves the others alone") {
  CHECK(bytes_of("{\"a\":1\n{\"b\":2}") == std::vector<std::string>{"{\"a\":1", "{\"b\":2}"});
}

TEST_CASE("a list that is broken is refused as a whole, an element that is no article by itself") {
  CHECK_THROWS_AS(article_records("[{\"a\":1}, {\"b\""), HttpError);
  CHECK(bytes_of("[{\"a\":1}, 5]") == std::vector<std::string>{"{\"a\":1}", "! not a JSON object"});
}

TEST_CASE("a request of very many records is refused before they take up memory") {
  std::string lines;
  for (std::size_t i = 0; i <= kMostRecords; ++i) lines += "1\n";
  CHECK_THROWS_WITH(article_records(lines), Catch::Contains("send them in several"));
}
