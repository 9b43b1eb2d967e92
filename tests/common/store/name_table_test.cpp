// What a name stands for, as the articles of a database show it.
#include "common/store/name_table.h"

#include <catch2/catch.hpp>

#include "common/error.h"
#include "common/store/aliases.h"
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

Article article(const ArticleEntity& one, int year) {
  Article article;
  article.entities = {one};
  if (year) article.published = std::to_string(year) + "-05-06";
  return article;
}

// A database of `times` articles with the entity each.
class Corpus {
 public:
  void add(const ArticleEntity& one, int times, int year = 0) {
    NameLinkChanges changes;
    for (int i = 0; i < times; ++i) {
      Xapian::Document document;
      document.add_boolean_term(entity_term(one.id));
      if (year) document.add_boolean_term(year_term(year));
      database_.add_document(document);
      for (const NameLink& link : name_links(article(one, year))) changes.add(link, 1);
    }
    change_name_links(database_, changes);
    database_.commit();
  }
  void forget(const ArticleEntity& one) {
    NameLinkChanges changes;
    for (const NameLink& link : name_links(article(one, 0))) changes.add(link, -1);
    change_name_links(database_, changes);
    database_.commit();
  }
  void say(const std::string& aliases) {
    set_aliases(database_, aliases);
    database_.commit();
  }
  NameTable table() const { return NameTable({database_}); }
  const Xapian::WritableDatabase& xapian() const { return database_; }

 private:
  TemporaryFolder folder_;
  Xapian::WritableDatabase database_{folder_.path() + "/index", Xapian::DB_CREATE_OR_OVERWRITE};
};

std::vector<std::string> sorted(const std::vector<NameForm>& forms) {
  std::vector<std::string> ids;
  for (const NameForm& form : forms) ids.push_back(form.id);
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
  CHECK(sorted(table.named(EntityType::person, "Holm").forms) == Ids{"person:anna-holm", "person:holm"});
  CHECK(sorted(table.named(EntityType::person, "Mrs. Anna Holm").forms) == Ids{"person:anna-holm", "person:holm"});
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
  CHECK(holm.candidates[0].id == "person:anna-holm");
  CHECK(holm.candidates[0].articles == 5);
  CHECK(sorted(holm.forms) == Ids{"person:anna-holm", "person:holm", "person:peter-holm"});
  // Asked for by the whole name, the surname alone is not taken for it.
  CHECK(sorted(table.named(EntityType::person, "Anna Holm").forms) == Ids{"person:anna-holm"});
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
  CHECK(sorted(table.named(EntityType::org, "The Morra Harbour Board").forms) == Ids{"org:mhb", "org:morra-harbour-board"});
}

TEST_CASE("of two whole forms of a name the usual one is the entity's", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "omar-reza", {"Omar Reza"}), 9);
  corpus.add(entity("person", "mohammed-omar-reza", {"Muhammad Omar Reza", "Omar Reza"}), 2);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:mohammed-omar-reza") == "person:omar-reza");
  CHECK(sorted(table.named(EntityType::person, "Muhammad Omar Reza").forms) == Ids{"person:mohammed-omar-reza", "person:omar-reza", "person:reza"});
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
  CHECK(fuller_names(corpus.xapian(), "person:holm") == std::vector<LinkedName>{{"person:anna-holm", 3, {{0, 3}}}});
  CHECK(shorter_names(corpus.xapian(), "person:anna-holm") == std::vector<LinkedName>{{"person:holm", 3, {{0, 3}}}});
  for (int i = 0; i < 3; ++i) corpus.forget(holm);
  CHECK(corpus.xapian().metadata_keys_begin() == corpus.xapian().metadata_keys_end());
}

