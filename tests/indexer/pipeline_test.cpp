#include "indexer/pipeline.h"

#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "child.h"
#include "common/error.h"
#include "common/store/schema.h"
#include "indexed.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Ids = std::set<std::string>;

const std::string kWords[] = {"harbour", "bridge", "council", "vote", "storm", "market", "ferry", "school", "train", "river", "minister", "budget"};

// The body of a made-up article: the same for the same number.
std::string made_up_body(int number, int words = 25) {
  std::string body;
  unsigned state = static_cast<unsigned>(number) * 2654435761u + 17;
  for (int i = 0; i < words; ++i) {
    state = state * 1664525 + 1013904223;
    body += kWords[(state >> 20) % 12] + (i % 12 == 11 ? ". " : " ");
  }
  return body + std::to_string(number) + ".";
}

std::string made_up(int count, int from = 0) {
  std::string lines;
  for (int i = from; i < from + count; ++i) lines += line("m" + std::to_string(i), made_up_body(i), ",\"date\":\"2024-03-" + std::to_string(10 + i % 20) + "\"");
  return lines;
}

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

TEST_CASE("a renamed file keeps articles with ids of their own; --prune drops the old name", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a1", "One."));
  scratch.write("news/other.jsonl", line("o1", "Other.") + line("o2", "Other, too."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  fs::rename(scratch / "news/a.jsonl", scratch / "news/b.jsonl");
  const Report report = database.index({scratch / "news"});
  CHECK(report.added == 0);
  CHECK(database.ids() == Ids{"a1", "o1", "o2"});
  CHECK(database.articles().at("a1").path == scratch / "news/b.jsonl");
  CHECK(database.prune({scratch / "news"}) == 0);
  CHECK(database.ids() == Ids{"a1", "o1", "o2"});
  CHECK(database.origins("a1").size() == 1);
  CHECK_FALSE(database.manifest(scratch / "news/a.jsonl"));
  CHECK(database.faults().empty());
}

TEST_CASE("a renamed text is a new article; --prune drops the old one", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "Ferry sails again\n\nIt has sailed across the estuary since Monday.\n");
  scratch.write("news/other.txt", "Bridge opens\n\nIt was opened on Tuesday after years of work.\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  fs::rename(scratch / "news/a.txt", scratch / "news/b.txt");
  database.index({scratch / "news"});
  CHECK(database.ids() == Ids{"a.txt", "b.txt", "other.txt"});
  CHECK(database.prune({scratch / "news"}) == 1);
  CHECK(database.ids() == Ids{"b.txt", "other.txt"});
}

TEST_CASE("an article in several files stays until its last file loses it", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("x", "Same words.") + line("a", "A."));
  scratch.write("news/b.jsonl", line("x", "Same words.") + line("b", "B."));
  Indexed database(scratch);
  const Report report = database.index({scratch / "news"});
  CHECK(report.added == 3);
  CHECK(report.unchanged == 1);
  CHECK(database.origins("x").size() == 2);
  scratch.write("news/a.jsonl", line("a", "A."));
  CHECK(database.index({scratch / "news"}).removed == 0);
  CHECK(database.ids() == Ids{"a", "b", "x"});
  CHECK(database.origins("x").size() == 1);
  scratch.write("news/b.jsonl", line("b", "B."));
  CHECK(database.index({scratch / "news"}).removed == 1);
  CHECK(database.ids() == Ids{"a", "b"});
}

TEST_CASE("an id that another existing file has with another text is not taken over", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("x", "Words of a."));
  scratch.write("news/b.jsonl", line("x", "Words of b."));
  Indexed database(scratch);
  const Report report = database.index({scratch / "news"});
  CHECK(report.renamed == 1);
  const std::string renamed = "x~" + file_key(scratch / "news/b.jsonl").substr(0, 8);
  CHECK(database.ids() == Ids{"x", renamed});
  CHECK(database.body("x") == "Words of a.");
  CHECK(database.body(renamed) == "Words of b.");
  SECTION("and the newcomer, when it changes, changes under its new id") {
    scratch.write("news/b.jsonl", line("x", "New words of b."));
    database.index({scratch / "news"});
    CHECK(database.ids() == Ids{"x", renamed});
    CHECK(database.body(renamed) == "New words of b.");
    CHECK(database.body("x") == "Words of a.");
  }
  SECTION("and the first owner may change its own") {
    scratch.write("news/a.jsonl", line("x", "New words of a."));
    database.index({scratch / "news"});
    CHECK(database.body("x") == "New words of a.");
    CHECK(database.body(renamed) == "Words of b.");
  }
  CHECK(database.faults().empty());
}

