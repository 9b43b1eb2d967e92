#include "indexer/discovery.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "common/error.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

Strings relative_paths(const Discovery& discovery) {
  Strings names;
  for (const FoundFile& file : discovery.files) names.push_back(file.relative);
  return names;
}

Strings problem_reasons(const Discovery& discovery) {
  Strings reasons;
  for (const Problem& problem : discovery.problems) reasons.push_back(fs::path(problem.path).filename().string() + ": " + problem.reason);
  return reasons;
}

// As long as it lives, the working folder.
class WorkingFolder {
 public:
  explicit WorkingFolder(const std::string& path) : before_(fs::current_path()) { fs::current_path(path); }
  ~WorkingFolder() { fs::current_path(before_); }

 private:
  fs::path before_;
};

}  // namespace

TEST_CASE("all files below a folder are found, by name", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/b.txt", "bb");
  scratch.write("news/a/z.txt", "z");
  scratch.write("news/a/deep/er/y.json", "y");
  scratch.write("news/c", "");
  const Discovery found = discover({scratch / "news"}, "");
  CHECK(relative_paths(found) == Strings{"a/deep/er/y.json", "a/z.txt", "b.txt", "c"});
  CHECK(found.roots == Strings{scratch / "news"});
  CHECK(found.problems.empty());
  CHECK(found.files[2].path == scratch / "news/b.txt");
  CHECK(found.files[2].root == scratch / "news");
  CHECK(found.files[2].size == 2);
  struct stat status;
  REQUIRE(::stat((scratch / "news/b.txt").c_str(), &status) == 0);
  CHECK(found.files[2].modified_ns == std::int64_t{status.st_mtim.tv_sec} * 1000000000 + status.st_mtim.tv_nsec);
}

TEST_CASE("hidden files and folders below a root are left out, a hidden root is not", "[discovery]") {
  const Scratch scratch;
  scratch.write(".news/a.txt", "a");
  scratch.write(".news/.hidden.txt", "a");
  scratch.write(".news/.git/b.txt", "a");
  CHECK(relative_paths(discover({scratch / ".news"}, "")) == Strings{"a.txt"});
  CHECK(relative_paths(discover({scratch / ".news/.hidden.txt"}, "")) == Strings{".hidden.txt"});
}

TEST_CASE("one file given is found under its folder", "[discovery]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.txt", "a");
  const Discovery found = discover({path}, "");
  CHECK(relative_paths(found) == Strings{"a.txt"});
  CHECK(found.files[0].root == scratch / "news");
  CHECK(found.roots == Strings{path});
}

TEST_CASE("paths may be relative, end in a slash, or hold dots", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  const WorkingFolder here(scratch.path());
  for (const char* path : {"news", "news/", "./news", "news/../news//", "."}) {
    CAPTURE(path);
    const Discovery found = discover({path}, "");
    REQUIRE(found.files.size() == 1);
    CHECK(found.files[0].path == scratch / "news/a.txt");
  }
}

TEST_CASE("a file given twice, or within a folder given too, is found once", "[discovery]") {
  const Scratch scratch;
  const std::string path = scratch.write("news/a.txt", "a");
  scratch.write("news/sub/b.txt", "b");
  CHECK(discover({path, path}, "").files.size() == 1);
  CHECK(discover({scratch / "news", path}, "").files.size() == 2);
  CHECK(discover({path, scratch / "news"}, "").files.size() == 2);
  CHECK(discover({scratch / "news", scratch / "news/sub"}, "").files.size() == 2);
  CHECK(discover({scratch / "news/sub", scratch / "news"}, "").files.size() == 2);
}

TEST_CASE("the order of the roots is kept", "[discovery]") {
  const Scratch scratch;
  scratch.write("a/x.txt", "a");
  scratch.write("b/y.txt", "b");
  CHECK(relative_paths(discover({scratch / "b", scratch / "a"}, "")) == Strings{"y.txt", "x.txt"});
}

TEST_CASE("links are followed, also to folders outside", "[discovery]") {
  const Scratch scratch;
  scratch.write("out/o.txt", "o");
  scratch.write("news/a.txt", "a");
  fs::create_symlink(scratch / "out", scratch / "news/link");
  fs::create_symlink(scratch / "out/o.txt", scratch / "news/one.txt");
  CHECK(relative_paths(discover({scratch / "news"}, "")) == Strings{"a.txt", "link/o.txt", "one.txt"});
}

