// Searchers that know of earlier commits answer as one that does not.
#include "query/shared_tables.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <tuple>
#include <utility>

#include "common/store/schema.h"
#include "indexer/article_writer.h"
#include "indexer/writer.h"
#include "query/search_session.h"
#include "query/structured_searcher.h"
#include "scratch_database.h"

namespace dateline {
namespace {

// Surnames that several people have, short and long forms of one name, one name of several types, years in which another is meant.
Article random_article(std::mt19937& random) {
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  const std::vector<std::string> people{"Anna Holm", "Ben Holm", "Benjamin Holm", "Joshua Rosner", "Josh Rosner", "Carla Vance", "Dora Vance"}, short_names{"Holm", "Rosner", "Vance"},
      places{"Bergen", "Lagos", "Valparaiso", "Halifax"}, firms{"Norwind Shipping Corp", "Halifax Harbour Board", "Northern Rail Ltd"};
  Article article;
  article.id = "a" + std::to_string(random() % 60);
  const std::string who = one_of(people);
  article.title = who + " visits " + one_of(places);
  article.body = "The minister " + (random() % 3 ? who : one_of(people)) + " said on Monday that " + one_of(firms) + " will build a port in " + one_of(places) + ". Mr. " +
                 (random() % 2 ? who.substr(who.find(' ') + 1) : one_of(short_names)) + " met President " + one_of(people) + " of " + one_of(firms) + " in " + one_of(places) + ".";
  if (random() % 6) article.published = std::to_string(2019 + random() % 3) + "-05-06";
  article.source = one_of({"Harbor Courier", "Inland Post", "Coast Daily"});
  return article;
}

using Counted = std::vector<std::tuple<std::string, std::string, std::uint64_t>>;  // field, value, articles

Counted counted(Searcher& searcher) {
  StructuredRequest request;
  request.query.kind = ClauseKind::everything;
  for (const char* field : {"entity", "person", "place", "source"}) {
    Aggregation one;
    one.name = one.field = field;
    one.kind = AggregationKind::terms;
    one.size = 1000;
    request.aggregations.push_back(one);
  }
  Counted counts;
  for (const AggregationResult& result : StructuredSearcher(searcher).search(request).aggregations)
    for (const AggregationBucket& bucket : result.buckets) counts.emplace_back(result.name, bucket.id.empty() ? bucket.key : bucket.id, bucket.count);
  std::sort(counts.begin(), counts.end());
  return counts;
}

// Of every id in the articles, whom it stands for in each year.
std::set<std::string> meanings(Searcher& searcher) {
  std::set<std::string> all;
  SearchSession& session = searcher.session();
  session.in_snapshot([&] {
    const Xapian::Database& database = session.database().xapian();
    for (auto term = database.allterms_begin("E"); term != database.allterms_end("E"); ++term)
      if (!is_entity_band_term(*term))
        for (const unsigned year : {0u, 2019u, 2020u, 2021u}) all.insert((*term).substr(1) + " " + std::to_string(year) + " " + session.names().entity_of((*term).substr(1), year));
  });
  return all;
}

}  // namespace

TEST_CASE("searchers that share what they know answer after each commit as a new one does", "[shared_tables]") {
  const ScratchFolder folder;
  const std::string path = folder / "news";
  std::mt19937 random(20240314);
  {
    ArticleWriter first(path);
    first.put(random_article(random));
    first.commit();
  }
  const auto shared = std::make_shared<SharedTables>();
  Searcher one({path}, shared), other({path}, shared), seldom({path}, shared);
  std::set<std::set<std::string>> seen;
  for (int round = 0; round < 60; ++round) {
    {
      ArticleWriter writer(path);
      // Half of the rounds bring one article, some more commits than the log holds.
      for (int commits = round % 20 == 19 ? 40 : 1; commits > 0; --commits) {
        for (std::size_t n = random() % 2 ? 1 : random() % 12; n > 0; --n) random() % 4 ? void(writer.put(random_article(random))) : void(writer.remove("a" + std::to_string(random() % 60)));
        writer.commit();
      }
    }
    Searcher fresh({path});
    INFO("round " << round);
    const Counted expected = counted(fresh);
    const std::set<std::string> known = meanings(fresh);
    REQUIRE(counted(one) == expected);
    REQUIRE(meanings(other) == known);
    REQUIRE(counted(other) == expected);
    REQUIRE(meanings(one) == known);
    if (round % 7 == 0) REQUIRE(counted(seldom) == expected);
    seen.insert(known);
  }
  CHECK(seen.size() > 10);  // else nothing was tried
}

TEST_CASE("a searcher that is at an earlier commit than another keeps to what it sees", "[shared_tables]") {
  const ScratchFolder folder;
  const std::string path = folder / "news";
  std::mt19937 random(5);
  const auto put = [&](int articles) {
    ArticleWriter writer(path);
    for (int i = 0; i < articles; ++i) writer.put(random_article(random));
    writer.commit();
  };
  put(20);
  const auto shared = std::make_shared<SharedTables>();
  Searcher behind({path}, shared), ahead({path}, shared);
  const std::set<std::string> before = meanings(ahead);
  const Counted counted_before = counted(ahead);
  SearchSession& session = behind.session();
  bool again = false;  // Xapian keeps one earlier state
  session.in_snapshot([&] {
    if (std::exchange(again, true)) return;
    put(20);
    REQUIRE(meanings(ahead) != before);
    REQUIRE(counted(ahead) != counted_before);
    std::set<std::string> still;
    const Xapian::Database& database = session.database().xapian();
    for (auto term = database.allterms_begin("E"); term != database.allterms_end("E"); ++term)
      if (!is_entity_band_term(*term))
        for (const unsigned year : {0u, 2019u, 2020u, 2021u}) still.insert((*term).substr(1) + " " + std::to_string(year) + " " + session.names().entity_of((*term).substr(1), year));
    CHECK(still == before);
    std::uint64_t people = 0, counted_people = 0;
    const KeywordColumn& column = session.columns().keyword("person");
    people = column.places.size();
    for (const auto& [field, value, articles] : counted_before) counted_people += field == "person" ? articles : 0;
    CHECK(people == counted_people);
  });
  CHECK(meanings(behind) == meanings(ahead));
}

TEST_CASE("what the user says of names holds at the next question", "[shared_tables]") {
  const ScratchFolder folder;
  const std::string path = folder / "news";
  std::mt19937 random(6);
  {
    ArticleWriter writer(path);
    for (int i = 0; i < 30; ++i) writer.put(random_article(random));
    writer.commit();
  }
  Searcher searcher({path});
  const auto carla = [&] {
    std::string meant;
    searcher.session().in_snapshot([&] { meant = searcher.session().names().entity_of("person:carla-vance"); });
    return meant;
  };
  REQUIRE(carla() == "person:carla-vance");
  const DatabaseDirectory directory(path);
  const WriterLock lock(directory, 1);
  Writer writer = Writer::open_live(directory);
  writer.put_aliases("person | Dora Vance | Carla Vance\n");
  writer.commit();
  CHECK(carla() == "person:dora-vance");
}

}  // namespace dateline