TEST_CASE("an id whose file is gone may be taken over", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("x", "Words of a."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  fs::remove(scratch / "news/a.jsonl");
  scratch.write("news/b.jsonl", line("x", "Words of b."));
  const Report report = database.index({scratch / "news"});
  CHECK(report.replaced == 1);
  CHECK(report.renamed == 0);
  CHECK(database.body("x") == "Words of b.");
}

TEST_CASE("of an id that comes twice in one file, the last record stays", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("x", "First.") + line("y", "Other.") + line("x", "Second."));
  Indexed database(scratch);
  const Report report = database.index({scratch / "news"});
  CHECK(report.added == 2);
  CHECK(report.repeated == 1);
  CHECK(database.body("x") == "Second.");
}

TEST_CASE("a canonical address that two texts share is no id", "[pipeline]") {
  const Scratch scratch;
  const std::string url = ",\"url\":\"https://paper.example/live\"";
  scratch.write("news/a.jsonl", "{\"title\":\"A\",\"body\":\"First.\"" + url + "}\n{\"title\":\"B\",\"body\":\"Second.\"" + url + "}\n");
  scratch.write("news/b.jsonl", "{\"title\":\"C\",\"body\":\"Third.\"" + url + "}\n");
  Indexed database(scratch);
  const Report report = database.index({scratch / "news"});
  CHECK(report.renamed == 2);
  CHECK(database.ids() == Ids{"a.jsonl#1", "a.jsonl#2", "b.jsonl#1"});
  SECTION("and a second reading of them all comes to the same") {
    age(scratch / "news/a.jsonl", 500);
    scratch.append("news/b.jsonl", "\n");
    const auto before = database.exported();
    database.index({scratch / "news"});
    CHECK(database.exported() == before);
  }
}

TEST_CASE("an address that names only a site is no id", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl",
                "{\"body\":\"A.\",\"url\":\"https://paper.example/\"}\n{\"body\":\"B.\",\"url\":\"https://paper.example\"}\n{\"body\":\"C.\",\"url\":\"/live/story\"}\n"
                "{\"body\":\"D.\",\"url\":\"https://paper.example/?p=4\"}\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  CHECK(database.ids() == Ids{"a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "https://paper.example/?p=4"});
}

TEST_CASE("a newer version replaces an older one, never the reverse", "[pipeline]") {
  const Scratch scratch;
  const auto version = [](const std::string& body, const std::string& modified) { return line("x", body, modified.empty() ? "" : ",\"modified\":\"" + modified + "\""); };
  scratch.write("news/a.jsonl", version("Of March.", "2024-03-01T12:00:00Z"));
  Indexed database(scratch);
  database.index({scratch / "news"});
  SECTION("older") {
    scratch.write("news/a.jsonl", version("Of February.", "2024-02-01"));
    CHECK(database.index({scratch / "news"}).kept_newer == 1);
    CHECK(database.body("x") == "Of March.");
    CHECK(database.origins("x").size() == 1);
  }
  SECTION("newer") {
    scratch.write("news/a.jsonl", version("Of April.", "2024-04-01"));
    CHECK(database.index({scratch / "news"}).replaced == 1);
    CHECK(database.body("x") == "Of April.");
  }
  SECTION("newer by the hour, in another zone") {
    scratch.write("news/a.jsonl", version("An hour later.", "2024-03-01T08:00:00-05:00"));
    CHECK(database.index({scratch / "news"}).replaced == 1);
  }
  SECTION("without saying") {
    scratch.write("news/a.jsonl", version("Of some time.", ""));
    CHECK(database.index({scratch / "news"}).replaced == 1);
  }
  SECTION("older, within one file") {
    scratch.write("news/a.jsonl", version("Of May.", "2024-05-01") + version("Of April.", "2024-04-01"));
    database.index({scratch / "news"});
    CHECK(database.body("x") == "Of May.");
  }
}

