// Whose an id is: of files renamed, records repeated, addresses shared, and of versions of one article.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>

#include "common/store/schema.h"
#include "indexed.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Ids = std::set<std::string>;

}  // namespace

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

}  // namespace dateline
