#include "indexer/pipeline.h"

#include <sys/resource.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "child.h"
#include "indexed.h"
#include "made_up_articles.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("a first run takes everything in", "[pipeline]") {
  const Scratch scratch;
  const std::string a = scratch.write("news/a.jsonl", line("a1", "One.") + line("a2", "Two."));
  scratch.write("news/b.txt", "Ferry sails again\n\nIt has sailed across the estuary since Monday, and nobody was surprised by that.\n");
  Indexed database(scratch);
  const Report report = database.index({scratch / "news"});
  CHECK(report.files_found == 2);
  CHECK(report.files_read == 2);
  CHECK(report.articles_read == 3);
  CHECK(report.added == 3);
  CHECK(report.undated == 3);
  CHECK(report.skipped == 0);
  CHECK(report.articles_in_database == 3);
  CHECK_FALSE(report.interrupted);
  CHECK(database.ids() == Ids{"a1", "a2", "b.txt"});
  CHECK(database.articles().at("b.txt").path == scratch / "news/b.txt");
  CHECK(database.files() == 2);
  const auto entry = database.manifest(a);
  REQUIRE(entry);
  CHECK(entry->records == 2);
  CHECK(entry->skipped == 0);
  CHECK_FALSE(entry->partial);
  CHECK(entry->reading == 1);
  CHECK(entry->raw_bytes == fs::file_size(a));
  CHECK(entry->root == scratch / "news");
  CHECK(database.faults().empty());
}

TEST_CASE("a second run changes nothing and leaves no new revision", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One.") + "not json\n");
  scratch.write("news/b.pdf", "%PDF-1.4");
  scratch.write("news/c.txt", "");
  scratch.write("news/d.csv", "1,2,3\n");
  Indexed database(scratch);
  CHECK(database.index({scratch / "news"}).skipped == 4);
  const auto revision = database.revision();
  const Report report = database.index({scratch / "news"});
  CHECK(database.revision() == revision);
  CHECK(report.files_read == 0);
  CHECK(report.files_unchanged == 4);
  CHECK(report.articles_read == 0);
  CHECK(report.skipped == 0);
}

TEST_CASE("a changed file replaces its articles; what it no longer has goes", "[pipeline]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", line("a1", "One.") + line("a2", "Two.") + line("a3", "Three."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.write("news/a.jsonl", line("a1", "One.") + line("a3", "Three changed.") + line("a4", "Four."));
  const Report report = database.index({scratch / "news"});
  CHECK(report.articles_read == 3);
  CHECK(report.unchanged == 1);
  CHECK(report.replaced == 1);
  CHECK(report.added == 1);
  CHECK(report.removed == 1);
  CHECK(database.ids() == Ids{"a1", "a3", "a4"});
  CHECK(database.body("a3") == "Three changed.");
  CHECK(database.manifest(path)->reading == 2);
  CHECK(database.origins("a1").size() == 1);
  CHECK(database.faults().empty());
}

TEST_CASE("a file that was only touched is not read as new", "[pipeline]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", line("a1", "One."));
  age(path, 1000);
  Indexed database(scratch);
  database.index({scratch / "news"});
  age(path, 500);
  const auto revision = database.revision();
  const Report report = database.index({scratch / "news"});
  CHECK(report.files_unchanged == 1);
  CHECK(report.articles_read == 0);
  CHECK(database.revision() == revision);
}

TEST_CASE("a change of the same size shortly after the run is seen", "[pipeline]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", line("a1", "Old words."));
  const auto time = fs::last_write_time(path);
  Indexed database(scratch);
  database.index({scratch / "news"});
  CHECK(database.manifest(path)->racy);
  scratch.write("news/a.jsonl", line("a1", "New words."));
  fs::last_write_time(path, time);  // as a clock of a second would show it
  CHECK(database.index({scratch / "news"}).replaced == 1);
  CHECK(database.body("a1") == "New words.");
}

TEST_CASE("a file older than two seconds is known by size and time alone", "[pipeline]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", line("a1", "Old words."));
  age(path);
  const auto time = fs::last_write_time(path);
  Indexed database(scratch);
  database.index({scratch / "news"});
  CHECK_FALSE(database.manifest(path)->racy);
  scratch.write("news/a.jsonl", line("a1", "New words."));
  fs::last_write_time(path, time);
  CHECK(database.index({scratch / "news"}).files_unchanged == 1);
}

