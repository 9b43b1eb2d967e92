// What a name stands for, as the articles of a database show it.
#include "common/store/name_table.h"

#include <catch2/catch.hpp>
#include <map>

#include "common/error.h"
#include "common/store/schema.h"
#include "temporary_folder.h"

namespace dateline {
namespace {

ArticleEntity entity(const std::string& type, const std::string& key, const std::vector<std::string>& surfaces) {
  ArticleEntity one;
  one.type = type;
  one.id = type + ":" + key;
  one.name = surfaces.front();
  one.surfaces = surfaces;
  return one;
}

// A database of `times` articles with the entity each.
class Corpus {
 public:
  void add(const ArticleEntity& one, int times) {
    std::map<NameLink, std::int64_t> changes;
    for (int i = 0; i < times; ++i) {
      Xapian::Document document;
      document.add_boolean_term(entity_term(one.id));
      database_.add_document(document);
      for (const NameLink& link : name_links({one})) ++changes[link];
    }
    change_name_links(database_, changes);
    database_.commit();
  }
  void forget(const ArticleEntity& one) {
    std::map<NameLink, std::int64_t> changes;
    for (const NameLink& link : name_links({one})) --changes[link];
    change_name_links(database_, changes);
    database_.commit();
  }
  NameTable table() const { return NameTable({database_}); }
  const Xapian::WritableDatabase& xapian() const { return database_; }

 private:
  TemporaryFolder folder_;
  Xapian::WritableDatabase database_{folder_.path() + "/index", Xapian::DB_CREATE_OR_OVERWRITE};
};

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a surname stands for the one person of the corpus who has it", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "anna-holm", {"Anna Holm", "Holm"}), 5);
  corpus.add(entity("person", "holm", {"Holm"}), 3);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:holm") == "person:anna-holm");
  CHECK(table.entity_of("person:anna-holm") == "person:anna-holm");
  CHECK(sorted(table.named(EntityType::person, "Holm").ids) == Ids{"person:anna-holm", "person:holm"});
  CHECK(sorted(table.named(EntityType::person, "Mrs. Anna Holm").ids) == Ids{"person:anna-holm", "person:holm"});
  CHECK(table.named(EntityType::person, "Holm").candidates.empty());
}

TEST_CASE("a surname of several people stays ambiguous, and all of them are named", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "anna-holm", {"Anna Holm"}), 5);
  corpus.add(entity("person", "peter-holm", {"Peter Holm"}), 4);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:holm") == "person:holm");
  const Named holm = table.named(EntityType::person, "holm");
  REQUIRE(holm.candidates.size() == 2);
  CHECK(holm.candidates[0] == LinkedName{"person:anna-holm", 5});
  CHECK(sorted(holm.ids) == Ids{"person:anna-holm", "person:holm", "person:peter-holm"});
  // Asked for by the whole name, the surname alone is not taken for it.
  CHECK(table.named(EntityType::person, "Anna Holm").ids == Ids{"person:anna-holm"});
}

TEST_CASE("one article is not enough to tell who is meant", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "anna-holm", {"Anna Holm"}), 1);
  CHECK(corpus.table().entity_of("person:holm") == "person:holm");
}

TEST_CASE("an acronym stands for its organisation", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("org", "morra-harbour-board", {"Morra Harbour Board", "MHB"}), 3);
  NameTable table = corpus.table();
  CHECK(table.entity_of("org:mhb") == "org:morra-harbour-board");
  CHECK(sorted(table.named(EntityType::org, "The Morra Harbour Board").ids) == Ids{"org:mhb", "org:morra-harbour-board"});
}

TEST_CASE("of two whole forms of a name the usual one is the entity's", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "omar-reza", {"Omar Reza"}), 9);
  corpus.add(entity("person", "mohammed-omar-reza", {"Muhammad Omar Reza", "Omar Reza"}), 2);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:mohammed-omar-reza") == "person:omar-reza");
  CHECK(sorted(table.named(EntityType::person, "Muhammad Omar Reza").ids) == Ids{"person:mohammed-omar-reza", "person:omar-reza", "person:reza"});
}

TEST_CASE("what is known beforehand holds where the corpus says nothing else", "[name_table]") {
  Corpus corpus;
  CHECK(corpus.table().entity_of("person:putin") == "person:vladimir-putin");
  corpus.add(entity("person", "anna-putin", {"Anna Putin"}), 3);
  CHECK(corpus.table().entity_of("person:putin") == "person:anna-putin");
}

TEST_CASE("links go with the articles that show them", "[name_table]") {
  Corpus corpus;
  const ArticleEntity holm = entity("person", "anna-holm", {"Anna Holm", "Holm"});
  corpus.add(holm, 3);
  CHECK(fuller_names(corpus.xapian(), "person:holm") == std::vector<LinkedName>{{"person:anna-holm", 3}});
  CHECK(shorter_names(corpus.xapian(), "person:anna-holm") == std::vector<LinkedName>{{"person:holm", 3}});
  for (int i = 0; i < 3; ++i) corpus.forget(holm);
  CHECK(corpus.xapian().metadata_keys_begin() == corpus.xapian().metadata_keys_end());
}

}  // namespace dateline
