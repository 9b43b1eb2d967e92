// The folder of a database: what it may hold, which generation is live, and that one writer holds it.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/error.h"
#include "common/store/database_directory.h"
#include "temporary_folder.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Generations = std::vector<std::uint64_t>;

template <typename Act>
void check_fails(ErrorKind kind, const std::string& part, Act act) {
  try {
    act();
    FAIL_CHECK("went well");
  } catch (const Error& error) {
    CHECK(error.kind() == kind);
    CAPTURE(error.what());
    CHECK(std::string(error.what()).find(part) != std::string::npos);
  }
}

// A generation with a file in it.
void make_generation(const TemporaryFolder& folder, int number) { folder.write("gen-" + std::to_string(number) + "/postlist.glass", "bytes"); }

}  // namespace

TEST_CASE("a folder is made, and those above it", "[database_directory]") {
  const TemporaryFolder folder;
  DatabaseDirectory(folder.path("a/b/news")).create();
  CHECK(fs::is_directory(folder.path("a/b/news")));
  DatabaseDirectory(folder.path("a/b/news")).create();
}

TEST_CASE("an empty folder, and what an interrupted first run leaves, will do", "[database_directory]") {
  const TemporaryFolder folder;
  DatabaseDirectory(folder.path()).create();
  folder.write("lock", "");
  folder.write("XAPIANDB.tmp", "auto");
  make_generation(folder, 1);
  CHECK_NOTHROW(DatabaseDirectory(folder.path()).create());
}

TEST_CASE("a folder that holds anybody's files is refused and left alone", "[database_directory]") {
  const TemporaryFolder folder;
  folder.write("letter.txt", "dear all");
  check_fails(ErrorKind::database, "letter.txt", [&] { DatabaseDirectory(folder.path()).create(); });
  CHECK(folder.read("letter.txt") == "dear all");
  CHECK_FALSE(folder.has("lock"));
  CHECK_FALSE(folder.has("XAPIANDB"));
}

TEST_CASE("a file is no folder for a database", "[database_directory]") {
  const TemporaryFolder folder;
  folder.write("news", "text");
  check_fails(ErrorKind::database, "is a file", [&] { DatabaseDirectory(folder.path("news")).create(); });
}

TEST_CASE("a database may hold other files beside it", "[database_directory]") {
  const TemporaryFolder folder;
  folder.write("notes.txt", "mine");
  folder.write("XAPIANDB", "auto gen-1\n");
  CHECK_NOTHROW(DatabaseDirectory(folder.path()).create());
}

TEST_CASE("nothing is live before something was published", "[database_directory]") {
  const TemporaryFolder folder;
  const DatabaseDirectory directory(folder.path());
  CHECK_FALSE(directory.live_generation());
  make_generation(folder, 1);
  CHECK_FALSE(directory.live_generation());
  CHECK_FALSE(DatabaseDirectory(folder.path("nowhere")).live_generation());
  CHECK(DatabaseDirectory(folder.path("nowhere")).generations().empty());
}

TEST_CASE("what was published last is live", "[database_directory]") {
  const TemporaryFolder folder;
  const DatabaseDirectory directory(folder.path());
  make_generation(folder, 1);
  make_generation(folder, 12);
  directory.publish(1);
  CHECK(directory.live_generation() == 1);
  directory.publish(12);
  CHECK(directory.live_generation() == 12);
  CHECK(folder.read("XAPIANDB") == "auto gen-12\n");
  CHECK_FALSE(folder.has("XAPIANDB.tmp"));
}

TEST_CASE("a stub that is not ours is refused, with advice", "[database_directory]") {
  const TemporaryFolder folder;
  for (const char* stub : {"", "auto /somewhere/else\n", "auto gen-\n", "auto gen-x\n", "auto gen-1x\n", "remote host:1\n"}) {
    CAPTURE(stub);
    folder.write("XAPIANDB", stub);
    check_fails(ErrorKind::database, "is --db right?", [&] { DatabaseDirectory(folder.path()).live_generation(); });
  }
}

