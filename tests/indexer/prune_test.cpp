// Which articles go with their files.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>

#include "common/error.h"
#include "indexed.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Ids = std::set<std::string>;

}  // namespace

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

}  // namespace dateline
