// Mentions of one article become entities.
#include "common/analysis/entities/entity_linker.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

namespace dateline {
namespace {

// Text in which mentions are marked: "[P Jake Sullivan] met [O NATO]".
struct Marked {
  std::string text;
  std::vector<Mention> mentions;

  explicit Marked(const std::string& marked) {
    for (std::size_t at = 0; at < marked.size(); ++at) {
      if (marked[at] != '[') {
        text.push_back(marked[at]);
        continue;
      }
      const std::size_t end = marked.find(']', at);
      const char kind = marked[at + 1];
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += marked.substr(at + 3, end - at - 3);
      const EntityType type = kind == 'P' ? EntityType::person : kind == 'O' ? EntityType::org : kind == 'L' ? EntityType::place : EntityType::misc;
      mentions.push_back({begin, static_cast<std::uint32_t>(text.size()), type});
      at = end;
    }
  }
};

std::map<std::string, ArticleEntity> linked(const std::string& title, const std::string& body) {
  const Marked head(title), text(body);
  std::vector<ArticleEntity> entities;
  link_entities(head.text, text.text, {head.mentions, text.mentions}, entities);
  std::map<std::string, ArticleEntity> by_id;
  for (ArticleEntity& entity : entities) by_id[entity.id] = entity;
  return by_id;
}

std::vector<std::string> ids(const std::map<std::string, ArticleEntity>& entities) {
  std::vector<std::string> found;
  for (const auto& [id, entity] : entities) found.push_back(id);
  return found;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a surname is the person whose name ends so, in the headline too", "[entity_linker]") {
  const auto found = linked("[P Sullivan] refuses talks", "[P Jake Sullivan] spoke on Monday. [P Sullivan] said no. [P Mr. Sullivan] left.");
  REQUIRE(ids(found) == Ids{"person:jake-sullivan"});
  const ArticleEntity& one = found.at("person:jake-sullivan");
  CHECK(one.mentions == 4);
  CHECK(one.in_title);
  CHECK(one.name == "Jake Sullivan");
  CHECK(one.surfaces == std::vector<std::string>{"Sullivan", "Jake Sullivan"});
}

TEST_CASE("of two who share a surname, the one named last is meant", "[entity_linker]") {
  const auto found = linked("", "[P Anna Holm] won. [P Holm] smiled. [P Peter Holm] lost. [P Holm] wept and [P Holm] went.");
  CHECK(found.at("person:anna-holm").mentions == 2);
  CHECK(found.at("person:peter-holm").mentions == 3);
}

TEST_CASE("a surname taken for a place is the person all the same, but not where it is a known place", "[entity_linker]") {
  CHECK(ids(linked("[L Sullivan] refuses", "[P Jake Sullivan] spoke.")) == Ids{"person:jake-sullivan"});
  CHECK(ids(linked("", "[P Denzel Washington] flew to [L Washington].")) == Ids{"person:denzel-washington", "place:washington"});
}

TEST_CASE("an initial and a longer form are the same person", "[entity_linker]") {
  CHECK(ids(linked("", "[P Jake Sullivan] came. [P J. Sullivan] left.")) == Ids{"person:jake-sullivan"});
  CHECK(ids(linked("", "[P Muhammad Omar Reza] came. [P Omar Reza] left.")).size() == 1);
  CHECK(ids(linked("", "[P Anna Holm] came. [P Peter Holm] left.")).size() == 2);
}

TEST_CASE("an acronym is the organisation whose initials it is", "[entity_linker]") {
  CHECK(ids(linked("[O MHB] closes", "The [O Morra Harbour Board] met. The [O MHB] closed.")) == Ids{"org:morra-harbour-board"});
  CHECK(ids(linked("", "The [O Office of Lost Things] and the [O OLT]")) == Ids{"org:office-of-lost-things"});
}

TEST_CASE("a beginning is the only longer organisation that begins so", "[entity_linker]") {
  CHECK(ids(linked("", "[O Harmon Brothers Bank] rose. [O Harmon] fell.")) == Ids{"org:harmon-brothers-bank"});
  CHECK(ids(linked("", "[O Harmon Brothers] rose, [O Harmon Steel] fell. [O Harmon] stayed.")).size() == 3);
}

TEST_CASE("a name is what it was most often taken for", "[entity_linker]") {
  const auto found = linked("[P Volta] up", "[O Volta] rose. [O Volta] makes batteries. [L Volta] is in town.");
  CHECK(ids(found) == Ids{"org:volta"});
  CHECK(found.at("org:volta").mentions == 4);
}

TEST_CASE("other names of a country are the country's; demonyms and capitals stay themselves", "[entity_linker]") {
  const auto found = linked("[L US] rejects plan", "The [L United States] and the [L U.S.] said in [L Washington] that [M American] and [M Americans] ...");
  CHECK(ids(found) == Ids{"misc:american", "place:united-states", "place:washington"});
  CHECK(found.at("place:united-states").name == "United States");
  CHECK(found.at("place:united-states").mentions == 3);
  CHECK(ids(linked("", "[O Kyiv] said so in [L Kiev].")) == Ids{"place:kyiv"});
  CHECK(ids(linked("", "[O NATO] and the [M European Union] and [O Russia]")) == Ids{"org:european-union", "org:nato", "place:russia"});
}

TEST_CASE("a seat of government is one entity, whatever it was taken for", "[entity_linker]") {
  CHECK(ids(linked("[O Kremlin] denies", "The [L Kremlin] spoke. The [M Kremlin] denied.")) == Ids{"place:kremlin"});
  CHECK(ids(linked("[L Pentagon] denies", "The [O Pentagon] spoke. The [M Pentagon] denied it in [L 10 Downing Street].")) == Ids{"org:pentagon", "place:downing-street"});
  CHECK(ids(linked("", "The [P Kremlin] denied. The [P Kremlin] and the [O Kremlin] denied.")) == Ids{"place:kremlin"});
  CHECK(ids(linked("", "The [P Muqata] denied. The [L Mukataa] denied.")) == Ids{"place:mukataa"});
  CHECK(ids(linked("", "[P Anna Whitehall] denied. [P Whitehall] left.")) == Ids{"person:anna-whitehall"});
}

TEST_CASE("the subject of the article is more salient than one named in passing", "[entity_linker]") {
  const auto found = linked("[P Holm] wins", "[P Anna Holm] won. [P Holm] smiled at [L Morra]. " + std::string(800, 'x') + " [P Peter Lind] was there.");
  CHECK(found.at("person:anna-holm").salience > found.at("place:morra").salience);
  CHECK(found.at("person:anna-holm").salience > 2 * found.at("person:peter-lind").salience);
  for (const auto& [id, entity] : found) {
    CHECK(entity.salience >= 0);
    CHECK(entity.salience <= 1);
  }
}

TEST_CASE("what runs on for lines is nobody's name", "[entity_linker]") {
  const std::string longest = "Bank" + std::string(196, 'k');
  CHECK(linked("", "The [O " + longest + "] lends.").size() == 1);
  CHECK(linked("", "The [O " + longest + "k] lends.").empty());
}

TEST_CASE("mentions that make no sense are survived", "[entity_linker]") {
  std::vector<ArticleEntity> entities;
  link_entities("abc", "", {{{2, 9, EntityType::person}, {3, 3, EntityType::org}}, {{0, 1, EntityType::place}}}, entities);
  CHECK(entities.empty());
}

}  // namespace dateline