TEST_CASE("generations are listed by number, and nothing else is one", "[database_directory]") {
  const TemporaryFolder folder;
  for (int number : {10, 2, 1}) make_generation(folder, number);
  for (const char* name : {"gen-", "gen-x", "gen-3.old", "general", "4"}) fs::create_directory(folder.path(name));
  const DatabaseDirectory directory(folder.path());
  CHECK(directory.generations() == Generations{1, 2, 10});
  CHECK(directory.generation_path(2) == folder.path("gen-2"));
  CHECK(directory.bytes_on_disk(2) == 5);
  CHECK(directory.bytes_on_disk(99) == 0);
}

TEST_CASE("old generations go when the live one has been so for the grace period, and the live one never", "[database_directory]") {
  const TemporaryFolder folder;
  const DatabaseDirectory directory(folder.path());
  for (int number : {1, 2, 3}) make_generation(folder, number);
  directory.publish(2);
  directory.remove_old(60);
  CHECK(directory.generations() == Generations{1, 2, 3});
  fs::last_write_time(folder.path("XAPIANDB"), fs::file_time_type::clock::now() - std::chrono::seconds(61));
  directory.remove_old(60);
  CHECK(directory.generations() == Generations{2});
  directory.remove_old(0);
  CHECK(folder.has("gen-2/postlist.glass"));
}

TEST_CASE("nothing is removed where nothing is live", "[database_directory]") {
  const TemporaryFolder folder;
  make_generation(folder, 1);
  DatabaseDirectory(folder.path()).remove_old(0);
  CHECK(folder.has("gen-1"));
}

TEST_CASE("a path with slashes behind it is the same folder", "[database_directory]") {
  CHECK(DatabaseDirectory("/news//").path() == "/news");
  CHECK(DatabaseDirectory("/").path() == "/");
}

TEST_CASE("one writer holds the lock, and the other is told who", "[database_directory]") {
  const TemporaryFolder folder;
  const DatabaseDirectory directory(folder.path());
  {
    const WriterLock held(directory, 0);
    check_fails(ErrorKind::locked, "pid " + std::to_string(::getpid()), [&] { WriterLock second(directory, 0); });
    check_fails(ErrorKind::locked, folder.path(), [&] { WriterLock second(directory, 0.1); });
  }
  CHECK_NOTHROW(WriterLock(directory, 0));
}

TEST_CASE("a lock that was moved is still held, once", "[database_directory]") {
  const TemporaryFolder folder;
  const DatabaseDirectory directory(folder.path());
  {
    WriterLock first(directory, 0);
    const WriterLock second(std::move(first));
    check_fails(ErrorKind::locked, "", [&] { WriterLock third(directory, 0); });
  }
  CHECK_NOTHROW(WriterLock(directory, 0));
}

TEST_CASE("a writer waits for the lock as long as it may", "[database_directory]") {
  const TemporaryFolder folder;
  const DatabaseDirectory directory(folder.path());
  auto held = std::make_unique<WriterLock>(directory, 0);
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    held.reset();
  });
  CHECK_NOTHROW(WriterLock(directory, 30));
  release.join();
}

TEST_CASE("without its folder there is no lock", "[database_directory]") {
  const TemporaryFolder folder;
  check_fails(ErrorKind::io, "nowhere", [&] { WriterLock lock(DatabaseDirectory(folder.path("nowhere")), 0); });
}

TEST_CASE("a file is replaced as a whole", "[database_directory]") {
  const TemporaryFolder folder;
  folder.write("a", "a long text of old");
  replace_file(folder.path("a"), "new");
  CHECK(folder.read("a") == "new");
  replace_file(folder.path("b"), std::string("\0\n", 2));
  CHECK(folder.read("b") == std::string("\0\n", 2));
  CHECK_FALSE(folder.has("a.tmp"));
  check_fails(ErrorKind::io, "nowhere/c", [&] { replace_file(folder.path("nowhere/c"), "x"); });
}

TEST_CASE("an error after the stub was replaced does not take away the generation that it names", "[database_directory]") {
  const TemporaryFolder folder;
  for (const int number : {1, 2, 3}) make_generation(folder, number);
  folder.write("XAPIANDB", "auto gen-2\n");
  const DatabaseDirectory directory(folder.path());
  directory.remove_unpublished();
  CHECK(directory.generations() == Generations{1, 2});
}

}  // namespace dateline
