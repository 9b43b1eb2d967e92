// Whom articles name, how often, and with whom.
#include "query/entity_counts.h"

#include <array>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/text/terminal_escape.h"
#include "query/association.h"
#include "query/present/present.h"

namespace dateline {
namespace {

ArticleEntity entity(const std::string& id, const std::string& name, double salience = 0.5) { return {id, name, id.substr(0, id.find(':')), 1, salience, false, {name}}; }

// "ann bob" for an article that names two persons.
EntityCounter counted(const std::vector<std::string>& articles) {
  EntityCounter counter;
  for (const std::string& article : articles) {
    std::vector<ArticleEntity> entities;
    std::istringstream names(article);
    for (std::string name; names >> name;) entities.push_back(entity("person:" + name, name));
    counter.add(entities, "2024-03-01");
  }
  return counter;
}

std::string companions(const EntityCounter& counter, const std::string& id) {
  std::string text;
  for (const EntityCount& count : counter.most(1000, "", {}))
    if (count.id == id)
      for (const Companion& other : count.with) text += (text.empty() ? "" : " ") + other.name + "=" + std::to_string(other.articles);
  return text;
}

}  // namespace

TEST_CASE("the log-likelihood ratio is that of the textbook, and 0 where chance explains it", "[association]") {
  // Dunning 1993, table of bigrams: 110, 2442, 111, 29114 gives 270.72.
  CHECK(log_likelihood_ratio(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == Approx(270.72).margin(0.01));
  CHECK(log_likelihood_ratio(10, 100, 100, 1000) == 0);   // as chance has it
  CHECK(log_likelihood_ratio(1, 100, 100, 1000) == 0);    // less often
  CHECK(log_likelihood_ratio(50, 50, 1000, 1000) == 0);   // what is everywhere
  CHECK(log_likelihood_ratio(50, 50, 50, 1000) > log_likelihood_ratio(50, 50, 100, 1000));
  CHECK(log_likelihood_ratio(20, 20, 20, 100) > log_likelihood_ratio(2, 2, 2, 100));
  for (const auto& [both, one, other, all] : std::vector<std::array<std::uint64_t, 4>>{{5, 4, 6, 10}, {5, 6, 4, 10}, {0, 0, 0, 0}, {1, 9, 9, 10}, {2, 20, 3, 10}}) CHECK(log_likelihood_ratio(both, one, other, all) == 0);
}

TEST_CASE("hits are about whom they name more often than other articles do, not about whom everything names", "[entity_counts]") {
  const EntityCounter counter = counted({"everyone ann", "everyone ann", "everyone ann bob", "everyone cyd", "everyone"});
  const auto order = [&](const EntityCounter::Background& background) {
    std::string names;
    for (const EntityCount& count : counter.most(3, "", background)) names += (names.empty() ? "" : " ") + count.name + "=" + std::to_string(count.in_database);
    return names;
  };
  CHECK(order({}) == "everyone=0 ann=0 bob=0");
  CHECK(order({1000, [](const std::string& id) { return id == "person:everyone" ? 990u : 4u; }}) == "ann=4 everyone=990 bob=4");  // bob is named once: as salient, after ann
  CHECK(order({1000, [](const std::string& id) { return id == "person:bob" ? 500u : 0u; }}) == "everyone=5 ann=3 cyd=1");  // never fewer than were counted
  CHECK(order({20, [](const std::string&) { return 0u; }}) == "everyone=5 ann=3 bob=1");  // of so few articles one tells nothing: as salient
}

TEST_CASE("an entity goes with those it belongs to rather than with those in every article", "[entity_counts]") {
  std::vector<std::string> articles;
  for (int i = 0; i < 50; ++i) articles.push_back("everyone p" + std::to_string(i));
  for (int i = 0; i < 6; ++i) articles.push_back("everyone ann bob");
  for (int i = 0; i < 2; ++i) articles.push_back("everyone ann cyd");
  articles.push_back("everyone ann dan");
  const EntityCounter counter = counted(articles);
  CHECK(companions(counter, "person:ann") == "bob=6 cyd=2 everyone=9");  // dan is with her once
  CHECK(companions(counter, "person:bob") == "ann=6 everyone=6");
  CHECK(companions(counter, "person:everyone") == "ann=9 bob=6 cyd=2");  // all as chance has it: by articles
  CHECK(companions(counter, "person:p7").empty());
}

TEST_CASE("capitals, demonyms and seats have their country, which has none; a country does not go with its demonym", "[entity_counts]") {
  EntityCounter counter;
  for (int i = 0; i < 3; ++i)
    counter.add({entity("place:russia", "Russia"), entity("misc:russian", "Russian"), entity("place:kremlin", "Kremlin"), entity("org:pentagon", "Pentagon"), entity("person:moscow", "Moscow")}, "2024");
  for (const EntityCount& count : counter.most(10, "", {})) {
    CAPTURE(count.id);
    const bool linked = count.id == "misc:russian" || count.id == "place:kremlin", american = count.id == "org:pentagon";
    CHECK(count.country == (linked ? "place:russia" : american ? "place:united-states" : ""));
    CHECK(count.country_name == (linked ? "Russia" : american ? "United States" : ""));
    for (const Companion& other : count.with) CHECK((other.id != "misc:russian" || count.id != "place:russia"));
  }
  EntityCount odd;
  for (const char* id : {"", ":", "place", "place:", "planet:mars"}) {
    odd.id = odd.type = id;
    add_country(odd);
    CHECK(odd.country.empty());
  }
}

TEST_CASE("articles that name thousands are counted in good time", "[entity_counts]") {
  EntityCounter counter;
  std::vector<ArticleEntity> crowd;
  for (int i = 0; i < 5000; ++i) crowd.push_back(entity("person:p" + std::to_string(i), "p"));
  for (int article = 0; article < 50; ++article) counter.add(crowd, "2024-03-01");
  const std::vector<EntityCount> all = counter.most(10'000, "", {});
  REQUIRE(all.size() == 5000);
  CHECK(all[0].articles == 50);
  CHECK(all[0].with.size() == 3);
}

TEST_CASE("the country and the companions stand beside an entity as far as there is room", "[entity_counts]") {
  Result result;
  EntityCount count;
  count.id = "place:moscow";
  count.name = "Mos\x1B[1mcow";
  count.type = "place";
  count.articles = 3;
  count.first = count.last = "2024-03-01";
  count.country = "place:russia";
  count.country_name = "Russia";
  count.with = {{"person:ann", "Ann", 2}, {"person:bob", "Bob \x1B[2J", 2}};
  result.entity_counts = {count};
  const auto text = [&](const Screen& screen) {
    std::ostringstream out;
    present_entities_text(result, screen, out);
    return out.str();
  };
  CHECK(text({false, 30}) == "Mos\uFFFD[1mcow  place  3  2024-03-01\n");
  CHECK(text({false, 44}) == "Mos\uFFFD[1mcow  place  3  2024-03-01  (Russia)\n");
  CHECK(text({false, 55}) == "Mos\uFFFD[1mcow  place  3  2024-03-01  (Russia)  with Ann\n");
  CHECK(text({false, 80}) == "Mos\uFFFD[1mcow  place  3  2024-03-01  (Russia)  with Ann, Bob \uFFFD[2J\n");
  CHECK(text({true, 44}) == "Mos\uFFFD[1mcow  place  3  2024-03-01\x1B[2m  (Russia)\x1B[0m\n");
  std::ostringstream json;
  present_entities_json(result, json);
  CHECK(json.str().find(R"("country":"place:russia","first":"2024-03-01","last":"2024-03-01","with":[{"id":"person:ann","name":"Ann","articles":2},{"id":"person:bob")") != std::string::npos);
}

}  // namespace dateline
