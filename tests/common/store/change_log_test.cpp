// The log of what commits changed.
#include "common/store/change_log.h"

#include <catch2/catch.hpp>

#include "common/store/name_memory.h"
#include "temporary_folder.h"

namespace dateline {
namespace {

class Logged {
 public:
  void commit(LoggedChanges changes) {
    log_changes(database_, std::move(changes));
    database_.commit();
  }
  void commit_without_a_log() {
    database_.add_document(Xapian::Document());
    database_.commit();
  }
  LogPlace place() const { return log_place(reader()); }
  std::optional<LoggedChanges> since(const LogPlace& then) const { return changes_since(then, reader()); }

 private:
  Xapian::Database reader() const { return Xapian::Database(folder_.path() + "/db"); }

  TemporaryFolder folder_;
  Xapian::WritableDatabase database_{folder_.path() + "/db", Xapian::DB_CREATE};
};

}  // namespace

TEST_CASE("what several commits changed is told together", "[change_log]") {
  Logged log;
  const LogPlace start = log.place();
  log.commit({false, {3, 1, 70'000}, {name_hash("person:anna-holm")}});
  const LogPlace middle = log.place();
  log.commit({false, {2, 3}, {}});
  REQUIRE(log.since(start));
  CHECK(log.since(start)->documents == std::set<Xapian::docid>{1, 2, 3, 70'000});
  CHECK(log.since(start)->names == std::set<std::uint32_t>{name_hash("person:anna-holm")});
  REQUIRE(log.since(middle));
  CHECK(log.since(middle)->documents == std::set<Xapian::docid>{2, 3});
  CHECK(log.since(middle)->names.empty());
  REQUIRE(log.since(log.place()));
  CHECK(log.since(log.place())->documents.empty());
}

TEST_CASE("a commit that changes too much to list says so", "[change_log]") {
  Logged log;
  const LogPlace start = log.place();
  LoggedChanges much;
  for (Xapian::docid docid = 1; docid <= 100'000; ++docid) much.documents.insert(docid);
  log.commit(std::move(much));
  REQUIRE(log.since(start));
  CHECK(log.since(start)->everything);
}

TEST_CASE("the log tells nothing where somebody committed without it, nor of more commits than it holds", "[change_log]") {
  Logged log;
  const LogPlace start = log.place();
  log.commit_without_a_log();
  CHECK_FALSE(log.since(start));
  const LogPlace later = log.place();
  for (unsigned i = 0; i < kLoggedCommits; ++i) log.commit({false, {i + 1}, {}});
  REQUIRE(log.since(later));
  CHECK(log.since(later)->documents.size() == kLoggedCommits);
  log.commit({});
  CHECK_FALSE(log.since(later));
}

TEST_CASE("a name is remembered until one that it was found by changes", "[change_log]") {
  NameMemory memory;
  const auto found = [&](const std::string& key, Epoch epoch) { return memory.find(key, epoch, nullptr).value_or("nothing"); };
  memory.keep("person:holm", "person:anna-holm", {1, 2}, 5);
  memory.keep("place:oslo", "place:oslo", {3}, 5);
  memory.changed({2, 9}, 6);
  CHECK(found("person:holm", 6) == "nothing");
  CHECK(found("place:oslo", 6) == "place:oslo");
  // A reader that is still at the earlier state goes on with what holds there, and what it finds is not taken for the later one's.
  CHECK(found("person:holm", 5) == "person:anna-holm");
  memory.keep("person:holm", "person:ben-holm", {1, 2}, 6);
  memory.keep("person:holm", "person:anna-holm", {1, 2}, 5);
  CHECK(found("person:holm", 5) == "nothing");
  CHECK(found("person:holm", 6) == "person:ben-holm");
  memory.keep("org:ports", "org:port-authority", {2}, 5);
  CHECK(found("org:ports", 6) == "nothing");
  NameMemory::Inputs inputs;
  memory.find("person:holm", 6, &inputs);
  CHECK(inputs == NameMemory::Inputs{1, 2});
  memory.forget(7);
  memory.keep("place:oslo", "place:oslo", {3}, 6);
  CHECK(found("place:oslo", 7) == "nothing");
}

}  // namespace dateline
