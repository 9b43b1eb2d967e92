// Near-duplicates as a reader of answers meets them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "query/searcher.h"
#include "tests/query/scratch_database.h"

using namespace dateline;

namespace {

std::string story(int number) {
  std::string text;
  for (int i = 0; i < 8; ++i)
    text += "Divers of Port Ellen found crate" + std::to_string(number * 10 + i) + " of the ship Morning Star near rock" +
            std::to_string(number * 10 + i) + " on the bed of the sound. ";
  return text;
}

std::string line(const std::string& id, const std::string& source, const std::string& date, const std::string& body) {
  return R"({"id":")" + id + R"(","title":"Divers","language":"en","source":")" + source + R"(","published":")" + date + R"(","body":")" + body + R"("})";
}

// Three papers carry story 1, one with a notice; stories 2 and 3 are in one each.
const std::string& papers() {
  static const ScratchFolder folder;
  static const std::string path = make_database(
      folder, "papers",
      {line("late", "Harbor Courier", "2024-03-16", story(1)), line("early", "Lakeside Ledger", "2024-03-14", story(1)),
       line("notice", "Northgate Post", "2024-03-15", story(1) + "Sign up for our letter and read more of these stories every day."),
       line("two", "Lakeside Ledger", "2024-03-14", story(2)), line("three", "Harbor Courier", "2024-03-14", story(3))});
  return path;
}

Request divers() {
  Request request;
  request.query = "divers";
  return request;
}

}  // namespace

TEST_CASE("copies are one hit that names them; the total counts articles", "[copies]") {
  const Result result = Searcher({papers()}).search(divers());
  REQUIRE(result.hits.size() == 3);
  CHECK(result.total.value == 5);
  REQUIRE(result.families);
  CHECK(result.families->value == 3);
  CHECK(result.families->relation == Relation::eq);
  const auto folded = std::find_if(result.hits.begin(), result.hits.end(), [](const Hit& hit) { return !hit.copies.empty(); });
  REQUIRE(folded != result.hits.end());
  CHECK(folded->article.id == "early");  // as well scored as "late", and published first
  REQUIRE(folded->copies.size() == 2);
  CHECK(folded->copies[0].id == "late");
  CHECK(folded->copies[0].source == "Harbor Courier");
  CHECK(folded->copies[1].id == "notice");
}

TEST_CASE("a copy that does not match is named all the same", "[copies]") {
  Request request = divers();
  request.query = "letter";
  const Result result = Searcher({papers()}).search(request);
  REQUIRE(result.hits.size() == 1);
  CHECK(result.hits[0].copies.size() == 2);
  CHECK(result.families->value == 1);
}

TEST_CASE("copies may be shown each", "[copies]") {
  Request request = divers();
  request.fold_copies = false;
  const Result result = Searcher({papers()}).search(request);
  CHECK(result.hits.size() == 5);
  CHECK_FALSE(result.families);
}

TEST_CASE("pages of folded hits neither repeat nor skip", "[copies]") {
  Searcher searcher({papers()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    std::vector<std::string> whole, by_offset, by_cursor;
    Request request = divers();
    request.sort = sort;
    for (const Hit& hit : searcher.search(request).hits) whole.push_back(hit.article.id);
    request.limit = 1;
    std::string cursor;
    for (std::size_t i = 0; i < 3; ++i) {
      request.search_after.clear();
      request.offset = i;
      for (const Hit& hit : searcher.search(request).hits) by_offset.push_back(hit.article.id);
      request.offset = 0;
      request.search_after = cursor;
      const Result page = searcher.search(request);
      for (const Hit& hit : page.hits) by_cursor.push_back(hit.article.id);
      cursor = page.next_cursor;
    }
    CHECK(whole.size() == 3);
    CHECK(by_offset == whole);
    CHECK(by_cursor == whole);
    CHECK(cursor.empty());
  }
}

TEST_CASE("a timeline counts articles, folded or not", "[copies]") {
  Request request = divers();
  request.timeline = TimelineUnit::month;
  const Result result = Searcher({papers()}).search(request);
  REQUIRE(result.timeline.size() == 1);
  CHECK(result.timeline[0].count == 5);
}

TEST_CASE("show and export name the copies of an article, and fold nothing", "[copies]") {
  Searcher searcher({papers()});
  CHECK(searcher.article("notice")->copies == std::vector<std::string>{"early", "late"});
  CHECK(searcher.article("two")->copies.empty());
  std::set<std::string> seen;
  searcher.each(Request(), [&](const Article& article) {
    seen.insert(article.id);
    CHECK(article.copies.size() == (article.id == "two" || article.id == "three" ? 0 : 2));
    return true;
  });
  CHECK(seen.size() == 5);
  CHECK(searcher.count(divers()).total.value == 5);
}
