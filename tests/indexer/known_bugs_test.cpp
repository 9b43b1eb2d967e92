// What goes wrong today, each as a sentence about what should hold. A test here fails as expected ([!shouldfail]); whoever mends
// the bug takes the tag off and moves the test to where it belongs.
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <thread>

#include "child.h"
#include "common/error.h"
#include "indexed.h"
#include "indexer/commands/commands.h"
#include "indexer/program.h"
#include "indexer/rebuild.h"
#include "indexer/watch.h"
#include "readers/records.h"
#include "scratch.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using Ids = std::set<std::string>;

void rest(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

std::set<std::string> changed(Watch& watch) {
  std::atomic<bool> stop{false};
  std::thread end([&] {
    rest(600);
    stop = true;
  });
  std::set<std::string> paths;
  for (const auto& [path, root] : watch.wait(100, 1000, stop).files) paths.insert(path);
  end.join();
  return paths;
}

// gzip data that lacks its last bytes.
std::string cut_gzip(const std::string& text) {
  std::string packed(text.size() + 1000, '\0');
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out - 8);
  deflateEnd(&stream);
  return packed;
}

// As long as it lives, standard input is a pipe that the test writes to.
class PipedInput {
 public:
  PipedInput() : before_(::dup(STDIN_FILENO)) {
    int ends[2];
    if (::pipe(ends) || ::dup2(ends[0], STDIN_FILENO) < 0) throw std::runtime_error("no pipe");
    ::close(ends[0]);
    writing_ = ends[1];
  }
  ~PipedInput() {
    close();
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }
  PipedInput(const PipedInput&) = delete;
  void write(const std::string& text) const {
    if (::write(writing_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) throw std::runtime_error("cannot write to the pipe");
  }
  void close() {
    if (writing_ >= 0) ::close(writing_);
    writing_ = -1;
  }

 private:
  int before_, writing_ = -1;
};

Report index_standard_input(const Indexed& database, const Discovery& files, const IndexOptions& options, const std::atomic<bool>& stop) {
  const WriterLock lock(database.directory(), 5);
  return index_files(database.directory(), files, true, options, stop);
}

}  // namespace

// --- pages that end or eat the run ---

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a page that ends within a tag is a page, and does not end the run", "[html][bug][!shouldfail]") {
  CHECK(article_of("<html><head><title>Ferry</title></head><body><p>The ferry sails again.</p><div class=\"x", "x.html").title == "Ferry");
}

TEST_CASE("elements that only look closed count as nested: a page of <div/> does not crash the reader", "[html][bug][!shouldfail]") {
  CHECK(survives([&] { parsed_of("<html><body>" + repeated("<div/>", 50000) + "<p>text</p>", "x.html"); }));
}

TEST_CASE("the word script in a comment, or a style in a drawing, does not hide how deep a page is nested", "[html][bug][!shouldfail]") {
  CHECK(survives([&] { parsed_of("<html><body><!-- <script> -->" + repeated("<div>", 50000) + "<p>text", "x.html"); }));
  CHECK(survives([&] { parsed_of("<html><body><svg><style>" + repeated("<div>", 50000) + "<p>text", "x.html"); }));
}

TEST_CASE("bold that is opened in every block and never closed takes no gigabytes", "[html][bug][!shouldfail]") {
  std::string page = "<html><body>";
  for (int i = 0; i < 4000; ++i) page += "<div><b id=" + std::to_string(i) + "></div>";
  CHECK(survives([&] { parsed_of(page, "x.html"); }, 30, 1000));
}

// --- tables and encodings ---

TEST_CASE("a doubled quote within an unquoted cell is text", "[splitter][bug][!shouldfail]") {
  CHECK(pieces_of("title\tbody\nA 5\"\" pipe\tIt leaks.\nFerry\tIt sails.\n", "x.tsv").size() == 2);
}

TEST_CASE("text in UTF-32 with a mark is read", "[encoding][bug][!shouldfail]") {
  std::string wide("\xFF\xFE\0\0", 4);
  for (const char32_t c : std::u32string(U"Паром\n\nПогода была хорошей.\n"))
    for (int shift : {0, 8, 16, 24}) wide += static_cast<char>(c >> shift & 0xFF);
  CHECK(article_of(wide, "x.txt").title == "Паром");
}

// --- standard input ---

TEST_CASE("articles that come slowly on standard input are searchable within seconds", "[pipeline][bug][!shouldfail]") {
  const Scratch scratch;
  Indexed database(scratch);
  PipedInput input;
  std::atomic<bool> never{false};
  IndexOptions options;
  options.publish_seconds = 0.2;
  std::thread run([&] { index_standard_input(database, {}, options, never); });
  for (int i = 0; i < 10; ++i) {
    input.write(line("s" + std::to_string(i), "Words."));
    rest(150);
  }
  rest(500);
  const std::size_t meanwhile = database.ids().size();
  input.close();
  run.join();
  CHECK(meanwhile >= 5);
  CHECK(database.ids().size() == 10);
}

TEST_CASE("a stop ends a run that waits for standard input, and keeps what has come", "[pipeline][bug][!shouldfail]") {
  const Scratch scratch;
  Indexed database(scratch);
  PipedInput input;
  std::atomic<bool> stop{false}, ended{false};
  std::thread run([&] {
    index_standard_input(database, {}, {}, stop);
    ended = true;
  });
  for (int i = 0; i < 10; ++i) input.write(line("s" + std::to_string(i), "Words."));
  rest(300);
  stop = true;
  for (int i = 0; i < 30 && !ended; ++i) rest(100);
  const bool in_time = ended;
  input.close();
  run.join();
  CHECK(in_time);
  CHECK(database.ids().size() == 10);
}

