// What went wrong once in reading and indexing, each as a sentence about what should hold.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <thread>

#include "common/date.h"
#include "common/text/utf8.h"
#include "indexer/extraction/encoding.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/raw_text.h"
#include "indexer/readers/format.h"
#include "indexer/watch.h"
#include "child.h"
#include "indexed.h"
#include "readers/records.h"
#include "scratch.h"
#include "tests/packed.h"

namespace dateline {

using namespace std::string_literals;

// --- incremental runs ---

TEST_CASE("a JSON file that was read while it was being written is whole in the end", "[pipeline][bug]") {
  const Scratch scratch;
  scratch.write("news/a.json", "[\n {\"id\": \"a\",\n  \"body\": \"One.\"},\n {\"id\": \"b\",\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.append("news/a.json", "  \"body\": \"Two.\"},\n {\"id\": \"c\",\n  \"body\": \"Three.\"}\n]\n");
  database.index({scratch / "news"});
  CHECK(database.ids() == std::set<std::string>{"a", "b", "c"});
}

TEST_CASE("a table that was read while it was being written is whole in the end", "[pipeline][bug]") {
  const Scratch scratch;
  scratch.write("news/a.csv", "id,title,body\na,One,\"First line,\nsecond line.\"\nb,Two,\"First line,\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.append("news/a.csv", "second line.\"\nc,Three,Words.\n");
  database.index({scratch / "news"});
  CHECK(database.ids() == std::set<std::string>{"a", "b", "c"});
  CHECK(database.body("b") == "First line,\nsecond line.");
}

TEST_CASE("a file that was cut when it was read, and whole again at its old size, is read anew", "[pipeline][bug]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.jsonl", line("a", "One.") + line("b", "Two."));
  const Discovery found = discover({scratch / "news"}, "");
  scratch.write("news/a.jsonl", line("a", "One."));  // being written again
  Indexed database(scratch);
  database.index(found, {});
  scratch.append("news/a.jsonl", line("b", "Two."));
  database.index({scratch / "news"});
  CHECK(database.ids() == std::set<std::string>{"a", "b"});
}

TEST_CASE("a damaged file leaves no new revision when nothing has changed", "[pipeline][bug]") {
  const Scratch scratch;
  std::string lines;
  for (int i = 0; i < 1500; ++i) lines += line("a" + std::to_string(i), "Words that fill a line of some length, number " + std::to_string(i) + ".");
  age(scratch.write("news/a.jsonl.gz", cut_gzip(lines)));
  Indexed database(scratch);
  CHECK(database.index({scratch / "news"}).skipped == 1);
  CHECK(database.ids().size() > 1000);
  const auto revision = database.revision();
  CHECK(database.index({scratch / "news"}).skipped == 1);
  CHECK(database.revision() == revision);
}

TEST_CASE("no file has more bad records than records, whatever came before it", "[pipeline][bug]") {
  const Scratch scratch;
  // A file that fails after bad records, many times: what is counted of it must not be found again at the address of the next one.
  const std::string packed = cut_gzip(std::string(50000, 'x') + "\n" + std::string(50000, 'y') + "\n");
  for (int i = 0; i < 300; ++i) {
    scratch.write("news/" + std::to_string(i) + "a.jsonl.gz", packed);
    scratch.write("news/" + std::to_string(i) + "b.jsonl", line("b" + std::to_string(i), "Words."));
  }
  Indexed database(scratch);
  std::string lines;  // enough for a dictionary: from then on, work that is done is let go of
  for (int i = 0; i < 2500; ++i) lines += line("d" + std::to_string(i), std::string(200, static_cast<char>('a' + i % 26)) + " " + std::to_string(i * 7919));
  scratch.write("dictionary.jsonl", lines);
  database.index({scratch / "dictionary.jsonl"});
  database.index({scratch / "news"});
  int wrong = 0;
  ManifestReader(database.directory()).each([&](const ManifestEntry& entry) { wrong += entry.skipped > entry.records; });
  CHECK(wrong == 0);
}

