// One run that fills the shards of a cluster.
#include "indexer/shards.h"

#include <catch2/catch.hpp>

#include <deque>
#include <filesystem>

#include "common/error.h"
#include "indexed.h"
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

TEST_CASE("an article whose date was corrected is in one shard only", "[shards]") {
  const Scratch scratch;
  Cluster cluster(scratch, 3, ShardBy::date);
  scratch.write("a.jsonl", dated("a", "2024-01-01") + dated("b", "2024-01-02"));
  cluster.index({scratch / "a.jsonl"});
  CHECK(cluster[2024 % 3].ids() == std::set<std::string>{"a", "b"});

  SECTION("in the same file") {
    scratch.write("a.jsonl", dated("a", "2025-01-01") + dated("b", "2024-01-02"));
    cluster.index({scratch / "a.jsonl"});
    CHECK(cluster[2024 % 3].ids() == std::set<std::string>{"b"});
  }
  SECTION("in another file") {
    scratch.write("b.jsonl", dated("a", "2025-01-01"));
    cluster.index({scratch / "b.jsonl"});
    CHECK(cluster[2024 % 3].ids() == std::set<std::string>{"b"});
  }
  SECTION("there and back in one run") {
    scratch.write("b.jsonl", dated("a", "2023-01-01") + dated("a", "2024-01-01") + dated("a", "2025-01-01"));
    cluster.index({scratch / "b.jsonl"});
    CHECK(cluster[2023 % 3].ids().empty());
    CHECK(cluster[2024 % 3].ids() == std::set<std::string>{"b"});
  }
  CHECK(cluster[2025 % 3].ids() == std::set<std::string>{"a"});
  CHECK(cluster.faults() == 0);
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
  cluster.index({scratch / "news"});
  CHECK(cluster.exported() == in_one(scratch, {scratch / "news"}));
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
