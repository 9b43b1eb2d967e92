// Families of near-duplicates through everything that changes a database.
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>

#include "common/store/compact.h"
#include "common/store/schema.h"
#include "indexed.h"
#include "indexer/rebuild.h"
#include "scratch.h"

namespace dateline {
namespace {

// Its sentences from one number to another.
std::string story(int first, int last) {
  std::string text;
  for (int i = first; i < last; ++i) {
    const std::string word = std::string(1, static_cast<char>('a' + i % 26)) + std::string(1, static_cast<char>('a' + i / 26));
    text += "Keeper Olin" + word + " of the lamp at Cape Morra" + word + " told the harbour board how ship Vesta" + word + " ran on the reef. ";
  }
  return text;
}

// Each article's family; none for one without copies.
std::map<std::string, std::string> families(const Indexed& database) {
  std::map<std::string, std::string> found;
  Database opened({database.directory().path()});
  const Xapian::Database& xapian = opened.xapian();
  for (auto posting = xapian.postlist_begin(""); posting != xapian.postlist_end(""); ++posting) {
    const Xapian::Document document = xapian.get_document(*posting);
    found[opened.article_of(document).id] = document.get_value(slot::kFamily);
  }
  return found;
}

// "left" and "right" are the halves of "bridge", and nothing to each other; "lone" is nobody's copy.
void fill(const Scratch& scratch, Indexed& database) {
  scratch.write("news/left.jsonl", line("left", story(0, 40)) + line("lone", story(200, 240)));
  scratch.write("news/bridge.jsonl", line("bridge", story(0, 80)));
  scratch.write("news/right.jsonl", line("right", story(40, 80)));
  for (const auto& file : std::filesystem::directory_iterator(scratch / "news")) age(file.path().string());
  database.index({scratch / "news"});
  const auto found = families(database);
  REQUIRE_FALSE(found.at("bridge").empty());
  REQUIRE(found.at("left") == found.at("bridge"));
  REQUIRE(found.at("right") == found.at("bridge"));
  REQUIRE(found.at("lone").empty());
}

void check_parted(const Indexed& database) {
  for (const auto& [id, family] : families(database)) {
    INFO(id);
    CHECK(family.empty());
  }
  CHECK(database.faults() == std::vector<std::string>());
}

}  // namespace

TEST_CASE("compacting and upgrading keep families, and the next copy finds them", "[families]") {
  const Scratch scratch;
  Indexed database(scratch);
  scratch.write("early.jsonl", line("early", story(300, 340)));  // goes, so that numbers of articles have a gap
  database.index({scratch / "early.jsonl"});
  fill(scratch, database);
  std::filesystem::remove(scratch / "early.jsonl");
  CHECK(database.prune({scratch.path()}) == 1);
  const auto before = families(database);
  const bool upgraded = GENERATE(false, true);
  {
    const WriterLock lock(database.directory(), 5);
    const std::atomic<bool> never{false};
    if (upgraded) rebuild(database.directory(), {}, never);
    else compact_live(database.directory());
  }
  CHECK(families(database) == before);
  CHECK(database.faults() == std::vector<std::string>());

  scratch.write("late.jsonl", line("late", story(200, 240)));
  database.index({scratch / "late.jsonl"});
  const auto after = families(database);
  CHECK_FALSE(after.at("late").empty());
  CHECK(after.at("late") == after.at("lone"));
  CHECK(database.faults() == std::vector<std::string>());
}

TEST_CASE("a family falls apart when the file of the article between is gone", "[families]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  std::filesystem::remove(scratch / "news/bridge.jsonl");
  CHECK(database.prune({scratch / "news"}) == 1);
  check_parted(database);
}

TEST_CASE("a family falls apart when the article between has another text, and is whole again with the old one", "[families]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  const auto before = families(database);
  scratch.write("news/bridge.jsonl", line("bridge", story(100, 140)));
  database.index({scratch / "news"});
  check_parted(database);
  scratch.write("news/bridge.jsonl", line("bridge", story(0, 80)));
  database.index({scratch / "news"});
  CHECK(families(database) == before);
  CHECK(database.faults() == std::vector<std::string>());
}

}  // namespace dateline