TEST_CASE("a name of several words is of the type most articles take it for", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("org", "vale-harbour", {"Vale Harbour"}), 8);
  corpus.add(entity("person", "vale-harbour", {"Vale Harbour"}), 2);
  corpus.add(entity("place", "paris", {"Paris"}), 8);
  corpus.add(entity("person", "paris", {"Paris"}), 1);
  corpus.add(entity("org", "morra-lines", {"Morra Lines"}), 3);
  corpus.add(entity("misc", "morra-lines", {"Morra Lines"}), 2);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:vale-harbour") == "org:vale-harbour");
  CHECK(sorted(table.forms_of("org:vale-harbour")) == Ids{"org:vale-harbour", "person:vale-harbour"});
  CHECK(table.articles_of("org:vale-harbour") == 10);
  CHECK(table.named(EntityType::person, "Vale Harbour").forms.front().id == "org:vale-harbour");
  CHECK(table.entity_of("person:paris") == "person:paris");
  CHECK(table.entity_of("misc:morra-lines") == "misc:morra-lines");
}

TEST_CASE("short forms of given names and names left out are one person where few share the surname", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "joshua-rosen", {"Joshua Rosen"}), 2);
  corpus.add(entity("person", "josh-rosen", {"Josh Rosen"}), 3);
  corpus.add(entity("person", "anna-maria-vale", {"Anna Maria Vale"}), 4);
  corpus.add(entity("person", "anna-vale", {"Anna Vale"}), 1);
  corpus.add(entity("person", "maria-vale", {"Maria Vale"}), 1);
  corpus.add(entity("person", "peter-vale", {"Peter Vale"}), 9);
  corpus.add(entity("person", "ed-brook", {"Ed Brook"}), 3);
  corpus.add(entity("person", "edgar-brook", {"Edgar Brook"}), 2);
  corpus.add(entity("person", "edward-brook", {"Edward Brook"}), 2);
  corpus.add(entity("person", "jacob-ezra-marsh", {"Jacob Ezra Marsh"}), 2);
  corpus.add(entity("person", "j-ezra-marsh", {"J. Ezra Marsh"}), 1);
  corpus.add(entity("person", "john-fields", {"John Fields"}), 1);
  corpus.add(entity("person", "jack-fields", {"Jack Fields"}), 1);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:j-ezra-marsh") == "person:jacob-ezra-marsh");
  CHECK(table.entity_of("person:jack-fields") == "person:jack-fields");  // too few to say
  CHECK(table.entity_of("person:joshua-rosen") == "person:josh-rosen");
  CHECK(table.entity_of("person:rosen") == "person:josh-rosen");
  CHECK(sorted(table.forms_of("person:josh-rosen")) == Ids{"person:josh-rosen", "person:joshua-rosen", "person:rosen"});
  for (const std::string same : {"person:ed-brook", "person:edgar-brook", "person:edward-brook", "person:peter-vale"}) CHECK(table.entity_of(same) == same);
  // Anna Vale and Maria Vale may both be Anna Maria, but not each other.
  for (const std::string same : {"person:anna-vale", "person:maria-vale", "person:anna-maria-vale"}) CHECK(table.entity_of(same) == same);
  for (int i = 0; i < 20; ++i) corpus.add(entity("person", "bearer" + std::to_string(i) + "-rosen", {"Bearer Rosen"}), 1);
  NameTable later = corpus.table();
  CHECK(later.entity_of("person:joshua-rosen") == "person:joshua-rosen");
}

