// One run that fills the shards of a cluster.
#include "indexer/shards.h"

#include <catch2/catch.hpp>

#include <deque>
#include <filesystem>

#include "common/error.h"
#include "indexed.h"
#include "indexer/shard_of.h"
#include "scratch.h"

namespace dateline {
namespace {

// Several databases beside each other, filled as one.
class Cluster {
 public:
  Cluster(const Scratch& scratch, std::size_t count, ShardBy by) : by_(by) {
    for (std::size_t i = 1; i <= count; ++i) shards_.emplace_back(scratch, "shard" + std::to_string(i));
    for (const Indexed& shard : shards_) directories_.push_back(shard.directory());
  }

  Report index(const std::vector<std::string>& paths, std::uint64_t gather_bytes = kMuchText) {
    IndexOptions options;
    options.gather_bytes = gather_bytes;
    return index_files(directories_, by_, discover(paths, ""), false, options, never_);
  }
  std::uint64_t prune(const std::vector<std::string>& roots) { return dateline::prune(directories_, roots, false); }

  // Of all shards; an id that is in two is there twice.
  std::vector<std::string> exported() const {
    std::vector<std::string> lines;
    for (const Indexed& shard : shards_)
      for (std::string& line : shard.exported()) lines.push_back(std::move(line));
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  const Indexed& operator[](std::size_t i) const { return shards_[i]; }
  std::size_t faults() const {
    std::size_t sum = 0;
    for (const Indexed& shard : shards_) sum += shard.faults().size();
    return sum;
  }

 private:
  ShardBy by_;
  std::deque<Indexed> shards_;
  std::vector<DatabaseDirectory> directories_;
  std::atomic<bool> never_{false};
};

std::string dated(const std::string& id, const std::string& date) { return line(id, "The harbour of " + id + " was closed.", ",\"date\":\"" + date + "\""); }

std::string many(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i) lines += dated("a" + std::to_string(i), std::to_string(2000 + i % 20) + "-03-1" + std::to_string(i % 10));
  return lines;
}

std::vector<std::string> in_one(const Scratch& scratch, const std::vector<std::string>& paths) {
  Indexed one(scratch, "one");
  one.index(discover(paths, ""), {});
  std::vector<std::string> lines = one.exported();
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("an article's shard is told by its id, or by the year it was published in", "[shards]") {
  Article article;
  article.id = "a1";
  CHECK(shard_of(article, ShardBy::hash, 1) == 0);
  CHECK(shard_of(article, ShardBy::hash, 256) == 0x3c);  // XXH3-64 of "a1" ends so, here and on every machine
  CHECK(shard_of(article, ShardBy::date, 256) == shard_of(article, ShardBy::hash, 256));
  article.published = "2024-03-14";
  CHECK(shard_of(article, ShardBy::date, 10) == 4);
  CHECK(shard_of(article, ShardBy::date, 3) == 2024 % 3);
}

TEST_CASE("the shards together hold what one database would, by hash and by date", "[shards]") {
  const ShardBy by = GENERATE(ShardBy::hash, ShardBy::date);
  const Scratch scratch;
  scratch.write("news/a.jsonl", many(0, 200));
  Cluster cluster(scratch, 3, by);
  CHECK(cluster.index({scratch / "news"}).added == 200);
  CHECK(cluster.exported() == in_one(scratch, {scratch / "news"}));
  for (std::size_t i = 0; i < 3; ++i) CHECK(cluster[i].ids().size() > 20);
  CHECK(cluster.faults() == 0);

  const std::uint64_t revision = cluster[0].revision();
  age(scratch / "news/a.jsonl");
  CHECK(cluster.index({scratch / "news"}).files_unchanged == 1);
  CHECK(cluster[0].revision() == revision);
}

TEST_CASE("what comes to shards that hold articles is the same, little or much", "[shards]") {
  const std::uint64_t gather_bytes = GENERATE(kMuchText, 1);
  const Scratch scratch;
  scratch.write("news/a.jsonl", many(0, 100));
  Cluster cluster(scratch, 2, ShardBy::hash);
  cluster.index({scratch / "news"});
  scratch.write("news/b.jsonl", many(100, 160));
  scratch.write("news/a.jsonl", many(5, 100) + dated("a7", "2009-09-09"));
  const Report report = cluster.index({scratch / "news"}, gather_bytes);
  CHECK(report.removed == 5);
  CHECK(cluster.exported() == in_one(scratch, {scratch / "news"}));
  CHECK(cluster.faults() == 0);
}

TEST_CASE("an id stays in its shard, where the same becomes of it as in one database", "[shards]") {
  const Scratch scratch;
  Cluster cluster(scratch, 3, ShardBy::date);
  Indexed one(scratch, "one");
  const std::uint64_t gather_bytes = GENERATE(kMuchText, 1);
  const auto index = [&](const std::string& name) {
    const Report together = cluster.index({scratch / name}, gather_bytes), alone = one.index({scratch / name});
    CHECK(together.added == alone.added);
    CHECK(together.replaced == alone.replaced);
    CHECK(together.renamed == alone.renamed);
    CHECK(together.kept_newer == alone.kept_newer);
    CHECK(together.repeated == alone.repeated);
    CHECK(together.removed == alone.removed);
  };
  scratch.write("a.jsonl", dated("a", "2024-01-01") + dated("b", "2024-01-02"));
  index("a.jsonl");
  CHECK(cluster[2024 % 3].ids() == std::set<std::string>{"a", "b"});

  SECTION("its date is corrected in its file") {
    scratch.write("a.jsonl", dated("a", "2025-01-01") + dated("b", "2024-01-02"));
    index("a.jsonl");
    CHECK(cluster[2024 % 3].ids() == std::set<std::string>{"a", "b"});
  }
  SECTION("another file has it with another text, and another with the same") {
    scratch.write("b.jsonl", line("a", "Something else.", ",\"date\":\"2025-01-01\"") + dated("b", "2024-01-02"));
    index("b.jsonl");
  }
  SECTION("what comes later is older") {
    scratch.write("b.jsonl", line("c", "New.", ",\"date\":\"2023-01-01\",\"modified\":\"2024-06-01\"") + line("c", "Old.", ",\"date\":\"2024-01-01\",\"modified\":\"2024-01-01\""));
    index("b.jsonl");
  }
  SECTION("three years in one run") {
    scratch.write("b.jsonl", dated("d", "2023-01-01") + dated("d", "2024-01-01") + dated("d", "2025-01-01") + dated("e", "2025-01-01"));
    index("b.jsonl");
    scratch.write("c.jsonl", dated("e", "2023-01-01") + dated("d", "2026-01-01"));
    index("c.jsonl");
    CHECK(cluster[2023 % 3].ids() == std::set<std::string>{"d"});
  }
  SECTION("an address is its id") {
    scratch.write("b.jsonl", R"({"title":"Ferry","body":"It sails.","url":"https://news.example/ferry","date":"2023-01-01"})" "\n");
    index("b.jsonl");
    scratch.write("c.jsonl", R"({"title":"Ferry","body":"It sails.","url":"https://news.example/ferry","date":"2024-01-01"})" "\n");
    index("c.jsonl");
  }
  std::vector<std::string> exported = one.exported();
  std::sort(exported.begin(), exported.end());
  CHECK(cluster.exported() == exported);
  CHECK(cluster.faults() == 0);
}

TEST_CASE("an article that two files have stays when one of them goes, whatever years they say", "[shards]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", dated("a", "2023-01-01") + dated("x", "2023-01-01"));
  scratch.write("news/b.jsonl", dated("a", "2024-01-01"));
  Cluster cluster(scratch, 2, ShardBy::date);
  cluster.index({scratch / "news"});
  std::filesystem::remove(scratch / "news/b.jsonl");
  cluster.prune({scratch / "news"});
  CHECK(cluster.exported().size() == 2);
}

TEST_CASE("shards that were made otherwise than each other are not written to", "[shards]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", many(0, 30));
  Cluster cluster(scratch, 2, ShardBy::hash);
  cluster.index({scratch / "news"});
  std::filesystem::remove_all(scratch / "shard2");
  IndexOptions options;
  options.kind.positions = PositionForm::xapian;
  Indexed other(scratch, "shard2");
  other.index(discover({scratch / "news"}, ""), options);
  scratch.write("news/b.jsonl", many(30, 60));
  CHECK_THROWS_WITH(cluster.index({scratch / "news"}), Catch::Contains("shard2 was made otherwise"));
}

TEST_CASE("a run that died between the commits of two shards is made good by the next one", "[shards]") {
  namespace fs = std::filesystem;
  const Scratch scratch;
  scratch.write("news/a.jsonl", many(0, 50));
  Cluster cluster(scratch, 3, ShardBy::hash);
  cluster.index({scratch / "news"});
  for (const char* shard : {"shard1", "shard2"}) fs::copy(scratch / shard, scratch / (std::string("before-") + shard), fs::copy_options::recursive);
  scratch.write("news/a.jsonl", many(10, 90));
  cluster.index({scratch / "news"});
  // The first two were not committed: they are as they were before the run.
  for (const char* shard : {"shard1", "shard2"}) {
    fs::remove_all(scratch / shard);
    fs::rename(scratch / (std::string("before-") + shard), scratch / shard);
  }
  CHECK(cluster.exported() != in_one(scratch, {scratch / "news"}));
  SECTION("of the same file") {}
  SECTION("of a file that has changed meanwhile") { scratch.write("news/a.jsonl", many(30, 50)); }
  cluster.index({scratch / "news"});
  Indexed one(scratch, "afterwards");
  one.index(discover({scratch / "news"}, ""), {});
  std::vector<std::string> exported = one.exported();
  std::sort(exported.begin(), exported.end());
  CHECK(cluster.exported() == exported);
  CHECK(cluster.faults() == 0);
}

TEST_CASE("the articles of a file that has gone go from all shards, and over half of all are kept", "[shards]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", many(0, 40));
  scratch.write("news/b.jsonl", many(40, 60));
  Cluster cluster(scratch, 2, ShardBy::hash);
  cluster.index({scratch / "news"});
  std::filesystem::remove(scratch / "news/b.jsonl");
  CHECK(cluster.prune({scratch / "news"}) == 20);
  CHECK(cluster.exported() == in_one(scratch, {scratch / "news"}));
  std::filesystem::remove(scratch / "news/a.jsonl");
  CHECK_THROWS_AS(cluster.prune({scratch / "news"}), Error);
  CHECK(cluster.exported().size() == 40);
}

}  // namespace dateline