TEST_CASE("a file that grew is read on from where it ended", "[pipeline]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", made_up(500));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.append("news/a.jsonl", made_up(3, 500));
  const Report report = database.index({scratch / "news"});
  CHECK(report.articles_read == 3);
  CHECK(report.files_resumed == 1);
  CHECK(report.added == 3);
  CHECK(report.removed == 0);
  CHECK(database.ids().size() == 503);
  CHECK(database.manifest(path)->records == 503);
  CHECK(database.manifest(path)->reading == 1);
}

TEST_CASE("a file that ended within a line is read anew when it grows", "[pipeline]") {
  const Scratch scratch;
  const std::string two = line("a2", "Two.");
  scratch.write("news/a.jsonl", line("a1", "One.") + two.substr(0, 20));
  Indexed database(scratch);
  const Report first = database.index({scratch / "news"});
  CHECK(first.added == 1);
  CHECK(first.skipped == 1);
  scratch.append("news/a.jsonl", two.substr(20));
  const Report second = database.index({scratch / "news"});
  CHECK(second.skipped == 0);
  CHECK(database.ids() == Ids{"a1", "a2"});
  CHECK(database.body("a2") == "Two.");
}

TEST_CASE("a file that lost its end is read anew", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One.") + line("a2", "Two."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.write("news/a.jsonl", line("a1", "One."));
  const Report report = database.index({scratch / "news"});
  CHECK(report.removed == 1);
  CHECK(database.ids() == Ids{"a1"});
}

TEST_CASE("a file that became empty loses its articles", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.write("news/a.jsonl", "");
  const Report report = database.index({scratch / "news"});
  CHECK(report.skipped == 1);
  CHECK(report.removed == 1);
  CHECK(database.ids().empty());
}

TEST_CASE("a record that changed in the middle of a grown file is seen", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One.") + line("a2", "Two."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.write("news/a.jsonl", line("a1", "Uno.") + line("a2", "Two.") + line("a3", "Three."));
  CHECK(database.index({scratch / "news"}).replaced == 1);
  CHECK(database.body("a1") == "Uno.");
  CHECK(database.ids().size() == 3);
}

TEST_CASE("a text or page that grew is one article still", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "Ferry sails again\n\nIt has sailed across the estuary since Monday, and nobody was surprised by that.\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.append("news/a.txt", "\nOn Tuesday it sailed again, and the mayor waved from the landing stage to all of its passengers.\n");
  CHECK(database.index({scratch / "news"}).replaced == 1);
  CHECK(database.ids() == Ids{"a.txt"});
  CHECK_THAT(database.body("a.txt"), Catch::Contains("Tuesday"));
}

TEST_CASE("a bad record is counted by its reason and told with its number", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One.") + "not json\n[1]\n" + line("a2", "Two."));
  Indexed database(scratch);
  std::vector<std::string> told;
  IndexOptions options;
  options.on_problem = [&](const Problem& problem) { told.push_back(fs::path(problem.path).filename().string() + " " + std::to_string(problem.record) + " " + problem.reason); };
  const Report report = database.index(discover({scratch / "news"}, ""), options);
  CHECK(report.skipped == 2);
  CHECK(report.skipped_by_reason == std::map<std::string, std::uint64_t>{{"not JSON", 1}, {"not a JSON object", 1}});
  CHECK(told == std::vector<std::string>{"a.jsonl 2 not JSON", "a.jsonl 3 not a JSON object"});
  CHECK(database.manifest(scratch / "news/a.jsonl")->records == 4);
  CHECK(database.manifest(scratch / "news/a.jsonl")->skipped == 2);
}

TEST_CASE("a file that vanishes between finding and reading is a problem, and what it gave before stays", "[pipeline]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", line("a1", "One."));
  scratch.write("news/b.jsonl", line("b1", "One."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.append("news/a.jsonl", line("a2", "Two."));
  const Discovery found = discover({scratch / "news"}, "");
  fs::remove(path);
  const Report report = database.index(found, {});
  CHECK(report.skipped == 1);
  CHECK(report.files_unchanged == 1);
  CHECK(database.ids() == Ids{"a1", "b1"});
}

TEST_CASE("the source given is for articles that do not name theirs", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One.") + line("a2", "Two.", ",\"source\":\"Ledger\""));
  Indexed database(scratch);
  IndexOptions options;
  options.source_name = "Courier";
  database.index(discover({scratch / "news"}, ""), options);
  CHECK(database.articles().at("a1").source == "Courier");
  CHECK(database.articles().at("a2").source == "Ledger");
}

