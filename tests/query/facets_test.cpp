// Values counted over all hits.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/store/database.h"
#include "common/store/name_table.h"
#include "query/facet_search.h"
#include "query/facets.h"
#include "query/searcher.h"
#include "sample_search.h"

namespace dateline {
namespace {

Article article_by(const std::string& source, const std::vector<std::string>& authors, const std::string& published = "2024-03-14") {
  Article article;
  article.source = source;
  article.authors = authors;
  article.published = published;
  return article;
}

// "value:count value:count +other -missing"
std::string text_of(const Facet& facet) {
  std::string text;
  for (const FacetValue& value : facet.values) text += value.value + ":" + std::to_string(value.count) + " ";
  return text + "+" + std::to_string(facet.other) + " -" + std::to_string(facet.missing);
}

std::string counted(const std::vector<Article>& articles, const FacetRequest& wish) {
  FacetCounter counter({wish});
  for (const Article& article : articles) counter.add(article);
  return text_of(counter.facets(1).at(0));
}

Result searched(const std::vector<std::string>& databases, const std::string& query, const std::vector<FacetRequest>& facets, std::size_t limit = 1) {
  Request request = request_for(query);
  request.facets = facets;
  request.limit = limit;
  return Searcher(databases).search(request);
}

}  // namespace

TEST_CASE("values are told in the order of their counts, then of the alphabet", "[facets]") {
  CHECK(counted({article_by("B", {}), article_by("A", {}), article_by("C", {}), article_by("C", {})}, {"source", 10}) == "C:2 A:1 B:1 +0 -0");
}

TEST_CASE("further values are counted, and articles without any", "[facets]") {
  CHECK(counted({article_by("A", {}), article_by("A", {}), article_by("B", {}), article_by("C", {}), article_by("", {})}, {"source", 1}) == "A:2 +2 -1");
}

TEST_CASE("spellings that a query does not tell apart are one value, shown as most write it", "[facets]") {
  CHECK(counted({article_by("El Pais", {}), article_by("El País", {}), article_by("El País", {}), article_by("EL PAÍS", {})}, {"source", 10}) == "El País:4 +0 -0");
}

TEST_CASE("an article counts once for each of its values, however often it says it", "[facets]") {
  CHECK(counted({article_by("A", {"Ann Lee", "Tom Day", "ANN LEE"}), article_by("A", {"Tom Day"})}, {"author", 10}) == "Tom Day:2 Ann Lee:1 +0 -0");
}

TEST_CASE("years and months are those of publication", "[facets]") {
  const std::vector<Article> articles{article_by("", {}, "2024-03-14T09:30:00Z"), article_by("", {}, "2024-02-01"), article_by("", {}, "2023-03-01"), article_by("", {}, "")};
  CHECK(counted(articles, {"year", 10}) == "2024:2 2023:1 +0 -1");
  CHECK(counted(articles, {"month", 10}) == "2023-03:1 2024-02:1 2024-03:1 +0 -1");
}

TEST_CASE("all hits are counted, not those shown, and the total is exact", "[facets]") {
  const Result result = searched({crowd()}, "herring", {{"lang", 10}, {"month", 10}}, 3);
  CHECK(result.hits.size() == 3);
  REQUIRE(result.facets.size() == 2);
  CHECK(result.facets[0].relation == Relation::eq);
  CHECK(text_of(result.facets[0]) == "en:400 +0 -0");
  CHECK(text_of(result.facets[1]) == "2024-02:360 +0 -40");
  CHECK(result.total.value == 400);
  CHECK(result.total.relation == Relation::eq);
}

TEST_CASE("the query of a value finds the articles it counts", "[facets]") {
  std::vector<FacetRequest> fields;
  for (const std::string& field : facet_fields()) fields.push_back({field, 100});
  Searcher searcher({sample()});
  std::size_t values = 0;
  for (const Facet& facet : searched({sample()}, "-nowhere", fields).facets) {
    // Fields are searched by their words: source:Courier finds the Brookmere Courier too.
    const bool by_words = facet.field == "source" || facet.field == "author" || facet.field == "section" || facet.field == "tag";
    for (const FacetValue& value : facet.values) {
      CAPTURE(facet.field, value.query);
      const std::uint64_t found = searcher.count(request_for("(-nowhere) " + value.query)).total.value;
      CHECK((found == value.count || (by_words && found > value.count)));
      ++values;
    }
  }
  CHECK(values > 20);
}

TEST_CASE("two databases count as one", "[facets]") {
  const ScratchFolder folder;
  std::vector<std::string> odd, even;
  for (const std::string& line : sample_lines()) (odd.size() > even.size() ? even : odd).push_back(line);
  const std::vector<std::string> both{make_database(folder, "odd", odd), make_database(folder, "even", even)};
  std::vector<FacetRequest> fields;
  for (const char* field : {"source", "author", "section", "lang", "tag", "year", "month"}) fields.push_back({field, 100});
  const Result one = searched({sample()}, "-nowhere", fields), split = searched(both, "-nowhere", fields);
  REQUIRE(one.facets.size() == split.facets.size());
  for (std::size_t i = 0; i < one.facets.size(); ++i) CHECK(text_of(one.facets[i]) == text_of(split.facets[i]));
}

TEST_CASE("of very many hits a sample is read, and the answer says that it estimates", "[facets]") {
  Database database({crowd()});
  database.with_snapshot([&] {
    NameTable names(database.databases());
    Result result;
    count_facets(Xapian::Query::MatchAll, {{"lang", 10}, {"month", 10}}, database, names, result, {40, 40});
    CHECK(result.total.value == 400);
    REQUIRE(result.facets.size() == 2);
    CHECK(result.facets[0].relation == Relation::approx);
    CHECK(text_of(result.facets[0]) == "en:400 +0 -0");
    const Facet& months = result.facets[1];
    CHECK(months.relation == Relation::approx);
    CHECK(months.values.at(0).count + months.missing == 400);
  });
}

TEST_CASE("a search that asks for no facets has none", "[facets]") { CHECK(searched({sample()}, "barley", {}).facets.empty()); }

TEST_CASE("facets of no hits have no values", "[facets]") {
  const Result result = searched({sample()}, "nosuchwordanywhere", {{"source", 10}});
  REQUIRE(result.facets.size() == 1);
  CHECK(text_of(result.facets[0]) == "+0 -0");
  CHECK(result.facets[0].relation == Relation::eq);
}

}  // namespace dateline
