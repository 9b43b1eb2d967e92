#include "indexer/journal.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "indexed.h"
#include "indexer/article_writer.h"
#include "indexer/rebuild.h"

using namespace dateline;

namespace {

Article article(const std::string& id, const std::string& body) {
  Article made;
  made.id = id;
  made.title = "About " + id;
  made.body = body;
  made.extra = R"({"weather":"fair"})";
  return made;
}

// As a process leaves it that is killed before its commit: two changes acknowledged, on a database that holds `old` and `gone`.
void leave_journal(const DatabaseDirectory& directory) {
  {
    ArticleWriter writer(directory.path());
    writer.put(article("old", "the first text"));
    writer.put(article("gone", "to be removed"));
    writer.commit();
  }
  const WriterLock lock(directory, 0);
  const Writer writer = Writer::open_live(directory);
  Journal journal(directory);
  journal.put(article("old", "the second text\n\nwith a paragraph \xF0\x9F\x98\x80"));
  journal.remove("gone");
  journal.sync(writer);
  // Its destructor leaves what is not committed.
}

std::optional<Article> stored(const DatabaseDirectory& directory, const std::string& id) { return ArticleWriter(directory.path()).article(id); }

}  // namespace

TEST_CASE("what a killed process acknowledged is there for the next who writes") {
  const Scratch scratch;
  Indexed indexed(scratch);
  leave_journal(indexed.directory());
  CHECK(journal_pending(indexed.directory()));
  const std::optional<Article> old = stored(indexed.directory(), "old");
  REQUIRE(old);
  CHECK(old->body == "the second text\n\nwith a paragraph \xF0\x9F\x98\x80");
  CHECK(old->extra == R"({"weather":"fair"})");
  CHECK_FALSE(stored(indexed.directory(), "gone"));
  CHECK_FALSE(std::filesystem::exists(indexed.directory().path() + "/journal"));
  CHECK(check(indexed.directory()).faults.empty());
}

TEST_CASE("an index run settles the journal before anything else") {
  const Scratch scratch;
  Indexed indexed(scratch);
  leave_journal(indexed.directory());
  scratch.write("in/a.jsonl", line("new", "another text"));
  indexed.index({scratch / "in"});
  CHECK(stored(indexed.directory(), "new"));
  CHECK_FALSE(stored(indexed.directory(), "gone"));
}

TEST_CASE("a journal of a state that is past says nothing") {
  const Scratch scratch;
  Indexed indexed(scratch);
  leave_journal(indexed.directory());
  {
    // As if its process had committed and died before it could clear the journal, and somebody had changed the article since.
    const WriterLock lock(indexed.directory(), 0);
    Writer writer = Writer::open_live(indexed.directory());
    writer.remove("old");
    writer.close();
  }
  CHECK_FALSE(journal_pending(indexed.directory()));
  CHECK_FALSE(stored(indexed.directory(), "old"));
  CHECK(stored(indexed.directory(), "gone"));
}

TEST_CASE("an upgrade that is killed between two of its steps loses nothing of the journal") {
  const Scratch scratch;
  Indexed indexed(scratch);
  leave_journal(indexed.directory());
  const std::atomic<bool> never{false};
  RebuildOptions options;
  bool killed = false;
  options.before_publishing = [&](std::uint64_t generation) {
    CHECK(apply_journal(indexed.directory(), generation) == 2);
    if (killed) throw std::runtime_error("killed");
  };
  {
    const WriterLock lock(indexed.directory(), 0);
    SECTION("before it publishes: the journal is pending as it was") {
      killed = true;
      CHECK_THROWS(rebuild(indexed.directory(), options, never));
      CHECK(journal_pending(indexed.directory()));
    }
    SECTION("after that: its changes are in the new generation") {
      rebuild(indexed.directory(), options, never);
      CHECK_FALSE(journal_pending(indexed.directory()));
    }
  }
  CHECK(stored(indexed.directory(), "old")->body.rfind("the second", 0) == 0);
  CHECK_FALSE(stored(indexed.directory(), "gone"));
  CHECK(check(indexed.directory()).faults.empty());
}

TEST_CASE("a journal that was cut while it was written counts up to its last whole line") {
  const Scratch scratch;
  Indexed indexed(scratch);
  leave_journal(indexed.directory());
  const std::string path = indexed.directory().path() + "/journal";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 5);
  CHECK(stored(indexed.directory(), "old")->body.rfind("the second", 0) == 0);
  CHECK(stored(indexed.directory(), "gone"));
}

TEST_CASE("a line of a journal that was changed ends it") {
  const Scratch scratch;
  Indexed indexed(scratch);
  leave_journal(indexed.directory());
  const std::string path = indexed.directory().path() + "/journal";
  std::ifstream in(path);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  text.replace(text.find("second"), 6, "forged");
  std::ofstream(path) << text;
  CHECK(stored(indexed.directory(), "old")->body == "the first text");
  CHECK(stored(indexed.directory(), "gone"));
}

TEST_CASE("a journal that was cleared goes with its writer") {
  const Scratch scratch;
  Indexed indexed(scratch);
  {
    const WriterLock lock(indexed.directory(), 0);
    Writer writer = Writer::open_live(indexed.directory());
    Journal journal(indexed.directory());
    journal.remove("x");
    journal.sync(writer);
    CHECK(std::filesystem::file_size(indexed.directory().path() + "/journal") > 0);
    journal.clear();
    CHECK(std::filesystem::file_size(indexed.directory().path() + "/journal") == 0);
  }
  CHECK_FALSE(std::filesystem::exists(indexed.directory().path() + "/journal"));
}