TEST_CASE("a folder of articles with ids of their own may be renamed: --prune removes nothing then, and need not ask", "[pipeline][bug]") {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c"}) scratch.write("news/old/" + std::string(name) + ".jsonl", line(name, "Words."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  std::filesystem::rename(scratch / "news/old", scratch / "news/new");
  database.index({scratch / "news"});
  CHECK(database.prune({scratch / "news"}) == 0);
  CHECK(database.ids().size() == 3);
}

TEST_CASE("a new title for an article that two files hold is taken", "[pipeline][bug]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", R"({"id":"x","title":"Old","body":"Same."})" "\n");
  scratch.write("news/b.jsonl", R"({"id":"x","title":"Old","body":"Same."})" "\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  for (const char* name : {"a", "b"}) scratch.write("news/" + std::string(name) + ".jsonl", R"({"id":"x","title":"New","body":"Same."})" "\n");
  database.index({scratch / "news"});
  CHECK(database.articles().at("x").title == "New");
}

TEST_CASE("a file whose name is no UTF-8 gives an article of UTF-8 alone", "[pipeline][bug]") {
  const Scratch scratch;
  scratch.write("news/caf\xE9.txt", "Ferry sails again\n\nIt has sailed across the estuary since Monday.\n");
  Indexed database(scratch);
  database.index({scratch / "news"});
  const Article article = database.articles().begin()->second;
  CHECK(is_valid_utf8(article.id));
  CHECK(is_valid_utf8(article.path));
}

TEST_CASE("reasons are counted without the number of cells or what stood in brackets", "[report][bug]") {
  Report report;
  report.skip({"/a", 1, "wrong number of cells: 2, the header has 3"});
  report.skip({"/a", 2, "wrong number of cells: 4, the header has 3"});
  CHECK(report.skipped_by_reason.size() == 1);
  report.skip({"/a", 3, "record too large (over 64 MiB)"});
  CHECK(report.skipped_by_reason.count("record too large") == 1);
}

// --- watching ---

namespace {

std::set<std::string> changed(Watch& watch) {
  std::atomic<bool> stop{false};
  std::thread end([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    stop = true;
  });
  std::set<std::string> paths;
  for (const auto& [path, root] : watch.wait(100, 1000, stop).files) paths.insert(path);
  end.join();
  return paths;
}

}  // namespace

TEST_CASE("a folder that is moved away takes its files with it", "[watch][bug]") {
  const Scratch scratch;
  scratch.write("news/sub/a.txt", "a");
  Watch watch({scratch / "news"}, "");
  std::filesystem::rename(scratch / "news/sub", scratch / "gone");
  CHECK_FALSE(changed(watch).empty());
}

TEST_CASE("a folder is watched also when a file in it is named beside it", "[watch][bug]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  Watch watch({scratch / "news", scratch / "news/a.txt"}, "");
  scratch.write("news/b.txt", "b");
  CHECK(changed(watch) == std::set<std::string>{scratch / "news/b.txt"});
}

TEST_CASE("a file that comes as a link is a change", "[watch][bug]") {
  const Scratch scratch;
  scratch.write("out/a.txt", "a");
  std::filesystem::create_directory(scratch / "news");
  Watch watch({scratch / "news"}, "");
  std::filesystem::create_hard_link(scratch / "out/a.txt", scratch / "news/hard.txt");
  std::filesystem::create_symlink(scratch / "out/a.txt", scratch / "news/soft.txt");
  CHECK(changed(watch) == std::set<std::string>{scratch / "news/hard.txt", scratch / "news/soft.txt"});
}

TEST_CASE("a folder that is linked into the tree is watched like the rest, as it is indexed", "[watch][bug]") {
  const Scratch scratch;
  scratch.write("out/a.txt", "a");
  std::filesystem::create_directory(scratch / "news");
  std::filesystem::create_symlink(scratch / "out", scratch / "news/link");
  REQUIRE(discover({scratch / "news"}, "").files.size() == 1);
  Watch watch({scratch / "news"}, "");
  scratch.append("out/a.txt", "more");
  CHECK(changed(watch).size() == 1);
}

}  // namespace dateline