TEST_CASE("--prune removes what is gone, under the roots given alone", "[pipeline]") {
  const Scratch scratch;
  for (const char* name : {"one/a", "one/b", "one/c", "two/d", "onemore/e"}) scratch.write(std::string(name) + ".jsonl", line(name, "Words."));
  Indexed database(scratch);
  database.index({scratch / "one", scratch / "two", scratch / "onemore"});
  for (const char* name : {"one/a", "two/d", "onemore/e"}) fs::remove(scratch / name + ".jsonl");
  CHECK(database.prune({scratch / "one"}) == 1);
  CHECK(database.ids() == Ids{"one/b", "one/c", "two/d", "onemore/e"});
  CHECK(database.files() == 4);
  CHECK(database.prune({scratch / "one"}) == 0);
}

TEST_CASE("--prune refuses to remove over half, or what a vanished root held, unless told so", "[pipeline]") {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c"}) scratch.write("news/" + std::string(name) + ".jsonl", line(name, "Words."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  fs::remove(scratch / "news/a.jsonl");
  fs::remove(scratch / "news/b.jsonl");
  CHECK_THROWS_WITH(database.prune({scratch / "news"}), Catch::Contains("over half") && Catch::Contains("--yes"));
  CHECK(database.ids().size() == 3);
  fs::remove_all(scratch / "news");
  CHECK_THROWS_WITH(database.prune({scratch / "news"}), Catch::Contains("is gone") && Catch::Contains("--yes"));
  CHECK(database.ids().size() == 3);
  CHECK(database.prune({scratch / "news"}, true) == 3);
  CHECK(database.ids().empty());
  CHECK(database.faults().empty());
}

