#include "indexer/rebuild.h"

#include <sys/resource.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "child.h"
#include "common/error.h"
#include "common/store/schema.h"
#include "indexed.h"
#include "indexer/writer.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::uint64_t rebuilt(const Indexed& database, RebuildOptions options = {}) {
  options.jobs = 3;
  const std::atomic<bool> never{false};
  const WriterLock lock(database.directory(), 5);
  return rebuild(database.directory(), options, never);
}

// Whether any file below the folder holds the bytes.
bool holds(const std::string& folder, const std::string& bytes) {
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && bytes_of(entry.path().string()).find(bytes) != std::string::npos) return true;
  return false;
}

void fill(const Scratch& scratch, Indexed& database) {
  std::string lines = line("x", "Same words.");
  for (int i = 0; i < 40; ++i) lines += line("a" + std::to_string(i), "The ferry number " + std::to_string(i) + " sails.", ",\"date\":\"2024-03-14\",\"views\":" + std::to_string(i));
  scratch.write("news/a.jsonl", lines + "not json\n");
  scratch.write("news/b.jsonl", line("x", "Same words.") + line("y", "Other words."));
  scratch.write("news/c.jsonl", line("y", "A third text."));
  scratch.write("news/d.txt", "Ferry sails again\n\nIt has sailed across the estuary since Monday.\n");
  database.index({scratch / "news"});
}

}  // namespace

TEST_CASE("an upgrade keeps every article as it was, with its files and the manifest", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  const auto before = database.exported();
  const auto origins = database.origins("x");
  REQUIRE(origins.size() == 2);
  const std::string uuid = Database({database.directory().path()}).xapian().get_metadata(std::string(metadata::kUuid));
  std::vector<std::string> manifest, manifest_after;
  ManifestReader(database.directory()).each([&](const ManifestEntry& entry) { manifest.push_back(encode_manifest_entry(entry)); });

  CHECK(rebuilt(database) == before.size());

  CHECK(database.directory().live_generation() == 2);
  CHECK(database.exported() == before);
  CHECK(database.origins("x") == origins);
  CHECK(Database({database.directory().path()}).xapian().get_metadata(std::string(metadata::kUuid)) == uuid);
  ManifestReader(database.directory()).each([&](const ManifestEntry& entry) { manifest_after.push_back(encode_manifest_entry(entry)); });
  CHECK(manifest_after == manifest);
  CHECK(manifest.size() == 4);
  CHECK(database.faults().empty());
}

TEST_CASE("after an upgrade, a run finds nothing new, and a changed file is known again", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  rebuilt(database);
  CHECK(database.index({scratch / "news"}).files_unchanged == 4);
  scratch.write("news/b.jsonl", line("z", "New words."));
  const Report report = database.index({scratch / "news"});
  CHECK(report.added == 1);
  CHECK(report.removed == 1);  // y~..., but not x, which is in another file
  CHECK(database.ids().count("x") == 1);
  CHECK(database.ids().count("z") == 1);
}

TEST_CASE("an upgrade brings the terms and spelling of the analysis of today", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  Database old({database.directory().path()});
  const auto length = old.xapian().get_total_length();
  const auto spelling = old.xapian().get_spelling_suggestion("ferri");
  rebuilt(database);
  Database fresh({database.directory().path()});
  CHECK(fresh.xapian().get_total_length() == length);
  CHECK(spelling == "ferry");
  CHECK(fresh.xapian().get_spelling_suggestion("ferri") == spelling);
}

TEST_CASE("readers that have the old generation open go on with it", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  Database reader({database.directory().path()});
  const auto count = reader.xapian().get_doccount();
  rebuilt(database);
  CHECK(fs::exists(database.directory().generation_path(1)));
  CHECK(reader.xapian().get_doccount() == count);
  CHECK(reader.article(1).id == "x");
}

TEST_CASE("an upgrade that is stopped leaves the database as it was", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  const auto before = database.exported();
  const std::atomic<bool> stop{true};
  {
    const WriterLock lock(database.directory(), 5);
    try {
      rebuild(database.directory(), {}, stop);
      FAIL("not stopped");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::interrupted);
    }
  }
  CHECK(database.directory().live_generation() == 1);
  CHECK(database.directory().generations() == std::vector<std::uint64_t>{1});
  CHECK(database.exported() == before);
}

TEST_CASE("what a killed upgrade left behind is no hindrance to the next, and goes", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  fill(scratch, database);
  const auto before = database.exported();
  fs::create_directory(database.directory().generation_path(2));
  scratch.write("db/gen-2/iamglass", "half");
  RebuildOptions options;
  options.keep_old = false;
  rebuilt(database, options);
  CHECK(database.exported() == before);
  CHECK(database.directory().generations().size() == 1);
  CHECK_FALSE(fs::exists(database.directory().generation_path(2)));
}

TEST_CASE("an empty database can be upgraded", "[rebuild]") {
  const Scratch scratch;
  fs::create_directory(scratch / "news");
  Indexed database(scratch);
  database.index({scratch / "news"});
  CHECK(rebuilt(database) == 0);
  CHECK(database.ids().empty());
  CHECK(database.faults().empty());
}

