// A run that is stopped, and the one after it.
#include <atomic>
#include <catch2/catch.hpp>
#include <string>

#include "indexed.h"
#include "made_up_articles.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("a run that was stopped and run again comes to what an undisturbed one comes to", "[pipeline]") {
  const Scratch scratch;
  std::string lines;
  for (int i = 0; i < 6000; ++i) {
    lines += made_up(1, i);
    if (i % 500 == 499) lines += "not json\n";
    if (i % 700 == 0) lines += line("m3", made_up_body(i));
  }
  scratch.write("news/b.jsonl", lines);
  scratch.write("news/a.jsonl", made_up(50, 10000));
  scratch.write("news/c.jsonl", made_up(50, 20000));
  Indexed undisturbed(scratch, "undisturbed"), stopped(scratch, "stopped");
  undisturbed.index({scratch / "news"}, 2);

  for (int stop_at : {1, 4, 8}) {
    std::atomic<bool> stop{false};
    int problems = 0;
    IndexOptions options;
    options.jobs = 2;
    options.publish_seconds = 0;  // commit after every piece
    options.on_problem = [&](const Problem&) {
      if (++problems == stop_at) stop = true;
    };
    const Report report = stopped.index_until({scratch / "news"}, stop, options);
    CAPTURE(stop_at, report.articles_read, report.skipped);
    CHECK(report.interrupted == stop);
    CHECK(stopped.faults().empty());
  }
  const Report last = stopped.index({scratch / "news"}, 2);
  CHECK(last.files_resumed <= 1);
  CHECK(last.articles_read < 6000);
  CHECK(stopped.exported() == undisturbed.exported());
  auto known = stopped.manifest(scratch / "news/b.jsonl"), expected = undisturbed.manifest(scratch / "news/b.jsonl");
  REQUIRE(known);
  known->racy = expected->racy;  // a matter of when each was read
  CHECK(encode_manifest_entry(*known) == encode_manifest_entry(*expected));
}

TEST_CASE("what was complete before a stop is in the database, and is not analysed again", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", made_up(3000) + "not json\n" + made_up(5000, 3000));
  Indexed database(scratch);
  std::atomic<bool> stop{false};
  IndexOptions options;
  options.on_problem = [&](const Problem&) { stop = true; };
  const Report first = database.index_until({scratch / "news"}, stop, options);
  CHECK(first.interrupted);
  const auto entry = database.manifest(scratch / "news/a.jsonl");
  REQUIRE(entry);
  CHECK(entry->partial);
  CHECK(entry->records == database.ids().size() + 1);
  CHECK(entry->skipped == 1);
  CHECK(database.ids().size() >= 3000);
  CHECK(database.ids().size() < 8000);
  const Report second = database.index({scratch / "news"});
  CHECK(second.files_resumed == 1);
  CHECK(second.articles_read == 8000 - (entry->records - 1));
  CHECK(second.skipped == 0);
  CHECK(database.ids().size() == 8000);
  CHECK_FALSE(database.manifest(scratch / "news/a.jsonl")->partial);
  CHECK(database.manifest(scratch / "news/a.jsonl")->skipped == 1);
}

TEST_CASE("a changed file whose second reading was stopped loses what it no longer has in the end", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", line("old", "Gone soon.") + made_up(3000));
  Indexed database(scratch);
  database.index({scratch / "news"});
  scratch.write("news/a.jsonl", made_up(1500) + "not json\n" + made_up(5000, 1500));
  std::atomic<bool> stop{false};
  IndexOptions options;
  options.on_problem = [&](const Problem&) { stop = true; };
  database.index_until({scratch / "news"}, stop, options);
  CHECK(database.ids().count("old") == 1);
  CHECK(database.manifest(scratch / "news/a.jsonl")->partial);
  const Report report = database.index({scratch / "news"});
  CHECK(report.removed == 1);
  CHECK(database.ids().count("old") == 0);
  CHECK(database.ids().size() == 6500);
  CHECK(database.faults().empty());
}

TEST_CASE("a stop before the first record changes nothing", "[pipeline]") {
  const Scratch scratch;
  scratch.write("news/a.jsonl", made_up(10));
  Indexed database(scratch);
  std::atomic<bool> stop{true};
  const Report report = database.index_until({scratch / "news"}, stop, {});
  CHECK(report.interrupted);
  CHECK(database.ids().empty());
  CHECK(database.files() == 0);
  CHECK(database.index({scratch / "news"}).added == 10);
}

}  // namespace dateline