TEST_CASE("a surname is one person's in one year and another's in another", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "anna-holm", {"Anna Holm", "Holm"}), 6, 1990);
  corpus.add(entity("person", "peter-holm", {"Peter Holm", "Holm"}), 60, 2005);
  corpus.add(entity("person", "holm", {"Holm"}), 2, 1990);
  corpus.add(entity("person", "holm", {"Holm"}), 3, 2005);
  corpus.add(entity("person", "holm", {"Holm"}), 1, 1991);
  corpus.add(entity("person", "holm", {"Holm"}), 1);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:holm", 1990) == "person:anna-holm");
  CHECK(table.entity_of("person:holm", 1991) == "person:anna-holm");  // by the year before
  CHECK(table.entity_of("person:holm", 2005) == "person:peter-holm");
  CHECK(table.entity_of("person:holm") == "person:peter-holm");
  CHECK(table.forms_of("person:anna-holm") == std::vector<NameForm>{{"person:anna-holm", true, {}}, {"person:holm", false, {1990, 1991}}});
  CHECK(table.forms_of("person:peter-holm") == std::vector<NameForm>{{"person:peter-holm", true, {}}, {"person:holm", true, {1990, 1991}}});
  CHECK(table.articles_of("person:anna-holm") == 9);
  CHECK(table.articles_of("person:peter-holm") == 64);
  // Asked for by the surname, both are found, and told.
  const Named holm = table.named(EntityType::person, "Holm");
  REQUIRE(holm.candidates.size() == 2);
  CHECK(holm.candidates[0].id == "person:peter-holm");
  CHECK(std::count(holm.forms.begin(), holm.forms.end(), NameForm{"person:holm", true, {}}) == 1);
}

TEST_CASE("a firm that goes by its short name is not its product in the year of that", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("org", "morra", {"Morra"}), 40, 2005);
  corpus.add(entity("org", "morra-lines", {"Morra Lines", "Morra"}), 6, 2004);
  corpus.add(entity("org", "morra-air", {"Morra Air", "Morra"}), 6, 2005);
  NameTable table = corpus.table();
  CHECK(table.entity_of("org:morra", 2005) == "org:morra");
  CHECK(table.named(EntityType::org, "Morra").candidates.empty());
  CHECK(table.articles_of("org:morra-air") == 6);
}

TEST_CASE("of leaders with one surname it is the one in office by then", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "assad", {"Assad"}), 1, 1995);
  corpus.add(entity("person", "assad", {"Assad"}), 1, 2011);
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:assad", 1995) == "person:hafez-assad");
  CHECK(table.entity_of("person:assad", 2011) == "person:bashar-assad");
  CHECK(table.entity_of("person:assad") == "person:assad");  // no telling
  CHECK(table.articles_of("person:bashar-assad") == 1);
  CHECK(sorted(table.named(EntityType::person, "Bashar al-Assad").forms) == Ids{"person:assad", "person:bashar-assad"});
}

TEST_CASE("what the user says of names wins", "[name_table]") {
  Corpus corpus;
  corpus.add(entity("person", "anna-holm", {"Anna Holm", "Holm"}), 5);
  corpus.add(entity("person", "peter-holm", {"Peter Holm"}), 1);
  corpus.add(entity("person", "holm", {"Holm"}), 3);
  corpus.add(entity("person", "josh-rosen", {"Josh Rosen"}), 3);
  corpus.add(entity("person", "joshua-rosen", {"Joshua Rosen"}), 2);
  corpus.add(entity("place", "kremlin", {"Kremlin"}), 2);
  corpus.say("person | Peter Holm | Holm; the Commodore\nperson|Joshua Rosen\norg | Russian Government | place:Kremlin\n");
  NameTable table = corpus.table();
  CHECK(table.entity_of("person:holm") == "person:peter-holm");
  CHECK(sorted(table.forms_of("person:anna-holm")) == Ids{"person:anna-holm"});
  CHECK(table.articles_of("person:peter-holm") == 4);
  CHECK(table.entity_of("person:joshua-rosen") == "person:joshua-rosen");
  CHECK(table.entity_of("place:kremlin") == "org:russian-government");
  CHECK(table.articles_of("org:russian-government") == 2);
  CHECK(sorted(table.named(EntityType::place, "the Kremlin").forms) == Ids{"org:russian-government", "place:kremlin"});
  CHECK(table.known_name("org:russian-government") == "Russian Government");
  corpus.say("");
  CHECK(corpus.table().entity_of("person:holm") == "person:anna-holm");
}

}  // namespace dateline
