// Rows of tables as articles.
#include <catch2/catch.hpp>
#include <string>

#include "records.h"

namespace dateline {

TEST_CASE("a row's cells are the fields that its header names", "[csv]") {
  const Article article = article_of("ID,Headline,text,pubDate,byline,site\nf1,\"Ferry, again\",\"It sails.\n\nTwice.\",14 March 2024,By Ann Lee,Harbor Courier\n", "x.csv");
  CHECK(article.id.empty());  // only "id" is one
  CHECK(article.extra.find("Headline") != std::string::npos);
  CHECK(article.body == "It sails.\n\nTwice.");
  CHECK(article.published == "2024-03-14");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(article.source == "Harbor Courier");
}

TEST_CASE("semicolons in tags and authors make lists, also around commas", "[csv]") {
  const Article article = article_of("title\tbody\tauthors\ttags\nFerry\tIt sails.\tAnn Lee; Tom Day, Jr.;\tferry;storm; ;north, south\n", "x.tsv");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Tom Day, Jr."});
  CHECK(article.tags == std::vector<std::string>{"ferry", "storm", "north, south"});
}

TEST_CASE("a semicolon elsewhere is text", "[csv]") {
  const Article article = article_of("title,body\nFerry; again,It sails; it does.\n", "x.csv");
  CHECK(article.title == "Ferry; again");
  CHECK(article.body == "It sails; it does.");
}

TEST_CASE("empty cells are unknown, other columns are kept", "[csv]") {
  const Article article = article_of("title,body,author,views,\nFerry,It sails.,,12,x\n", "x.csv");
  CHECK(article.authors.empty());
  CHECK(article.extra == R"({"views":"12"})");
}

TEST_CASE("a row with too few or too many cells is a problem of its own", "[csv]") {
  const std::vector<ParsedRecord> rows = parsed_of("title,body,author\nFerry,It sails.,Ann\nBridge,It stands.\nRoad,It lies,there,still\nTower,It leans.,Tom\n", "x.csv");
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].article);
  CHECK_THAT(rows[1].problem, Catch::Contains("cells: 2"));
  CHECK_THAT(rows[2].problem, Catch::Contains("cells: 4"));
  REQUIRE(rows[3].article);
  CHECK(rows[3].article->title == "Tower");
}

TEST_CASE("rows may be tab or bar separated", "[csv]") {
  CHECK(article_of("title\tbody\nFerry, the\tIt sails.\n", "x.tsv").title == "Ferry, the");
  CHECK(article_of("title|body\nFerry, the|It sails.\n", "x.csv").body == "It sails.");
}

TEST_CASE("a row keeps the date that cannot be read", "[csv]") {
  const Article article = article_of("title,body,date\nFerry,It sails.,3/4/2024\n", "x.csv");
  CHECK(article.published.empty());
  CHECK(article.extra == R"({"date":"3/4/2024"})");
}

TEST_CASE("a table in windows-1251 is converted", "[csv]") {
  CHECK(article_of("title,body\n\xCF\xE0\xF0\xEE\xEC \xF1\xED\xEE\xE2\xE0 \xF5\xEE\xE4\xE8\xF2,\xCF\xEE\xE3\xEE\xE4\xE0 \xE1\xFB\xEB\xE0 \xF5\xEE\xF0\xEE\xF8\xE5\xE9\n", "x.csv").title ==
        "Паром снова ходит");
}

}  // namespace dateline
