#include "query/best_of.h"

#include <xapian.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/store/schema.h"
#include "query/ranking.h"

namespace dateline {
namespace {

using Xapian::Query;

// Small ones of a few words, many of them in all documents: the ends of several lists fall together.
Xapian::Database made_up_database(std::mt19937& random, double often, int& number) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const unsigned count = random() % 4 ? 1 + random() % 6 : 40;
  for (unsigned i = 0; i < count; ++i) {
    Xapian::Document document;
    for (const char* term : {"a", "b", "c", "d"})
      if (random() % 100 < often * 100) document.add_term(term, 1 + random() % 4);
    document.add_term("x", 1 + random() % 4);
    document.add_value(slot::kTie, tie_value(std::to_string(++number)));
    database.add_document(document);
  }
  return database;
}

std::vector<Query> queries() {
  const Query two = best_of({Query("a"), Query("b")}), three = best_of({Query("c"), Query("d"), Query("x")});
  const std::vector<Query> any{two, three, Query("x")};
  return {two,
          Query(Query::OP_OR, two, Query("c")),
          Query(Query::OP_OR, any.begin(), any.end()),
          Query(Query::OP_AND, two, three),
          Query(Query::OP_OR, Query(Query::OP_AND, two, Query("d")), three),
          Query(Query::OP_AND_NOT, two, Query("d")),
          Query(Query::OP_FILTER, Query("c"), two)};
}

std::vector<std::pair<std::string, double>> answer(const Xapian::Database& database, const Query& query, unsigned most) {
  Xapian::Enquire enquire(database);
  set_ranking(enquire, Sort::relevance);
  enquire.set_query(query);
  std::vector<std::pair<std::string, double>> hits;
  const Xapian::MSet mset = enquire.get_mset(0, most);
  for (auto match = mset.begin(); match != mset.end(); ++match) hits.emplace_back(match.get_document().get_value(slot::kTie), match.get_weight());
  return hits;
}

}  // namespace

// Xapian 1.4.22 read freed memory when an OP_MAX came to its end in one before other lists did: "offer OR unimpressed" over four databases died of it.
TEST_CASE("an article scores as the best of several words it has") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const std::vector<std::vector<std::string>> articles{{"a", "b"}, {"a"}, {"b"}, {"x"}};
  for (std::size_t i = 0; i < articles.size(); ++i) {
    Xapian::Document document;
    for (const std::string& term : articles[i]) document.add_term(term, 2);
    document.add_value(slot::kTie, tie_value(std::to_string(i)));
    database.add_document(document);
  }
  const auto both = answer(database, best_of({Query("a"), Query("b")}), 9), a = answer(database, Query("a"), 9), b = answer(database, Query("b"), 9);
  REQUIRE(both.size() == 3);
  for (const auto& [article, score] : both) {
    double best = 0;
    for (const auto& one : {a, b})
      for (const auto& [other, alone] : one)
        if (other == article) best = std::max(best, alone);
    CHECK(score == Approx(best));
  }
}

TEST_CASE("the best of several words is found and scored in many small databases as in one", "[bug]") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const double often = 0.3 + 0.4 * (seed % 3);
    Xapian::WritableDatabase one("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Database several;
    int number = 0;
    for (int i = 0; i < 3; ++i) {
      const Xapian::Database part = made_up_database(random, often, number);
      for (auto posting = part.postlist_begin(""); posting != part.postlist_end(""); ++posting) one.add_document(part.get_document(*posting));
      several.add_database(part);
    }
    for (const Query& query : queries())
      for (const unsigned most : {1U, 5U, 200U}) {
        CAPTURE(query.get_description(), most);
        const auto expected = answer(one, query, most), found = answer(several, query, most);
        REQUIRE(found.size() == expected.size());
        std::map<std::string, double> scores(expected.begin(), expected.end());
        for (std::size_t hit = 0; hit < found.size(); ++hit) {
          CHECK(found[hit].second == Approx(expected[hit].second).margin(1e-9));
          // Which of equal ones is the last may differ: sums are rounded in the order they are made in.
          if (most == 200) CHECK(scores.count(found[hit].first) == 1);
        }
      }
  }
}

}  // namespace dateline
