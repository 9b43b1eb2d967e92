#include "indexer/destination.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "indexed.h"
#include "made_up_articles.h"
#include "scratch.h"

namespace dateline {
namespace {

// As it is, but for the change log: a run has as many commits as it has.
std::vector<std::string> metadata_of(const Indexed& indexed) {
  Database database({indexed.directory().path()});
  std::vector<std::string> lines;
  for (auto key = database.xapian().metadata_keys_begin(); key != database.xapian().metadata_keys_end(); ++key)
    if ((*key).rfind("changes.", 0) != 0 && (*key).rfind("zdict.", 0) != 0 && (*key).rfind("dateline.uuid", 0) != 0 && (*key).rfind("near.", 0) != 0) lines.push_back(*key + " " + database.xapian().get_metadata(*key));
  return lines;
}

TEST_CASE("much that comes to a database is gathered, and ends as if it had come one by one") {
  const Scratch scratch;
  Indexed gathered(scratch, "gathered"), one_by_one(scratch, "one");
  const std::string first = scratch.write("news/a.jsonl", made_up(300));
  for (Indexed* indexed : {&gathered, &one_by_one}) indexed->index({scratch / "news"});
  // New ones; some that are there with another text, and as they are; the same file with fewer, and copies of what is there.
  scratch.write("news/b.jsonl", made_up(1500, 1000) + line("m7", "Another text of the seventh.") + made_up(20, 100) + line("m1000", "And one that has just come, again.") + line("copy", made_up_body(55)));
  scratch.write("news/a.jsonl", made_up(280));
  age(scratch / "news/b.jsonl");
  age(scratch / "news/a.jsonl");
  IndexOptions options;
  options.publish_seconds = 0;
  const auto found = [&](const Indexed& indexed) { return discover({scratch / "news"}, indexed.directory().path()); };
  options.gather_bytes = std::uint64_t{1} << 40;
  const Report slow = one_by_one.index(found(one_by_one), options);
  options.gather_bytes = 1;
  options.jobs = GENERATE(1U, 2U);
  const std::uint64_t before = *gathered.directory().live_generation();
  const Report fast = gathered.index(found(gathered), options);
  CHECK(*gathered.directory().live_generation() > before);
  CHECK(*one_by_one.directory().live_generation() == 1);
  CHECK(fast.added == slow.added);
  CHECK(fast.replaced == slow.replaced);
  CHECK(fast.unchanged == slow.unchanged);
  CHECK(fast.renamed == slow.renamed);
  CHECK(fast.repeated == slow.repeated);
  CHECK(fast.removed == slow.removed);
  CHECK(fast.articles_in_database == slow.articles_in_database);
  CHECK(gathered.exported() == one_by_one.exported());
  CHECK(metadata_of(gathered) == metadata_of(one_by_one));
  CHECK(gathered.faults().empty());
  CHECK(one_by_one.faults().empty());

  SECTION("and nothing is read or changed by the next run") {
    const std::uint64_t revision = gathered.revision(), generation = *gathered.directory().live_generation();
    CHECK(gathered.index(found(gathered), options).articles_read == 0);
    CHECK(gathered.revision() == revision);
    CHECK(*gathered.directory().live_generation() == generation);
  }
}

TEST_CASE("a first build with little memory is many builds, and one database") {
  const Scratch scratch;
  Indexed little(scratch, "little"), plenty(scratch, "plenty");
  scratch.write("news/a.jsonl", made_up(2500));
  age(scratch / "news/a.jsonl");
  const auto index = [&](Indexed& indexed, std::uint64_t memory) {
    IndexOptions options;
    options.memory = memory;
    return indexed.index(discover({scratch / "news"}, indexed.directory().path()), options);
  };
  index(plenty, kBuildMemory);
  CHECK(*plenty.directory().live_generation() == 1);
  // With some, what the analysts have made for the next build lies beside what the last one has written.
  index(little, GENERATE(0U, 400'000U));
  CHECK(*little.directory().live_generation() > 1);
  CHECK(little.exported() == plenty.exported());
  CHECK(metadata_of(little) == metadata_of(plenty));
  CHECK(little.faults().empty());
}

}  // namespace
}  // namespace dateline