TEST_CASE("an upgrade says how far it is", "[rebuild]") {
  const Scratch scratch;
  std::string lines;
  for (int i = 0; i < 1100; ++i) lines += line("a" + std::to_string(i), "Words.");
  scratch.write("a.jsonl", lines);
  Indexed database(scratch);
  database.index({scratch / "a.jsonl"});
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  RebuildOptions options;
  options.on_progress = [&](std::uint64_t done, std::uint64_t total) { told.emplace_back(done, total); };
  CHECK(rebuilt(database, options) == 1100);
  REQUIRE(told.size() == 2);  // after each five hundred, as soon as the piece under way is written
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(told[i].first >= 500 * (i + 1));
    CHECK(told[i].first < 500 * (i + 1) + 100);
    CHECK(told[i].second == 1100);
  }
  CHECK(database.ids().size() == 1100);
}

TEST_CASE("a purge leaves no byte of the removed text in any file", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  // Long enough, and often enough, that a dictionary is trained on texts with the secret in them.
  std::string lines;
  for (int i = 0; i < 2500; ++i) {
    std::string body;
    for (int w = 0; w < 60; ++w) body += "w" + std::to_string((i + 1) * (w + 3) * 2654435761U % 99991) + " ";
    lines += line("a" + std::to_string(i), body + (i < 300 ? "the zweibruckenhof affair" : "nothing"));
  }
  scratch.write("a.jsonl", lines);
  database.index({scratch / "a.jsonl"});
  REQUIRE(holds(database.directory().path(), "zweibruckenhof"));
  {
    const WriterLock lock(database.directory(), 5);
    Writer writer = Writer::open_live(database.directory());
    for (int i = 0; i < 300; ++i) REQUIRE(writer.remove("a" + std::to_string(i)));
    CHECK_FALSE(writer.remove("a0"));
    writer.close();
  }
  CHECK(database.ids().size() == 2200);
  RebuildOptions options;
  options.keep_old = false;
  CHECK(rebuilt(database, options) == 2200);
  CHECK_FALSE(holds(database.directory().path(), "zweibruck"));
  CHECK_FALSE(holds(database.directory().path(), "bruckenhof"));
  CHECK(database.directory().generations().size() == 1);
  CHECK(database.ids().size() == 2200);
  CHECK(database.faults().empty());
}

TEST_CASE("a database of words alone stays one until an upgrade says otherwise", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  scratch.write("a.jsonl", line("a", "Angela Merkel spoke in Berlin on Monday.", ",\"date\":\"2016-03-10\""));
  scratch.write("b.jsonl", line("b", "Angela Merkel spoke in Paris on Tuesday.", ",\"date\":\"2016-03-16\""));
  const auto named = [&] {
    std::size_t names = 0;
    for (const auto& [id, article] : database.articles()) names += article.entities.size() + article.dates.size();
    return names;
  };
  IndexOptions options;
  options.kind.depth = AnalysisDepth::words;
  database.index(discover({scratch / "a.jsonl"}, database.directory().path()), options);
  database.index({scratch / "b.jsonl"});
  CHECK(named() == 0);
  options.kind.depth = AnalysisDepth::full;
  CHECK_THROWS_WITH(database.index(discover({scratch / "b.jsonl"}, database.directory().path()), options), Catch::Contains("upgrade --analysis full"));
  CHECK(rebuilt(database) == 2);
  CHECK(named() == 0);
  RebuildOptions full;
  full.kind.depth = AnalysisDepth::full;
  CHECK(rebuilt(database, full) == 2);
  CHECK(named() > 4);
  CHECK(database.faults().empty());
  CHECK(rebuilt(database) == 2);
  CHECK(named() > 4);
  CHECK(database.faults().empty());
}

TEST_CASE("a removed article goes with its words from the spelling", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  scratch.write("a.jsonl", line("a", "The zweibruckenhof opens.") + line("b", "The ferry sails."));
  database.index({scratch / "a.jsonl"});
  CHECK(Database({database.directory().path()}).xapian().get_spelling_suggestion("zweibrukenhof") == "zweibruckenhof");
  {
    const WriterLock lock(database.directory(), 5);
    Writer writer = Writer::open_live(database.directory());
    CHECK(writer.remove("a"));
    writer.close();
  }
  CHECK(Database({database.directory().path()}).xapian().get_spelling_suggestion("zweibrukenhof").empty());
  CHECK(Database({database.directory().path()}).xapian().get_spelling_suggestion("fery") == "ferry");
}

TEST_CASE("a removed article stays away while its file does not change", "[rebuild]") {
  const Scratch scratch;
  Indexed database(scratch);
  scratch.write("a.jsonl", line("a", "One.") + line("b", "Two."));
  database.index({scratch / "a.jsonl"});
  {
    const WriterLock lock(database.directory(), 5);
    Writer writer = Writer::open_live(database.directory());
    writer.remove("a");
    writer.close();
  }
  database.index({scratch / "a.jsonl"});
  CHECK(database.ids() == std::set<std::string>{"b"});
  rebuilt(database);
  database.index({scratch / "a.jsonl"});
  CHECK(database.ids() == std::set<std::string>{"b"});
}

TEST_CASE("an upgrade that fails leaves no half generation", "[rebuild]") {
  const Scratch scratch;
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += line("a" + std::to_string(i), "Words that fill a line of some length, number " + std::to_string(i) + ".");
  scratch.write("a.jsonl", lines);
  Indexed database(scratch);
  database.index({scratch / "a.jsonl"});
  const std::uint64_t live = *database.directory().live_generation();
  const std::string db = database.directory().path();
  // A limit of file size stands for the full disk.
  CHECK_FALSE(survives([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100000, 100000};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const std::atomic<bool> never{false};
    rebuild(DatabaseDirectory(db), {}, never);
  }));
  CHECK_FALSE(fs::exists(database.directory().generation_path(live + 1)));
  CHECK(database.ids().size() == 3000);
}

}  // namespace dateline
