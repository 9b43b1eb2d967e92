// Articles that come through a pipe.
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <string>
#include <thread>

#include "child.h"
#include "common/error.h"
#include "indexed.h"
#include "scratch.h"
#include "tests/packed.h"

namespace dateline {
namespace {

using Ids = std::set<std::string>;

void rest(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

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

TEST_CASE("articles that come slowly on standard input are searchable within seconds", "[pipeline]") {
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

TEST_CASE("a stop ends a run that waits for standard input, and keeps what has come", "[pipeline]") {
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

TEST_CASE("standard input that cannot be read is a problem, and the files before it are in", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("a", "One."));
  Indexed database(scratch);
  PipedInput input;
  input.write(cut_gzip(line("b", "Two.")));
  input.close();
  const std::atomic<bool> never{false};
  CHECK(index_standard_input(database, discover({scratch / "news"}, ""), {}, never).skipped == 1);
  CHECK(database.ids() == Ids{"a", "b"});  // all of b came before the damage
}

TEST_CASE("a run that fails does not wait for standard input to end", "[pipeline]") {
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

}  // namespace dateline
