#include "indexer/report.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace dateline {
namespace {

std::string printed(const Report& report) {
  std::ostringstream out;
  print_report(report, out);
  return out.str();
}

}  // namespace

TEST_CASE("reasons are counted without what differs from file to file", "[report]") {
  Report report;
  report.skip({"/a", 1, "not JSON: at byte 17"});
  report.skip({"/b", 2, "not JSON: at byte 30"});
  report.skip({"/c", 0, "empty file"});
  CHECK(report.skipped == 3);
  CHECK(report.skipped_by_reason == std::map<std::string, std::uint64_t>{{"empty file", 1}, {"not JSON", 2}});
}

TEST_CASE("a report says what was done, and leaves out what was not", "[report]") {
  Report report;
  report.files_read = 2;
  report.articles_read = 1234;
  report.added = 1234;
  report.seconds = 2;
  report.text_bytes = 5'000'000;
  report.articles_in_database = 5678;
  CHECK(printed(report) ==
        "Indexed 1,234 articles from 2 files (2.0 s, 2.5 MB/s of text).\n"
        "  1,234 new\n"
        "The database holds 5,678 articles.\n");
}

TEST_CASE("one of anything is not called many", "[report]") {
  Report report;
  report.files_read = report.articles_read = report.files_unchanged = report.files_resumed = report.articles_in_database = 1;
  const std::string text = printed(report);
  CHECK_THAT(text, Catch::StartsWith("Indexed 1 article from 1 file ("));
  CHECK_THAT(text, Catch::Contains("  1 file unchanged since the last run: not read\n"));
  CHECK_THAT(text, Catch::Contains("  1 file read on from where"));
  CHECK_THAT(text, Catch::Contains("The database holds 1 article.\n"));
}

TEST_CASE("an empty report has no rate", "[report]") {
  CHECK(printed(Report()) == "Indexed 0 articles from 0 files.\nThe database holds 0 articles.\n");
}

TEST_CASE("a run in no time at all has no rate of infinity", "[report]") {
  Report report;
  report.articles_read = 1;
  report.text_bytes = 100;
  CHECK_THAT(printed(report), Catch::Contains("(0.0 s, 0.0 MB/s of text)"));
}

TEST_CASE("every count has a line of its own", "[report]") {
  Report report;
  report.added = 11, report.replaced = 12, report.unchanged = 13, report.kept_newer = 14, report.renamed = 15, report.repeated = 16, report.empty = 17, report.undated = 18, report.removed = 19;
  report.skip({"/a", 0, "not text: PDF document"});
  report.interrupted = true;
  const std::string text = printed(report);
  for (const char* line : {"  11 new", "  12 replaced", "  13 already there", "  14 older", "  15 whose id", "  16 with an id", "  17 without title", "  18 without a date", "  19 removed", "  1 skipped: not text\n",
                           "Interrupted: "})
    CHECK_THAT(text, Catch::Contains(line));
}

TEST_CASE("a dry run says what it would do, and nothing of the database", "[report]") {
  Report report;
  report.dry_run = true;
  CHECK(printed(report) == "Would index 0 articles from 0 files.\n");
}

TEST_CASE("a report as JSON holds every count", "[report]") {
  Report report;
  report.files_found = 1, report.files_unchanged = 2, report.files_read = 3, report.files_resumed = 4, report.articles_read = 5, report.added = 6, report.replaced = 7, report.unchanged = 8;
  report.kept_newer = 9, report.renamed = 10, report.repeated = 11, report.empty = 12, report.undated = 13, report.removed = 14, report.text_bytes = 15, report.articles_in_database = 16;
  report.interrupted = true;
  report.skip({"/a", 0, "bad \xFF byte"});
  const nlohmann::json json = nlohmann::json::parse(report_json(report));
  CHECK(json["schema"] == "dateline.report/1");
  CHECK(json["files_found"] == 1);
  CHECK(json["files_unchanged"] == 2);
  CHECK(json["files_read"] == 3);
  CHECK(json["files_resumed"] == 4);
  CHECK(json["articles_read"] == 5);
  CHECK(json["added"] == 6);
  CHECK(json["replaced"] == 7);
  CHECK(json["unchanged"] == 8);
  CHECK(json["kept_newer"] == 9);
  CHECK(json["renamed"] == 10);
  CHECK(json["repeated"] == 11);
  CHECK(json["empty"] == 12);
  CHECK(json["undated"] == 13);
  CHECK(json["removed"] == 14);
  CHECK(json["skipped"] == 1);
  CHECK(json["text_bytes"] == 15);
  CHECK(json["articles_in_database"] == 16);
  CHECK(json["interrupted"] == true);
  CHECK(json["dry_run"] == false);
  CHECK(json["skipped_by_reason"].size() == 1);
  CHECK(report_json(report).find('\n') == std::string::npos);
}

TEST_CASE("a problem is told with its path, its record and its reason, safe for a terminal", "[report]") {
  CHECK(describe({"/news/a.jsonl", 3, "not JSON"}) == "/news/a.jsonl: record 3: not JSON");
  CHECK(describe({"/news/a.pdf", 0, "not text: PDF document"}) == "/news/a.pdf: not text: PDF document");
  const std::string odd = describe({"/news/\x1B[31mred\nline\xFF", 0, "empty file"});
  CHECK(odd.find('\x1B') == std::string::npos);
  CHECK(odd.find('\n') == std::string::npos);
  CHECK(odd.find('\xFF') == std::string::npos);
}

}  // namespace dateline
