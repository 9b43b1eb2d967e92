// Background reading, as who asks for it meets it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "query/searcher.h"
#include "tests/query/sample_search.h"
#include "tests/query/scratch_database.h"

using namespace dateline;

namespace {

std::string line(const std::string& id, const std::string& title, const std::string& published, const std::string& body) {
  const std::string date = published.empty() ? "" : R"(,"published":")" + published + '"';
  return R"({"id":")" + id + R"(","title":")" + title + R"(","language":"en","body":")" + body + '"' + date + "}";
}

// Long enough to have copies.
std::string long_body(const std::string& beginning) {
  std::string body = beginning;
  for (int i = 0; i < 8; ++i) body += " Dredger number" + std::to_string(i) + " lay idle beside pontoon" + std::to_string(i) + " while its crew waited for word from the quay.";
  return body;
}

// A story of a strike at a harbour, told in instalments, among articles that have nothing to do with it but for what all articles say.
std::vector<std::string> news() {
  const std::string ballot = long_body("Anna Holm told the dockers of Morra on Monday that the ballot for a stoppage had passed. Dredgers will stay moored, Holm said.");
  std::vector<std::string> lines{
      line("ballot", "Dockers vote for stoppage", "2024-03-04T10:00:00Z", ballot),
      line("ballot-copy", "Dockers vote for stoppage", "2024-03-04T10:30:00Z", ballot + " All rights reserved."),
      line("stoppage", "Dockers stop work in Morra", "2024-03-06T08:00:00Z", "Dockers in Morra stopped work on Wednesday. Anna Holm, who leads the dockers, said no dredger would be manned before the ballot was honoured."),
      line("talks", "Holm opens talks on stoppage", "2024-03-09", "Anna Holm opened talks with the owners of the dredgers on Saturday. The stoppage of the dockers in Morra goes on, she said."),
      line("end", "Stoppage of dockers ends", "2024-03-09T18:00:00Z", "The stoppage in Morra is over, Anna Holm said on Saturday. The dockers will man every dredger on Monday."),
      line("late", "Dockers thank Holm", "2024-03-20T09:00:00Z", "The dockers of Morra thanked Anna Holm for the end of the stoppage; the dredgers are at work."),
      line("undated", "Who are the dockers?", "", "The dockers of Morra have worked the dredgers for a century. Anna Holm has led them through one stoppage."),
  };
  const std::vector<std::string> things{"orchard", "violin", "glacier", "tariff", "comet", "vaccine", "stadium", "novel", "beehive", "tunnel", "lottery", "mural", "kiln", "satellite", "dialect",
                                        "quarry", "ballet", "monsoon", "pension", "marathon", "parrot", "census", "lantern", "turbine"};
  for (std::size_t i = 0; i < things.size(); ++i)
    lines.push_back(line("other-" + things[i], "A " + things[i] + " in the news", "2024-02-" + std::to_string(10 + i % 18),
                         "The " + things[i] + " was opened on Saturday, officials said. Nobody who saw the " + things[i] + " will work on Monday, they said."));
  return lines;
}

const std::string& database() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "news", news());
  return path;
}

Result related(const RelatedRequest& request, const std::vector<std::string>& databases = {database()}) {
  const std::optional<Result> result = Searcher(databases).related(request);
  REQUIRE(result);
  return *result;
}

RelatedRequest to(const std::string& id, bool before_it = false) {
  RelatedRequest request;
  request.id = id;
  request.before_it = before_it;
  request.limit = 100;
  return request;
}

std::vector<std::string> unfolded(const Result& result) {
  std::vector<std::string> ids = ids_of(result);
  for (const Hit& hit : result.hits)
    for (const Copy& copy : hit.copies) ids.push_back(copy.id);
  return ids;
}

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST_CASE("the articles on the same story are related, and no others") {
  const Result result = related(to("stoppage"));
  REQUIRE(result.hits.size() == 5);  // of the six others one is a copy
  CHECK(result.total.value == 6);
  REQUIRE(result.families);
  CHECK(result.families->value == 5);
  for (const std::string& id : ids_of(result)) CHECK(id.find("other-") == std::string::npos);
  REQUIRE(result.related_to);
  CHECK(result.related_to->title == "Dockers stop work in Morra");
}

TEST_CASE("what all articles say relates none") {
  const std::optional<Result> result = Searcher({database()}).related(to("other-violin"));
  REQUIRE(result);
  CHECK(result->hits.empty());
  CHECK(result->total.value == 0);
}

