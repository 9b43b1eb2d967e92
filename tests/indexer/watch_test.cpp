#include "indexer/watch.h"

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>

#include "child.h"
#include "common/error.h"
#include "indexed.h"
#include "indexer/commands/commands.h"
#include "indexer/program.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Files = std::set<std::string>;
using Ids = std::set<std::string>;

void rest(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

constexpr int kQuiet = 100, kLongest = 3000;

// What has changed below the scratch folder within two seconds at most; the root of each is checked on the way.
Files changes(Watch& watch, const Scratch& scratch, const std::string& root) {
  std::atomic<bool> stop{false};
  std::thread end([&] {
    for (int i = 0; i < 100 && !stop; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop = true;
  });
  const Changes found = watch.wait(kQuiet, kLongest, stop);
  stop = true;
  end.join();
  CHECK_FALSE(found.overflow);
  Files files;
  for (const auto& [path, below] : found.files) {
    CHECK(below == root);
    files.insert(fs::relative(path, scratch.path()).string());
  }
  return files;
}

}  // namespace

TEST_CASE("a file that is written is a change", "[watch]") {
  const Scratch scratch;
  scratch.write("news/old.txt", "old");
  Watch watch({scratch / "news"}, "");
  scratch.write("news/a.txt", "a");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt"});
  scratch.append("news/old.txt", "more");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/old.txt"});
}

TEST_CASE("a file that is being written is a change when it is closed", "[watch]") {
  const Scratch scratch;
  fs::create_directory(scratch / "news");
  Watch watch({scratch / "news"}, "");
  std::ofstream out(scratch / "news/a.txt");
  out << "half" << std::flush;
  std::atomic<bool> stop{false};
  std::thread end([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    stop = true;
  });
  CHECK(watch.wait(kQuiet, kLongest, stop).files.empty());
  end.join();
  out.close();
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt"});
}

TEST_CASE("a file that is moved in, moved away or deleted is a change", "[watch]") {
  const Scratch scratch;
  scratch.write("out/a.txt", "a");
  scratch.write("news/b.txt", "b");
  scratch.write("news/c.txt", "c");
  Watch watch({scratch / "news"}, "");
  fs::rename(scratch / "out/a.txt", scratch / "news/a.txt");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt"});
  fs::rename(scratch / "news/b.txt", scratch / "out/b.txt");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/b.txt"});
  fs::remove(scratch / "news/c.txt");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/c.txt"});
  fs::rename(scratch / "news/a.txt", scratch / "news/renamed.txt");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt", "news/renamed.txt"});
}

TEST_CASE("folders below are watched, those that come later too, with what they hold", "[watch]") {
  const Scratch scratch;
  scratch.write("news/sub/deep/old.txt", "old");
  Watch watch({scratch / "news"}, "");
  scratch.write("news/sub/deep/a.txt", "a");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/sub/deep/a.txt"});
  scratch.write("news/new/er/b.txt", "b");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/new/er/b.txt"});
  scratch.write("news/new/er/c.txt", "c");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/new/er/c.txt"});
  scratch.write("out/x/d.txt", "d");
  fs::rename(scratch / "out/x", scratch / "news/x");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/x/d.txt"});
  scratch.write("news/x/e.txt", "e");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/x/e.txt"});
}

TEST_CASE("a folder that is renamed is watched under its new name", "[watch]") {
  const Scratch scratch;
  scratch.write("news/sub/a.txt", "a");
  Watch watch({scratch / "news"}, "");
  fs::rename(scratch / "news/sub", scratch / "news/other");
  CHECK(changes(watch, scratch, scratch / "news").count("news/other/a.txt") == 1);
  scratch.write("news/other/b.txt", "b");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/other/b.txt"});
}

TEST_CASE("a folder that is deleted takes its files with it", "[watch]") {
  const Scratch scratch;
  scratch.write("news/sub/a.txt", "a");
  scratch.write("news/sub/deep/b.txt", "b");
  Watch watch({scratch / "news"}, "");
  fs::remove_all(scratch / "news/sub");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/sub", "news/sub/a.txt", "news/sub/deep", "news/sub/deep/b.txt"});
}

TEST_CASE("hidden files and folders, and the database's, are not watched", "[watch]") {
  const Scratch scratch;
  fs::create_directories(scratch / "news/.git");
  fs::create_directories(scratch / "news/db");
  Watch watch({scratch / "news"}, scratch / "news/db");
  scratch.write("news/.git/a.txt", "a");
  scratch.write("news/.b.txt", "b");
  scratch.write("news/db/c.txt", "c");
  scratch.write("news/.later/d.txt", "d");
  scratch.write("news/e.txt", "e");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/e.txt"});
}

TEST_CASE("of a single file, only itself is watched, also when it is replaced", "[watch]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.txt", "a");
  Watch watch({path}, "");
  scratch.write("news/b.txt", "b");
  scratch.write("news/sub/a.txt", "b");
  scratch.append("news/a.txt", "more");
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt"});
  scratch.write("news/tmp", "new");
  fs::rename(scratch / "news/tmp", path);
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt"});
  fs::remove(path);
  CHECK(changes(watch, scratch, scratch / "news") == Files{"news/a.txt"});
}

