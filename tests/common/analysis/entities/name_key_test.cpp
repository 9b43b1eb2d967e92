// Names of one and the same have one key.
#include "common/analysis/entities/name_key.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/analysis/entities/base_names.h"

namespace dateline {
namespace {

// All of them under the key of the first.
void same(EntityType type, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(name_key(name, type) == name_key(names.front(), type));
  }
}

std::string base_key(EntityType type, const std::string& name) {
  const BaseName* base = base_name(type, name_key(name, type));
  return base ? base->key : "";
}

}  // namespace

TEST_CASE("a person's key is the name without titles, initials in the middle and suffixes", "[name_key]") {
  CHECK(name_key("Jake Sullivan", EntityType::person) == "jake-sullivan");
  same(EntityType::person, {"Maria Olsen", "Mrs. Maria Olsen", "Prime Minister Maria Olsen", "Maria K. Olsen", "MARIA OLSEN", "Maria Olsen's", "Maria Olsen\u2019s", "ex-President Maria Olsen"});
  same(EntityType::person, {"Robert Hale Jr.", "Robert Hale", "Robert Hale III"});
  same(EntityType::person, {"Recep Tayyip Erdo\u011fan", "Recep Tayyip Erdogan"});
  same(EntityType::person, {"Jean-Luc Besson", "Jean Luc Besson"});
  CHECK(name_key("J. Sullivan", EntityType::person) == "j-sullivan");
  CHECK(name_key("President", EntityType::person).empty());
}

TEST_CASE("spellings of a name from another alphabet are one", "[name_key]") {
  same(EntityType::person, {"Yuri Ushakov", "Yury Ushakov", "Yuriy Ushakov"});
  same(EntityType::person, {"Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Volodymyr Zelenskyi"});
  same(EntityType::person, {"Mohammed Salem", "Muhammad Salem", "Mohamed Salem"});
  same(EntityType::person, {"Bashar al-Assad", "Bashar Assad", "Bashar el-Assad"});
  // Not the names that only look alike.
  CHECK(name_key("Carl Ohlin", EntityType::person) != name_key("Karl Ohlin", EntityType::person));
}

TEST_CASE("what says no more than that it is a company is no part of its name", "[name_key]") {
  same(EntityType::org, {"Ford Motor Co.", "Ford Motor Company", "The Ford Motor Co", "Ford Motor"});
  same(EntityType::org, {"Smith & Sons Ltd", "Smith and Sons"});
  CHECK(name_key("Company", EntityType::org) == "company");
  CHECK(name_key("Standard Bank", EntityType::org) != name_key("Standard Oil", EntityType::org));
}

TEST_CASE("points and apostrophes are no part of a key", "[name_key]") {
  same(EntityType::place, {"U.S.", "US"});
  same(EntityType::place, {"N'Djamena", "N\u2019Djamena", "Ndjamena"});
  CHECK(name_key("", EntityType::place).empty());
  CHECK(name_key("...", EntityType::org).empty());
  CHECK_FALSE(name_key("\xff\xfe", EntityType::org).size() > 8);  // not UTF-8
}

TEST_CASE("what is one by knowledge has one key in the base", "[base_names]") {
  for (const char* name : {"US", "U.S.", "USA", "United States", "United States of America", "America"}) CHECK(base_key(EntityType::place, name) == "united-states");
  CHECK(base_key(EntityType::place, "Kiev") == "kyiv");
  CHECK(base_key(EntityType::place, "Kyiv") == "kyiv");
  CHECK(base_key(EntityType::org, "IMF") == "international-monetary-fund");
  for (const char* name : {"Muammar Gaddafi", "Moammar Gadhafi", "Muammar Qaddafi", "Moamer Kadhafi", "Muammar el-Qaddafi"}) CHECK(base_key(EntityType::person, name) == "muammar-gaddafi");
  CHECK(base_key(EntityType::misc, "Americans") == "american");
  CHECK(base_key(EntityType::place, "Nowhere at all").empty());
}

TEST_CASE("a demonym and a capital are kept apart from their country, and linked to it", "[base_names]") {
  const BaseName* demonym = base_name(EntityType::misc, "russian");
  REQUIRE(demonym);
  CHECK(demonym->country == "russia");
  const BaseName* capital = base_name(EntityType::place, "kyiv");
  REQUIRE(capital);
  CHECK(capital->country == "ukraine");
  CHECK(capital->name == "Kyiv");
}

TEST_CASE("a leader's surname is the leader's, of several the last in office by then", "[base_names]") {
  const auto leader = [](const char* surname, unsigned year) {
    const BaseName* base = base_leader(surname, year);
    return base ? base->key + " of " + base->country : std::string();
  };
  CHECK(leader("merkel", 0) == "angela-merkel of germany");
  CHECK(leader("merkel", 1999) == "angela-merkel of germany");
  CHECK(leader("trudeau", 1970) == "pierre-trudeau of canada");
  CHECK(leader("trudeau", 2014) == "pierre-trudeau of canada");
  CHECK(leader("trudeau", 2020) == "justin-trudeau of canada");
  CHECK(leader("trudeau", 1950) == "pierre-trudeau of canada");
  CHECK(leader("trudeau", 0).empty());
  CHECK(leader("schroder", 2000) == "gerhard-schroeder of germany");
  CHECK(leader("nobody", 2000).empty());
  CHECK(leader("annan", 2000) == "kofi-annan of ");
  CHECK(base_key(EntityType::person, "Lula da Silva") == "luiz-inacio-lula-da-silva");
}

TEST_CASE("a seat of government is one, taken for a place or an organisation, and linked to its country", "[base_names]") {
  for (const EntityType type : {EntityType::place, EntityType::org}) {
    const BaseName* kremlin = base_name(type, name_key("the Kremlin", type));
    REQUIRE(kremlin);
    CHECK(kremlin->type == EntityType::place);
    CHECK(kremlin->country == "russia");
    const BaseName* pentagon = base_name(type, name_key("Pentagon", type));
    REQUIRE(pentagon);
    CHECK(pentagon->type == EntityType::org);
    CHECK(pentagon->country == "united-states");
    for (const char* name : {"Downing Street", "10 Downing Street", "No. 10 Downing Street"}) {
      CAPTURE(name);
      CHECK(base_key(type, name) == "downing-street");
    }
    CHECK(base_key(type, "Élysée Palace") == "elysee");
    CHECK(base_key(type, "Quai d’Orsay") == base_key(type, "Quai d'Orsay"));
  }
  CHECK_FALSE(base_name(EntityType::person, "kremlin"));
  CHECK(seat_of_government("pentagon") == base_name(EntityType::place, "pentagon"));
  CHECK_FALSE(seat_of_government("moscow"));
  CHECK_FALSE(seat_of_government("international-monetary-fund"));
}

}  // namespace dateline
