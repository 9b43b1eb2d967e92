// What a database says of itself, for people and for programs.
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "common/store/status_text.h"

namespace dateline {
namespace {

DatabaseStatus sample() {
  DatabaseStatus status;
  status.path = "/news";
  status.uuid = "1234";
  status.format_version = 1;
  status.analysis_version = 2;
  status.generation = 3;
  status.revision = 4;
  status.articles = 500;
  status.undated = 6;
  status.first_day = "2023-12-31";
  status.last_day = "2024-03-14";
  status.languages = {{"en", 400}, {"de", 100}};
  status.files = 70;
  status.bytes_on_disk = 8'100'000;
  return status;
}

std::string printed(const DatabaseStatus& status) {
  std::ostringstream out;
  print_status({status}, out);
  return out.str();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the status tells people of articles, dates, languages, files and size", "[status]") {
  const std::string text = printed(sample());
  CAPTURE(text);
  for (const char* part : {"/news\n", "500 (6 without a date)", "2023-12-31 to 2024-03-14", "en 400, de 100\n", "70\n", "8.1 MB",
                           "format 1, analysis 2, generation 3, revision 4", "1234"})
    CHECK(contains(text, part));
  CHECK_FALSE(contains(text, "in part"));
}

TEST_CASE("files half read are told with what to do", "[status]") {
  DatabaseStatus status = sample();
  status.partial_files = 2;
  CHECK(contains(printed(status), "70 (2 read in part: run the indexer again)"));
}

TEST_CASE("a path cannot drive the terminal", "[status]") {
  DatabaseStatus status = sample();
  status.path = "/news\x1B[2J";
  CHECK_FALSE(contains(printed(status), "\x1B"));
}

TEST_CASE("the status is JSON for programs, without days where no article has one", "[status]") {
  CHECK(status_json({sample()}) ==
        R"({"schema":"dateline.status/1","databases":[{"name":"news","path":"/news","uuid":"1234","format_version":1,"analysis_version":2,"analysis":"","positions":"","generation":3,"revision":4,)"
        R"("articles":500,"undated":6,"first_day":"2023-12-31","last_day":"2024-03-14","languages":{"en":400,"de":100},"files":70,"partial_files":0,)"
        R"("aliases":0,"bytes_on_disk":8100000}]})");
  DatabaseStatus empty;
  CHECK(contains(status_json({empty}), R"("first_day":null,"last_day":null)"));
  CHECK(status_json({}) == R"({"schema":"dateline.status/1","databases":[]})");
}

}  // namespace dateline