TEST_CASE("articles without title and text are counted empty and taken", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", "{\"id\":\"nothing\"}\n{}\n");
  Indexed database(scratch);
  const Report report = database.index({scratch / "news"});
  CHECK(report.empty == 2);
  CHECK(report.skipped == 0);
  CHECK(database.ids() == Ids{"nothing", "a.jsonl#2"});
  CHECK(database.faults().empty());
}

TEST_CASE("one thread and many make equal databases", "[pipeline]") {
  const Scratch scratch;
  for (int i = 0; i < 40; ++i) scratch.write("news/f" + std::to_string(i) + ".jsonl", made_up(120, i * 100));  // ids overlap from file to file
  scratch.write("news/bad.jsonl", "x\n" + line("m5", "Another text."));
  Indexed one(scratch, "one"), four(scratch, "four");
  const Report first = one.index({scratch / "news"}, 1), second = four.index({scratch / "news"}, 4);
  CHECK(one.exported() == four.exported());
  CHECK(one.ids().size() == 4021);
  CHECK(first.added == second.added);
  CHECK(first.unchanged == second.unchanged);
  CHECK(first.renamed == second.renamed);
  CHECK(first.skipped_by_reason == second.skipped_by_reason);
  CHECK(one.faults().empty());
  CHECK(four.faults().empty());
}

TEST_CASE("a dry run says what a run would read, and touches nothing", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One.") + "bad\n");
  const std::atomic<bool> never{false};
  const DatabaseDirectory none(scratch / "none");
  const Report fresh = dry_run(none, discover({scratch / "news"}, ""), false, {}, never);
  CHECK(fresh.dry_run);
  CHECK(fresh.articles_read == 1);
  CHECK(fresh.skipped == 1);
  CHECK_FALSE(fs::exists(scratch / "none"));
  Indexed database(scratch);
  database.index({scratch / "news"});
  const auto revision = database.revision();
  CHECK(dry_run(database.directory(), discover({scratch / "news"}, ""), false, {}, never).files_unchanged == 1);
  scratch.append("news/a.jsonl", line("a2", "Two."));
  CHECK(dry_run(database.directory(), discover({scratch / "news"}, ""), false, {}, never).articles_read == 1);
  CHECK(database.revision() == revision);
}

TEST_CASE("extract gives the articles in order, with the ids they would get", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/b.jsonl", made_up(700));
  scratch.write("news/a.jsonl", "{\"title\":\"T\",\"body\":\"The ferry sails to the other bank.\"}\n");
  std::vector<Article> taken;
  IndexOptions options;
  options.jobs = 3;
  const std::atomic<bool> never{false};
  extract(discover({scratch / "news"}, ""), false, options, never, [&](const Article& article, const DateLedger&) { taken.push_back(article); });
  REQUIRE(taken.size() == 701);
  CHECK(taken[0].id == "a.jsonl#1");
  CHECK(taken[0].language == "en");
  CHECK(taken[0].path == scratch / "news/a.jsonl");
  for (std::size_t i = 1; i < taken.size(); ++i) REQUIRE(taken[i].id == "m" + std::to_string(i - 1));
}

TEST_CASE("what an export gives makes an equal database", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", made_up(300));
  scratch.write("news/b.txt", "Ferry sails again\nBy Ann Lee | March 14, 2024\n\nIt has sailed across the estuary since Monday, and nobody was surprised by that.\n");
  scratch.write("news/c.html", "<html><head><title>Bridge</title><link rel=canonical href=https://paper.example/bridge></head><body><p>It was opened on Tuesday after years of work.</p></body></html>");
  scratch.write("news/d.csv", "title,body,tags,views\nTable,It stands.,a;b,12\n");
  Indexed database(scratch), copy(scratch, "copy");
  database.index({scratch / "news"});
  std::string lines;
  for (const std::string& one : database.exported()) lines += one + "\n";
  scratch.write("export.ndjson", lines);
  copy.index({scratch / "export.ndjson"});
  CHECK(copy.exported() == database.exported());
}

TEST_CASE("records that are none, however many, are not kept in memory", "[pipeline]") {
  const Scratch scratch;
  std::string list = "[1";
  for (int i = 0; i < 400000; ++i) list += ",1";
  scratch.write("a.json", list + "]");
  const std::string db = scratch / "db";
  CHECK(survives(
      [&] {
        const DatabaseDirectory directory(db);
        directory.create();
        const WriterLock lock(directory, 5);
        const std::atomic<bool> never{false};
        index_files(directory, discover({scratch / "a.json"}, db), false, IndexOptions(), never);
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        if (kLimitsMemory && used.ru_maxrss > 200'000) throw std::runtime_error("too much");
      },
      60, 4000));
}

}  // namespace dateline