TEST_CASE("a related article says what it shares, names apart from words") {
  const Result result = related(to("stoppage"));
  for (const Hit& hit : result.hits) {
    CAPTURE(hit.article.id);
    REQUIRE(hit.because);
    REQUIRE_FALSE(hit.because->entities.empty());
    CHECK(std::any_of(hit.because->entities.begin(), hit.because->entities.end(), [](const NamedEntity& entity) { return entity.id == "person:anna-holm" && entity.name == "Anna Holm"; }));
    CHECK(std::count(hit.because->words.begin(), hit.because->words.end(), "dockers") == 1);  // as it is written, not as it is stemmed
    CHECK(std::count(hit.because->words.begin(), hit.because->words.end(), "holm") == 0);
    CHECK(std::count(hit.because->words.begin(), hit.because->words.end(), "said") == 0);
  }
}

TEST_CASE("a score is the sum of its parts, a share of the article's own, and never rises down the list") {
  double last = 1;
  for (const Hit& hit : related(to("stoppage")).hits) {
    CAPTURE(hit.article.id);
    CHECK(hit.parts.text > 0);
    CHECK(hit.parts.entity > 0);
    CHECK(hit.parts.text + hit.parts.entity == Approx(hit.score).epsilon(1e-9));
    CHECK(hit.score <= last);
    last = hit.score;
  }
}

TEST_CASE("an article's own copies are not related to it, and copies of others are one") {
  for (const std::string id : {"ballot", "ballot-copy"}) {
    const std::vector<std::string> ids = ids_of(related(to(id)));
    CHECK(std::count(ids.begin(), ids.end(), "ballot") + std::count(ids.begin(), ids.end(), "ballot-copy") == 0);
  }
  for (const Hit& hit : related(to("stoppage")).hits) {
    if (!hit.article.id.starts_with("ballot")) continue;
    REQUIRE(hit.copies.size() == 1);
    CHECK(hit.copies.front().id == (hit.article.id == "ballot" ? "ballot-copy" : "ballot"));
  }
}

TEST_CASE("before it: earlier by the instant, by the day where an hour is not known, never without a date") {
  CHECK(sorted(unfolded(related(to("end", true)))) == std::vector<std::string>{"ballot", "ballot-copy", "stoppage"});  // talks were on its day, at an hour nobody knows
  CHECK(sorted(unfolded(related(to("talks", true)))) == std::vector<std::string>{"ballot", "ballot-copy", "stoppage"});
  const std::vector<std::string> before_late = ids_of(related(to("late", true)));
  CHECK(std::count(before_late.begin(), before_late.end(), "talks") == 1);
  CHECK(std::count(before_late.begin(), before_late.end(), "undated") == 0);
  CHECK(related(to("ballot", true)).hits.empty());
  const Result of_undated = related(to("undated", true));
  CHECK(of_undated.hits.empty());
  REQUIRE(of_undated.warnings.size() == 1);
}

TEST_CASE("related articles by time") {
  RelatedRequest request = to("stoppage");
  request.sort = Sort::oldest;
  std::vector<std::string> ids = ids_of(related(request));
  REQUIRE(ids.size() == 5);
  CHECK(ids.front().starts_with("ballot"));
  CHECK(ids[3] == "late");
  CHECK(ids.back() == "undated");
  request.sort = Sort::newest;
  ids = ids_of(related(request));
  CHECK(ids.front() == "late");
  CHECK(ids.back() == "undated");
}

TEST_CASE("pages of related articles neither repeat nor skip") {
  const std::vector<std::string> all = ids_of(related(to("stoppage")));
  std::vector<std::string> paged;
  for (std::size_t offset = 0; offset < all.size() + 2; offset += 2) {
    RelatedRequest request = to("stoppage");
    request.limit = 2;
    request.offset = offset;
    const Result page = related(request);
    for (const Hit& hit : page.hits) {
      paged.push_back(hit.article.id);
      CHECK(hit.rank == paged.size());
    }
  }
  CHECK(paged == all);
}

TEST_CASE("one database and several searched as one relate the same, with the same scores") {
  const ScratchFolder folder;
  // Copies stay together: families are those of one database.
  std::vector<std::string> one, other;
  const std::vector<std::string> all = news();
  for (std::size_t i = 0; i < all.size(); ++i) (i < 2 || i % 3 == 0 ? one : other).push_back(all[i]);
  const std::vector<std::string> two{make_database(folder, "one", one), make_database(folder, "other", other)};
  for (const std::string id : {"stoppage", "ballot", "late", "undated", "end"}) {
    CAPTURE(id);
    const Result whole = related(to(id)), split = related(to(id), two);
    REQUIRE(ids_of(whole) == ids_of(split));
    for (std::size_t i = 0; i < whole.hits.size(); ++i) {
      CHECK(whole.hits[i].score == Approx(split.hits[i].score).epsilon(1e-9));
      CHECK(whole.hits[i].parts.entity == Approx(split.hits[i].parts.entity).epsilon(1e-9));
    }
  }
}

TEST_CASE("nothing is related to an article that is not there") { CHECK_FALSE(Searcher({database()}).related(to("nobody"))); }