TEST_CASE("exactly half may go", "[pipeline]") {
  const Scratch scratch;
  for (const char* name : {"a", "b"}) scratch.write("news/" + std::string(name) + ".jsonl", line(name, "Words."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  fs::remove(scratch / "news/a.jsonl");
  CHECK(database.prune({scratch / "news"}) == 1);
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

TEST_CASE("a run that was stopped and run again comes to what an undisturbed one comes to", "[pipeline]") {
  const Scratch scratch;
  std::string lines;
  for (int i = 0; i < 6000; ++i) {
    lines += made_up(1, i);
    if (i % 500 == 499) lines += "not json\n";
    if (i % 700 == 0) lines += line("m3", made_up_body(i));
  }
  scratch.write("news/b.jsonl", lines);
  scratch.write("news/a.jsonl", made_up(50, 10000));
  scratch.write("news/c.jsonl", made_up(50, 20000));
  Indexed undisturbed(scratch, "undisturbed"), stopped(scratch, "stopped");
  undisturbed.index({scratch / "news"}, 2);

  for (int stop_at : {1, 4, 8}) {
    std::atomic<bool> stop{false};
    int problems = 0;
    IndexOptions options;
    options.jobs = 2;
    options.publish_seconds = 0;  // commit after every piece
    options.on_problem = [&](const Problem&) {
      if (++problems == stop_at) stop = true;
    };
    const Report report = stopped.index_until({scratch / "news"}, stop, options);
    CAPTURE(stop_at, report.articles_read, report.skipped);
    CHECK(report.interrupted == stop);
    CHECK(stopped.faults().empty());
  }
  const Report last = stopped.index({scratch / "news"}, 2);
  CHECK(last.files_resumed <= 1);
  CHECK(last.articles_read < 6000);
  CHECK(stopped.exported() == undisturbed.exported());
  auto known = stopped.manifest(scratch / "news/b.jsonl"), expected = undisturbed.manifest(scratch / "news/b.jsonl");
  REQUIRE(known);
  known->racy = expected->racy;  // a matter of when each was read
  CHECK(encode_manifest_entry(*known) == encode_manifest_entry(*expected));
}

TEST_CASE("what was complete before a stop is in the database, and is not analysed again", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", made_up(3000) + "not json\n" + made_up(5000, 3000));
  Indexed database(scratch);
  std::atomic<bool> stop{false};
  IndexOptions options;
  options.on_problem = [&](const Problem&) { stop = true; };
  const Report first = database.index_until({scratch / "news"}, stop, options);
  CHECK(first.interrupted);
  const auto entry = database.manifest(scratch / "news/a.jsonl");
  REQUIRE(entry);
  CHECK(entry->partial);
  CHECK(entry->records == database.ids().size() + 1);
  CHECK(entry->skipped == 1);
  CHECK(database.ids().size() >= 3000);
  CHECK(database.ids().size() < 8000);
  const Report second = database.index({scratch / "news"});
  CHECK(second.files_resumed == 1);
  CHECK(second.articles_read == 8000 - (entry->records - 1));
  CHECK(second.skipped == 0);
  CHECK(database.ids().size() == 8000);
  CHECK_FALSE(database.manifest(scratch / "news/a.jsonl")->partial);
  CHECK(database.manifest(scratch / "news/a.jsonl")->skipped == 1);
}

TEST_CASE("a changed file whose second reading was stopped loses what it no longer has in the end", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("old", "Gone soon.") + made_up(3000));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.write("news/a.jsonl", made_up(1500) + "not json\n" + made_up(5000, 1500));
  std::atomic<bool> stop{false};
  IndexOptions options;
  options.on_problem = [&](const Problem&) { stop = true; };
  database.index_until({scratch / "news"}, stop, options);
  CHECK(database.ids().count("old") == 1);
  CHECK(database.manifest(scratch / "news/a.jsonl")->partial);
  const Report report = database.index({scratch / "news"});
  CHECK(report.removed == 1);
  CHECK(database.ids().count("old") == 0);
  CHECK(database.ids().size() == 6500);
  CHECK(database.faults().empty());
}

TEST_CASE("a stop before the first record changes nothing", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", made_up(10));
  Indexed database(scratch);
  std::atomic<bool> stop{true};
  const Report report = database.index_until({scratch / "news"}, stop, {});
  CHECK(report.interrupted);
  CHECK(database.ids().empty());
  CHECK(database.files() == 0);
  CHECK(database.index({scratch / "news"}).added == 10);
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

TEST_CASE("--prune keeps the articles of files that cannot be looked at", "[pipeline]") {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c", "private/d"}) scratch.write("news/" + std::string(name) + ".jsonl", line(name, "Words."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  // Nobody reads below a folder without permissions but root, who is somebody else for a while.
  fs::permissions(scratch / "news/private", fs::perms::none);
  const bool root = ::geteuid() == 0;
  if (root) {
    for (const auto& entry : fs::recursive_directory_iterator(database.directory().path())) REQUIRE(::chown(entry.path().c_str(), 65534, 65534) == 0);
    REQUIRE(::chown(database.directory().path().c_str(), 65534, 65534) == 0);
    fs::permissions(scratch.path(), fs::perms(0755));
    REQUIRE(::seteuid(65534) == 0);
  }
  std::uint64_t gone = 0;
  std::string refused;
  try {
    gone = database.prune({scratch / "news"});
  } catch (const Error& error) {
    refused = error.what();
  }
  const bool back = !root || ::seteuid(0) == 0;
  fs::permissions(scratch / "news/private", fs::perms::owner_all);
  REQUIRE(back);
  CHECK(refused.empty());
  CHECK(gone == 0);
  CHECK(database.ids().size() == 4);
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
