#include "common/store/cluster_file.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/error.h"

namespace dateline {
namespace {

class WrittenFile {
 public:
  explicit WrittenFile(const std::string& text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "dateline-cluster-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    folder_ = pattern;
    std::ofstream(path()) << text;
  }
  ~WrittenFile() { std::filesystem::remove_all(folder_); }
  std::string folder() const { return folder_; }
  std::string path() const { return folder_ + "/news.json"; }

 private:
  std::string folder_;
};

std::string refusal(const std::string& text) {
  const WrittenFile file(text);
  try {
    read_cluster_file(file.path());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::database);
    CHECK(std::string(error.what()).find(file.path()) != std::string::npos);
    return error.what();
  }
  return "read";
}

}  // namespace

TEST_CASE("a cluster file lists folders beside it, folders from the root, and servers") {
  const WrittenFile file(R"({"shards": ["old", "/srv/new", "10.0.0.7:7800", "[fd00::7]:7801", "./host:80", "a:b", "host:0"], "timeout": 2.5})");
  const std::vector<ShardAddress> shards = read_cluster_file(file.path()).shards;
  REQUIRE(shards.size() == 7);
  CHECK(shards[0].name == file.folder() + "/old");
  CHECK(shards[0].host.empty());
  CHECK(shards[1].name == "/srv/new");
  CHECK(shards[2] == ShardAddress{"10.0.0.7:7800", "10.0.0.7", 7800, 2500});
  CHECK(shards[3] == ShardAddress{"[fd00::7]:7801", "fd00::7", 7801, 2500});
  CHECK(shards[4].name == file.folder() + "/host:80");
  CHECK(shards[5].name == file.folder() + "/a:b");
  CHECK(shards[6].name == file.folder() + "/host:0");
}

TEST_CASE("a cluster file that makes no sense is refused with its path and the reason") {
  using Catch::Matchers::Contains;
  CHECK_THAT(refusal("shards: a"), Contains("not JSON"));
  CHECK_THAT(refusal("[]"), Contains("not a JSON object"));
  CHECK_THAT(refusal("{}"), Contains("\"shards\" is missing"));
  CHECK_THAT(refusal(R"({"shards": []})"), Contains("\"shards\" is missing"));
  CHECK_THAT(refusal(R"({"shards": "a"})"), Contains("\"shards\" is missing"));
  CHECK_THAT(refusal(R"({"shards": [7]})"), Contains("a shard is a text"));
  CHECK_THAT(refusal(R"({"shards": [""]})"), Contains("a shard is a text"));
  CHECK_THAT(refusal(R"({"shards": ["a\u0000b"]})"), Contains("NUL"));
  CHECK_THAT(refusal(R"({"shards": ["a"], "replicas": 2})"), Contains("\"replicas\""));
  CHECK_THAT(refusal(R"({"shards": ["a"], "timeout": 0})"), Contains("\"timeout\""));
  CHECK_THAT(refusal(R"({"shards": ["a"], "timeout": "10"})"), Contains("\"timeout\""));
  CHECK_THAT(refusal(R"({"shards": ["a"], "shard_by": "size"})"), Contains("\"shard_by\""));
  CHECK_THAT(refusal(std::string(2 << 20, ' ')), Contains("over a megabyte"));
}

TEST_CASE("a shard that is named twice is refused, for its articles would count twice") {
  const WrittenFile file(R"({"shards": ["old", "host:7800"]})");
  CHECK(shards_of({file.path(), "/srv/news"}).size() == 3);
  CHECK_THROWS_AS(shards_of({file.path(), file.path()}), Error);
  CHECK_THROWS_AS(shards_of({file.path(), file.folder() + "/./old"}), Error);
}

TEST_CASE("a new cluster is a folder that is searched by its own name, and says how it is filled") {
  const WrittenFile beside("{}");
  const std::string folder = beside.folder() + "/cluster";
  make_cluster(folder, 3, ShardBy::date);
  const std::vector<ShardAddress> shards = shards_of({folder});
  REQUIRE(shards.size() == 3);
  CHECK(shards[0].name == folder + "/1");
  CHECK(shards[2].name == folder + "/3");
  CHECK(read_cluster_file(cluster_file_of(folder)).by == ShardBy::date);
  CHECK_THROWS_AS(make_cluster(folder, 3, ShardBy::date), Error);
  CHECK_THROWS_AS(make_cluster(beside.folder(), 3, ShardBy::date), Error);  // a file is in it
}

TEST_CASE("what is not there is taken for a folder") {
  const std::vector<ShardAddress> shards = shards_of({"/nowhere/news"});
  REQUIRE(shards.size() == 1);
  CHECK(shards[0].name == "/nowhere/news");
  CHECK(shards[0].host.empty());
}

}  // namespace dateline