TEST_CASE("several changes come together, each file once", "[watch]") {
  const Scratch scratch;
  fs::create_directory(scratch / "news");
  Watch watch({scratch / "news"}, "");
  for (int round = 0; round < 5; ++round)
    for (int i = 0; i < 20; ++i) scratch.write("news/f" + std::to_string(i) + ".txt", "round " + std::to_string(round));
  CHECK(changes(watch, scratch, scratch / "news").size() == 20);
}

TEST_CASE("changes that never end are told after the longest wait", "[watch]") {
  const Scratch scratch;
  fs::create_directory(scratch / "news");
  Watch watch({scratch / "news"}, "");
  std::atomic<bool> stop{false}, never{false};
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      scratch.write("news/f" + std::to_string(i % 5) + ".txt", "x");
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  });
  const auto start = std::chrono::steady_clock::now();
  const Changes found = watch.wait(200, 500, never);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  stop = true;
  writer.join();
  CHECK(found.files.size() == 5);
  CHECK(seconds < 3);
}

TEST_CASE("a stop ends the wait soon", "[watch]") {
  const Scratch scratch;
  fs::create_directory(scratch / "news");
  Watch watch({scratch / "news"}, "");
  std::atomic<bool> stop{false};
  std::thread soon([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop = true;
  });
  const auto start = std::chrono::steady_clock::now();
  CHECK(watch.wait(1000, 5000, stop).files.empty());
  soon.join();
  CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 2);
}

TEST_CASE("two roots are watched, each file below its own", "[watch]") {
  const Scratch scratch;
  fs::create_directory(scratch / "one");
  fs::create_directory(scratch / "two");
  Watch watch({scratch / "one", scratch / "two"}, "");
  scratch.write("two/a.txt", "a");
  CHECK(changes(watch, scratch, scratch / "two") == Files{"two/a.txt"});
  scratch.write("one/a.txt", "a");
  CHECK(changes(watch, scratch, scratch / "one") == Files{"one/a.txt"});
}

TEST_CASE("what changes while another program writes to the database is taken in afterwards", "[watch]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a", "One."));
  Indexed database(scratch);
  std::atomic<bool> stop{false};
  std::istringstream in;
  std::ostringstream out, err;
  const ParsedOptions options = parse_options(index_program(), {"watch", "--lock-timeout=0", "--db", database.directory().path(), scratch / "news"});
  const SystemClock clock;
  const CommandContext context{options, database.directory(), in, out, err, false, 80, stop, clock};
  std::string failure;
  std::thread watcher([&] {
    try {
      run_watch(context);
    } catch (const Error& error) {
      failure = error.what();
    }
  });
  rest(700);
  {
    const WriterLock other(database.directory(), 5);
    scratch.write("news/b.jsonl", line("b", "Two."));
    rest(1500);
  }
  rest(2500);
  stop = true;
  watcher.join();
  CHECK(failure.empty());
  CHECK(database.ids() == Ids{"a", "b"});
}

TEST_CASE("the database's folder is not watched, however its path is written", "[watch]") {
  const Scratch scratch;
  fs::create_directories(scratch / "news/db");
  Watch watch({scratch / "news"}, scratch / "news/db/");
  scratch.write("news/db/lock", "pid");
  CHECK(changes(watch, scratch, scratch / "news").empty());
}

TEST_CASE("a folder that may not be read does not end the watching of the others", "[watch]") {
  const Scratch scratch;
  fs::create_directories(scratch / "news/private");
  fs::create_directories(scratch / "news/open");
  fs::permissions(scratch / "news/private", fs::perms::none);
  fs::permissions(scratch.path(), fs::perms(0755));
  CHECK(survives([&] {
    if (::geteuid() == 0 && ::setuid(65534)) return;
    Watch watch({scratch / "news"}, "");
  }));
  fs::permissions(scratch / "news/private", fs::perms::owner_all);
}

}  // namespace dateline