TEST_CASE("standard input that cannot be read is a problem, and the files before it are in", "[pipeline][bug][!shouldfail]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a", "One."));
  Indexed database(scratch);
  PipedInput input;
  input.write(cut_gzip(line("b", "Two.")));
  input.close();
  const std::atomic<bool> never{false};
  CHECK(index_standard_input(database, discover({scratch / "news"}, ""), {}, never).skipped == 1);
  CHECK(database.ids() == Ids{"a"});
}

TEST_CASE("a run that fails does not wait for standard input to end", "[pipeline][bug][!shouldfail]") {
  const Scratch scratch;
  Indexed database(scratch);
  const std::string db = database.directory().path();
  CHECK(survives(
      [&] {
        PipedInput input;
        std::string lines;
        for (int i = 0; i < 700; ++i) lines += line("a" + std::to_string(i), std::to_string(i * 7919) + " ");
        input.write(lines);
        const std::atomic<bool> never{false};
        IndexOptions options;
        options.on_problem = [](const Problem&) { throw Error(ErrorKind::database, "failed"); };
        input.write("not json\n" + lines.substr(0, 20000) + "\n");
        const WriterLock lock(DatabaseDirectory(db), 5);
        try {
          dry_run(DatabaseDirectory(db), {}, true, options, never);
        } catch (const Error&) {
        }
      },
      5));
}

// --- watching ---

TEST_CASE("what changes while another program writes to the database is taken in afterwards", "[watch][bug]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a", "One."));
  Indexed database(scratch);
  std::atomic<bool> stop{false};
  std::istringstream in;
  std::ostringstream out, err;
  const ParsedOptions options = parse_options(index_program(), {"watch", "--lock-timeout=0", "--db", database.directory().path(), scratch / "news"});
  const CommandContext context{options, database.directory(), in, out, err, false, 80, stop};
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

TEST_CASE("the database's folder is not watched, however its path is written", "[watch][bug]") {
  const Scratch scratch;
  fs::create_directories(scratch / "news/db");
  Watch watch({scratch / "news"}, scratch / "news/db/");
  scratch.write("news/db/lock", "pid");
  CHECK(changed(watch).empty());
}

TEST_CASE("a folder that may not be read does not end the watching of the others", "[watch][bug][!shouldfail]") {
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

// --- which files ---

TEST_CASE("the database's folder is left out also when it is reached by a link", "[discovery][bug]") {
  const Scratch scratch;
  scratch.write("news/a.txt", "a");
  scratch.write("news/db/lock", "pid");
  fs::create_directory_symlink(scratch / "news", scratch / "link");
  CHECK(discover({scratch / "link"}, scratch / "news/db").files.size() == 1);
}

TEST_CASE("an empty path is an error of usage", "[discovery][bug]") {
  try {
    discover({""}, "");
    FAIL("not thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
  }
}

// --- what must not be lost, and what must not stay ---

TEST_CASE("--prune keeps the articles of files that cannot be looked at", "[pipeline][bug]") {
  const Scratch scratch;
  for (const char* name : {"a", "b", "c", "private/d"}) scratch.write("news/" + std::string(name) + ".jsonl", line(name, "Words."));
  Indexed database(scratch);
  database.index({scratch / "news"});
  // Nobody reads below a folder without permissions but root, who is somebody else for a while.
  fs::permissions(scratch / "news/private", fs::perms::none);
  const bool root = ::geteuid() == 0;
  if (root) {
    for (const auto& entry : fs::recursive_directory_iterator(database.directory().path())) REQUIRE(::chown(entry.path().c_str(), 65534, 65534) == 0);
    REQUIRE(::chown(database.directory().path().c_str(), 65534, 65534) == 0);
    fs::permissions(scratch.path(), fs::perms(0755));
    REQUIRE(::seteuid(65534) == 0);
  }
  std::uint64_t gone = 0;
  std::string refused;
  try {
    gone = database.prune({scratch / "news"});
  } catch (const Error& error) {
    refused = error.what();
  }
  const bool back = !root || ::seteuid(0) == 0;
  fs::permissions(scratch / "news/private", fs::perms::owner_all);
  REQUIRE(back);
  CHECK(refused.empty());
  CHECK(gone == 0);
  CHECK(database.ids().size() == 4);
}

TEST_CASE("an upgrade that fails leaves no half generation", "[rebuild][bug]") {
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

TEST_CASE("records that are none, however many, are not kept in memory", "[pipeline][bug][!shouldfail]") {
  const Scratch scratch;
  std::string list = "[1";
  for (int i = 0; i < 400000; ++i) list += ",1";
  scratch.write("a.json", list + "]");
  const std::string db = scratch / "db";
  CHECK(survives(
      [&] {
        const DatabaseDirectory directory(db);
        directory.create();
        const WriterLock lock(directory, 5);
        const std::atomic<bool> never{false};
        index_files(directory, discover({scratch / "a.json"}, db), false, IndexOptions(), never);
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        if (kLimitsMemory && used.ru_maxrss > 200'000) throw std::runtime_error("too much");
      },
      60, 4000));
}

}  // namespace dateline