TEST_CASE("a link back into the tree is followed once, and a loop ends", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/sub/a.txt", "a");
  fs::create_symlink(scratch / "news", scratch / "news/sub/up");
  fs::create_symlink(scratch / "news/sub", scratch / "news/again");
  const Discovery found = discover({scratch / "news"}, "");
  CHECK(found.files.size() == 1);
  CHECK(found.problems.empty());
}

TEST_CASE("a link to nothing, or to itself, is a problem and no end", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  fs::create_symlink(scratch / "gone", scratch / "news/dangling");
  fs::create_symlink(scratch / "news/self", scratch / "news/self");
  const Discovery found = discover({scratch / "news"}, "");
  CHECK(relative_paths(found) == Strings{"a.txt"});
  CHECK(problem_reasons(found) == Strings{"dangling: No such file or directory", "self: Too many levels of symbolic links"});
}

TEST_CASE("pipes and devices are problems", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  REQUIRE(::mkfifo((scratch / "news/pipe").c_str(), 0600) == 0);
  fs::create_symlink("/dev/null", scratch / "news/null");
  const Discovery found = discover({scratch / "news"}, "");
  CHECK(relative_paths(found) == Strings{"a.txt"});
  CHECK(problem_reasons(found) == Strings{"null: not a regular file", "pipe: not a regular file"});
  CHECK(problem_reasons(discover({"/dev/null"}, "")) == Strings{"null: not a regular file"});
}

TEST_CASE("a root that is missing is an error of usage, or a root without files where that is allowed", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  try {
    discover({scratch / "news", scratch / "none"}, "");
    FAIL("not thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK_THAT(error.what(), Catch::Contains("none: No such file"));
  }
  const Discovery found = discover({scratch / "none", scratch / "news"}, "", true);
  CHECK(found.files.size() == 1);
  CHECK(found.roots == Strings{scratch / "none", scratch / "news"});
  CHECK_THROWS_AS(discover({scratch / "news/a.txt/x"}, "", true), Error);
}

TEST_CASE("the database's own folder is left out", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  scratch.write("news/db/lock", "pid");
  scratch.write("news/db/gen-1/x", "x");
  scratch.write("news/dbx/b.txt", "b");
  const WorkingFolder here(scratch.path());
  for (const std::string& excluded : {scratch / "news/db", scratch / "news/db/", std::string("news/db"), std::string("./news//db/."), std::string("news/x/../db")}) {
    CAPTURE(excluded);
    CHECK(relative_paths(discover({"news"}, excluded)) == Strings{"a.txt", "dbx/b.txt"});
  }
}

TEST_CASE("names may hold spaces, line ends and bytes that are no UTF-8", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a b.txt", "a");
  scratch.write("news/line\nend.txt", "a");
  scratch.write("news/bad\xFF.txt", "a");
  CHECK(relative_paths(discover({scratch / "news"}, "")) == Strings{"a b.txt", "bad\xFF.txt", "line\nend.txt"});
}

TEST_CASE("an empty folder has no files and no problems", "[discovery]") {
  const Scratch scratch;
  fs::create_directory(scratch / "news");
  const Discovery found = discover({scratch / "news"}, "");
  CHECK(found.files.empty());
  CHECK(found.problems.empty());
  CHECK(found.roots.size() == 1);
}

TEST_CASE("one file is looked at by itself", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/sub/a.txt", "abc");
  const Discovery found = discover_file(scratch / "news/sub/a.txt", scratch / "news");
  CHECK(relative_paths(found) == Strings{"sub/a.txt"});
  CHECK(found.files[0].size == 3);
  CHECK(problem_reasons(discover_file(scratch / "news/none", scratch / "news")) == Strings{"none: No such file or directory"});
  CHECK(problem_reasons(discover_file(scratch / "news/sub", scratch / "news")) == Strings{"sub: not a regular file"});
}

TEST_CASE("the database's folder is left out also when it is reached by a link", "[discovery]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  scratch.write("news/db/lock", "pid");
  fs::create_directory_symlink(scratch / "news", scratch / "link");
  CHECK(discover({scratch / "link"}, scratch / "news/db").files.size() == 1);
}

TEST_CASE("an empty path is an error of usage", "[discovery]") {
  try {
    discover({""}, "");
    FAIL("not thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
  }
}

}  // namespace dateline
