// Searches that may not take longer than a while: the same answers within it, an error beyond.
#include "query/search_session.h"
#include "structured_news.h"

namespace dateline {
namespace {

const std::vector<std::string> kQueries{"ferry", "\"ferry council\"", "harbor NEAR/3 storm", "\"harbor market\" OR \"river train\" storm", "ferry -\"bridge market\"", "\"no such thing\"", "har* OR \"train museum\" OR m*", "=\"harbor ferry\"",
                                        "harbor OR ferry OR council OR budget OR storm OR bridge OR market OR school OR river OR train OR museum OR orchard OR har* OR bri*"};

TEST_CASE("a search with time enough finds what one without a limit finds, scored alike") {
  Searcher limited({news()}), unlimited({news()});
  limited.session().limit_time(std::chrono::hours(1));
  for (const std::string& query : kQueries) {
    INFO(query);
    for (int again = 0; again < 2; ++again) {
      const Result expected = unlimited.search(request_for(query)), found = limited.search(request_for(query));
      CHECK(found.total.value == expected.total.value);
      REQUIRE(ids_of(found) == ids_of(expected));
      for (std::size_t i = 0; i < found.hits.size(); ++i) CHECK(found.hits[i].score == Approx(expected.hits[i].score));
    }
  }
}

TEST_CASE("a search that has no time left is an error, and the next one has its own") {
  Searcher searcher({news()});
  searcher.session().limit_time(std::chrono::seconds(0));
  for (const std::string query : {"\"ferry council\"", "harbor NEAR/3 storm", "=\"harbor ferry\"", "ferry -\"bridge market\""}) {
    INFO(query);
    try {
      searcher.search(request_for(query));
      FAIL("it took any time");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      CHECK(std::string(error.what()).find("took too long") != std::string::npos);
    }
  }
  searcher.session().limit_time(std::chrono::hours(1));
  CHECK(searcher.search(request_for("\"ferry council\"")).total.value > 0);
}

TEST_CASE("structured searches end with their time as well") {
  StructuredRequest request;
  request.query.kind = ClauseKind::phrase;
  request.query.text = "ferry council";
  Searcher searcher({news()});
  searcher.session().limit_time(std::chrono::seconds(0));
  CHECK_THROWS_AS(StructuredSearcher(searcher).search(request), Error);
  searcher.session().limit_time(std::chrono::hours(1));
  CHECK(StructuredSearcher(searcher).search(request).total.value > 0);
}

TEST_CASE("an export takes the time it needs") {
  Searcher searcher({news()});
  searcher.session().limit_time(std::chrono::seconds(0));
  std::size_t taken = 0;
  searcher.each(request_for("\"ferry council\""), [&](const Article&) { return ++taken > 0; });
  CHECK(taken == Searcher({news()}).search(request_for("\"ferry council\"")).total.value);
}

}  // namespace
}  // namespace dateline
