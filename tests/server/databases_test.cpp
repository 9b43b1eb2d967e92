// Which databases there are, and which a request means.
#include "server/service/databases.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "../query/scratch_database.h"
#include "common/store/cluster_file.h"
#include "indexer/article_writer.h"
#include "server/http/http_error.h"

using namespace dateline;
namespace fs = std::filesystem;

namespace {

void make(const std::string& path) {
  ArticleWriter writer(path);
  Article article;
  article.id = "one";
  article.title = "Ferry";
  writer.put(std::move(article));
  writer.commit();
}

std::size_t articles(Databases& databases, const std::string& name) {
  Request request;
  request.query = "ferry";
  return databases.searcher({name})->search(request).hits.size();
}

}  // namespace

TEST_CASE("a database is there as soon as another program has made it, and gone when it is", "[databases]") {
  const ScratchFolder folder;
  const std::string root = folder / "root";
  Databases databases({root, {}, false, {}});
  CHECK(databases.names().empty());
  make(root + "/a");
  CHECK(databases.names() == std::vector<std::string>{"a"});
  // Nothing has changed for long: what is known of the folder is kept.
  fs::last_write_time(root, fs::file_time_type::clock::now() - std::chrono::hours(1));
  CHECK(databases.names() == std::vector<std::string>{"a"});
  CHECK(databases.names() == std::vector<std::string>{"a"});
  fs::create_directory(root + "/b");
  CHECK(databases.names() == std::vector<std::string>{"a"});
  fs::last_write_time(root, fs::file_time_type::clock::now() - std::chrono::minutes(30));
  CHECK(databases.names() == std::vector<std::string>{"a"});
  make(root + "/b");  // which does not change the root
  CHECK(databases.names() == std::vector<std::string>{"a", "b"});
  CHECK(articles(databases, "b") == 1);
  fs::remove_all(root + "/a");
  CHECK(databases.names() == std::vector<std::string>{"b"});
}

TEST_CASE("a cluster is one database to search, and its shards are to be written to", "[databases]") {
  const ScratchFolder folder;
  const std::string cluster = folder / "root/news";
  make_cluster(cluster, 2, ShardBy::hash);
  make(cluster + "/1");
  make(cluster + "/2");
  Databases databases({folder / "root", {}, false, {}});
  CHECK(databases.names() == std::vector<std::string>{"news"});
  CHECK(articles(databases, "news") == 2);
  CHECK_THROWS_AS(databases.ingest("news"), HttpError);
  CHECK_THROWS_AS(databases.remove("news"), HttpError);
  CHECK(fs::exists(cluster + "/1"));

  Databases shards({cluster, {}, false, {}});
  CHECK(shards.names() == std::vector<std::string>{"1", "2"});
  CHECK(articles(shards, "1") == 1);
  CHECK(shards.ingest("1"));
}

TEST_CASE("databases made one after the other at once are all there", "[databases]") {
  const ScratchFolder folder;
  const std::string root = folder / "root";
  Databases databases({root, {}, false, {}});
  std::vector<std::string> made;
  for (char name = 'a'; name < 'f'; ++name) {
    made.emplace_back(1, name);
    fs::create_directory(root + "/" + made.back());
    std::ofstream(root + "/" + made.back() + "/XAPIANDB") << "auto gen-1\n";
    CHECK(databases.names() == made);
  }
}

TEST_CASE("a token's rights bound what a name, a pattern or none means", "[databases]") {
  const ScratchFolder folder;
  const std::string root = folder / "root";
  for (const char* name : {"/a-1", "/a-2", "/b"}) make(root + name);
  Databases databases({root, {}, false, {}});
  using Names = std::vector<std::string>;
  const Grant some{true, false, {"a-1", "b"}};
  CHECK(resolve_names(databases, "", some) == Names{"a-1", "b"});
  CHECK(resolve_names(databases, "a-*", some) == Names{"a-1"});
  CHECK(resolve_names(databases, "_all,-b", some) == Names{"a-1"});
  CHECK_THROWS(resolve_names(databases, "a-2", some));
  CHECK(resolve_names(databases, "b,a-1", some) == Names{"b", "a-1"});
}

TEST_CASE("one that is removed and made again by many at once is there or not, and nothing else goes wrong", "[databases]") {
  const ScratchFolder folder;
  Databases databases({folder / "root", {}, false, {}});
  std::atomic<int> made{0}, removed{0};
  std::mutex mutex;
  std::vector<std::string> faults;
  const auto work = [&](unsigned number) {
    for (unsigned i = 0; i < 60; ++i) {
      try {
        if ((i + number) % 3) {
          const std::shared_ptr<Ingest> ingest = databases.ingest("one");
          ingest->create();
          ++made;
        } else {
          databases.remove("one");
          ++removed;
        }
      } catch (const HttpError& error) {
        if (error.status() == 404) continue;
        const std::lock_guard lock(mutex);
        faults.push_back(error.what());
      } catch (const std::exception& error) {
        const std::lock_guard lock(mutex);
        faults.push_back(error.what());
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned number = 0; number < 4; ++number) threads.emplace_back(work, number);
  for (std::thread& thread : threads) thread.join();
  CHECK(faults == std::vector<std::string>{});
  CHECK(made > 0);
  CHECK(removed > 0);
}
