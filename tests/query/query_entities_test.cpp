// Names in the free text of a query, found among those of a database.
#include <catch2/catch.hpp>

#include "query/searcher.h"
#include "scratch_database.h"

namespace dateline {
namespace {

std::vector<std::string> articles() {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& title, const std::string& body) {
    lines.push_back(R"({"id":")" + std::to_string(lines.size()) + R"(","title":")" + title + R"(","published":"2024-03-0)" + std::to_string(lines.size() % 9 + 1) +
                    R"(","language":"en","body":")" + body + R"("})");
  };
  add("Anna Holm opens the bridge", "Prime Minister Anna Holm opened the new bridge at Morra on Friday. Mrs. Holm thanked the builders.");
  add("Anna Holm defends the toll", "The toll for the bridge would stay, Prime Minister Anna Holm told reporters. Holm was in Oslo.");
  add("Toll doubles", "Drivers pay twice as much from May on. Mr. Peter Vale, who runs the tolls, said the bridge was dear.");
  add("Tolls: Peter Vale is asked to explain", "Peter Vale told lawmakers on Monday that the toll was fair. Vale will be heard again.");
  for (const char* what : {"sheep", "a mill", "the hunt", "wild flowers", "two walkers"}) add("Seen in the green vale", std::string("We saw ") + what + " in the vale, and who would not like it.");
  add("Morra votes", "The World Health Organization (WHO) praised the vote in Morra on Sunday.");
  return lines;
}

// "Anna Holm person [anna holm]; ..." of what is recognised in a query.
std::string recognised(Searcher& searcher, const std::string& query) {
  Request request;
  request.query = query;
  std::string said;
  for (const QueryEntity& entity : searcher.search(request).entities) {
    said += (said.empty() ? "" : "; ") + entity.name + " " + entity.type + (entity.by_field ? " field [" : " [") + entity.text + "]";
    for (const NamedEntity& other : entity.may_be) said += " or " + other.name;
  }
  return said;
}

}  // namespace

TEST_CASE("names in the free text of a query are recognised", "[query_entities]") {
  const ScratchFolder folder;
  Searcher searcher({make_database(folder, "names", articles())});
  CHECK(recognised(searcher, "anna holm toll") == "Anna Holm person [anna holm]");
  CHECK(recognised(searcher, "toll holm") == "Anna Holm person [holm]");
  CHECK(recognised(searcher, "prime minister holm") == "Anna Holm person [prime minister holm]");
  CHECK(recognised(searcher, "toll \"peter vale\" bridge anna holm") == "Peter Vale person [peter vale]; Anna Holm person [anna holm]");
  CHECK(recognised(searcher, "holm OR toll") == "Anna Holm person [holm]");
  CHECK(recognised(searcher, "person:holm toll") == "Anna Holm person field [holm]");
  CHECK(recognised(searcher, "bridge toll").empty());
  CHECK(recognised(searcher, "toll -holm title:holm").empty());
  CHECK(recognised(searcher, "anna toll holm") == "Anna Holm person [holm]");
  CHECK(recognised(searcher, "toll anna (holm OR bridge)") == "Anna Holm person [holm]");  // a group is beside nothing
  CHECK(recognised(searcher, "toll (anna holm OR bridge)") == "Anna Holm person [anna holm]");
  CHECK(recognised(searcher, std::string(2000, 'x') + " toll").empty());
  CHECK(recognised(searcher, "annaholm toll") == "Anna Holm person [annaholm]");
  CHECK(recognised(searcher, "\xC3\xA9t\xC3\xA9\xC3\xA9t\xC3\xA9 toll").empty());
}

TEST_CASE("a word is a name where it mostly is one in the articles", "[query_entities]") {
  const ScratchFolder folder;
  Searcher searcher({make_database(folder, "names", articles())});
  CHECK(recognised(searcher, "vale flowers").empty());
  CHECK(recognised(searcher, "Vale toll") == "Peter Vale person [Vale]");
  CHECK(recognised(searcher, "Vale Flowers").empty());  // capitals of a headline tell nothing
  CHECK(recognised(searcher, "WHO vote") == "World Health Organization org [WHO]");
  CHECK(recognised(searcher, "who vote").empty());
}

}  // namespace dateline
