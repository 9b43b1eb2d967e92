// Entities of stored articles as the database that is searched knows them.
#include "query/entity_names.h"

#include <catch2/catch.hpp>

namespace dateline {

TEST_CASE("an entity that an article has by two names is in it once", "[entity_names]") {
  NameTable names({});
  Article article;
  article.entities = {{"person:putin", "Putin", "person", 3, 0.6, false, {"Putin"}}, {"place:kyiv", "Kyiv", "place", 1, 0.4, false, {"Kyiv"}}, {"person:vladimir-putin", "Vladimir Putin", "person", 1, 0.2, true, {"Vladimir Putin"}}};
  name_entities(article, names);
  REQUIRE(article.entities.size() == 2);
  CHECK(article.entities[0].id == "person:vladimir-putin");
  CHECK(article.entities[0].mentions == 4);
  CHECK(article.entities[0].salience == 0.6);
  CHECK(article.entities[0].in_title);
  CHECK(article.entities[0].surfaces == std::vector<std::string>{"Putin", "Vladimir Putin"});
  CHECK(article.entities[1].id == "place:kyiv");
}

TEST_CASE("a name over the end of a line of its article is on one line", "[entity_names]") {
  NameTable names({});
  Article article;
  article.entities = {{"person:richard-holm", "Richard von\n  Holm", "person", 1, 0.6, false, {"Richard von\n  Holm", "\tHolm "}}};
  name_entities(article, names);
  CHECK(article.entities[0].name == "Richard von Holm");
  CHECK(article.entities[0].surfaces == std::vector<std::string>{"Richard von Holm", "Holm"});
}

}  // namespace dateline
