// What went wrong once, each as a sentence about what should hold.
#include <catch2/catch.hpp>
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/date.h"
#include "indexer/article_writer.h"
#include "query/searcher.h"
#include "query/syntax.h"
#include "scratch_database.h"

namespace dateline {
namespace {

const std::int64_t kNow = to_instant({{2024, 3, 14}, 12 * 3600, 0});

const std::string& sample() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "sample", sample_lines());
  return path;
}

std::set<std::string> ids(const std::string& database, const Request& request) {
  Searcher searcher({database});
  std::set<std::string> found;
  for (const Hit& hit : searcher.search(request).hits) found.insert(hit.article.id);
  return found;
}

Request request_for(const std::string& query) {
  Request request;
  request.query = query;
  request.now = kNow;
  request.limit = 100;
  request.match = Match::all;
  return request;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("what all articles have is found after one of many has gone", "[bug]") {
  const ScratchFolder folder;
  const bool several = GENERATE(false, true);
  std::vector<std::string> lines;
  for (int i = 0; i < 1500; ++i) lines.push_back(R"({"id":"n)" + std::to_string(i) + R"(","title":"Ferry","body":"The ferry sails.","language":"en","source":"Wire","published":"2024-03-14"})");
  const std::string database = make_database(folder, "many", lines);
  {
    ArticleWriter writer(database);
    REQUIRE(writer.remove("n5"));
    writer.commit();
  }
  std::vector<std::string> databases{database};
  if (several) databases.push_back(make_database(folder, "few", {R"({"id":"bridge","title":"Most","body":"The bridge is closed.","language":"cs"})"}));
  Searcher searcher(databases);
  for (const char* query : {"lang:en", "ferry", "source:wire date:2024-03-14", "title:ferry", "ferry OR harbour", "ferry lang:en", "\"ferry sails\"", "lang:en NOT harbour"}) {
    CAPTURE(query);
    Request request = request_for(query);
    request.facets = {{"source", 10}};
    request.timeline = TimelineUnit::day;
    const Result result = searcher.search(request);
    CHECK(result.total.value == 1499);
    CHECK(result.timeline.at(0).count == 1499);
    CHECK(searcher.count(request).total.value == 1499);
    CHECK(searcher.each(request, [](const Article&) { return true; }).total.value == 1499);
    CHECK(searcher.timeline(request, {}).total.value == 1499);
  }
  CHECK(ids(database, request_for("the NOT lang:en")).empty());
}

TEST_CASE("a phrase beside NEAR keeps the order of its words", "[bug]") {
  CHECK(ids(sample(), request_for("\"toll new\" NEAR/3 may")).empty());
}

TEST_CASE("a phrase beside NEAR is one operand: the words of it may not stand apart", "[bug]") {
  CHECK(ids(sample(), request_for("\"bridge Ostra\" NEAR/9 toll")).empty());
}

TEST_CASE("an address finds the article whose address goes on with a query string", "[bug]") {
  CHECK(ids(sample(), request_for("url:https://www.brookmere.example/news/2024/fair.html")) == Ids{"fair"});
}

TEST_CASE("an article that has a day and no hour is published on that day in every zone", "[bug]") {
  Request request = request_for("negotiators date:2024-03-01");
  request.timezone_minutes = -300;
  CHECK(ids(sample(), request) == Ids{"talks"});
}

TEST_CASE("today is the day it is in the zone asked for", "[bug]") {
  Request request = request_for("cease-fire date:today");
  request.now = to_instant({{2024, 3, 15}, 4 * 3600, 0});  // 23:00 of the 14th at -05:00
  request.timezone_minutes = -300;
  CHECK(ids(sample(), request) == Ids{"truce"});
}

TEST_CASE("a word of a group that the article does not satisfy is no part of its score, nor of the explanation", "[bug]") {
  Searcher searcher({sample()});
  for (const std::string query : {"farmers OR (harvest nowhere)", "farmers OR (harvest -barley)", "farmers OR title:barley", "farmers OR (harvest AND source:ostra)"}) {
    CAPTURE(query);
    Request request = request_for(query);
    request.explain = true;
    for (const Hit& hit : searcher.search(request).hits) {
      CAPTURE(hit.article.id);
      double sum = 0;
      for (const TermScore& term : hit.terms) sum += term.score;
      CHECK(sum == Approx(hit.score));
    }
  }
}

TEST_CASE("a hit of the second of several databases is explained from its own article", "[bug]") {
  const ScratchFolder folder;
  std::vector<std::string> lines = sample_lines(), odd, even;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 3 ? odd : even).push_back(lines[i]);
  Searcher halves({make_database(folder, "odd", odd), make_database(folder, "even", even)}), whole({sample()});
  Request request = request_for("flood OR river OR barley OR brass");
  request.explain = true;
  const Result one = whole.search(request), two = halves.search(request);
  REQUIRE(one.hits.size() == two.hits.size());
  for (std::size_t i = 0; i < one.hits.size(); ++i) {
    CAPTURE(one.hits[i].article.id);
    CHECK(two.hits[i].article.id == one.hits[i].article.id);
    CHECK(two.hits[i].article_length == one.hits[i].article_length);
    CHECK(two.hits[i].terms.size() == one.hits[i].terms.size());
  }
}

TEST_CASE("of several databases each article is unpacked with the dictionary of its own", "[bug]") {
  const ScratchFolder folder;
  const auto lines = [](const std::string& name, const std::string& word) {
    std::vector<std::string> all;
    for (int i = 0; i < 2300; ++i) {
      std::string body;
      for (int n = 0; n < 12; ++n) body += word + " report " + std::to_string((i + 1) * (n + 3) * 2654435761U % 99991) + " of the season. ";
      all.push_back(R"({"id":")" + name + std::to_string(i) + R"(","language":"en","body":")" + body + R"("})");
    }
    return all;
  };
  Searcher both({make_database(folder, "a", lines("a", "herring")), make_database(folder, "b", lines("b", "mackerel"))});
  std::size_t taken = 0;
  both.each(request_for(""), [&](const Article& article) {
    ++taken;
    return article.body.find(article.id[0] == 'a' ? "herring" : "mackerel") != std::string::npos;
  });
  CHECK(taken == 4600);
}

// Xapian 1.4.22 reads freed memory in OP_MAX of three terms or more over several databases: the program died of it.
TEST_CASE("a wildcard of many words is searched in several databases", "[bug]") {
  const ScratchFolder folder;
  std::vector<std::string> databases;
  for (const std::string name : {"one", "two"}) {
    const DatabaseDirectory directory(folder / name);
    directory.create();
    const WriterLock lock(directory, 1);
    const std::atomic<bool> stop{false};
    index_files(directory, discover({std::string(DATELINE_SOURCE_DIR) + "/corpus"}, directory.path()), false, IndexOptions(), stop);
    databases.push_back(directory.path());
  }
  Searcher one({databases[0]}), both(databases);
  for (const std::string query : {"b*", "ma*", "po*", "s*", "title:a*", "a* date:2024", "a* the"}) {
    CAPTURE(query);
    Request request = request_for(query);
    request.timeline = TimelineUnit::day;
    request.limit = 10;
    CHECK(both.search(request).total.value == 2 * one.search(request).total.value);
  }
}

TEST_CASE("a misspelt word is mended although automatic matching finds the other words", "[bug]") {
  std::vector<std::string> lines;
  for (int i = 0; i < 5; ++i) lines.push_back(R"({"id":"h)" + std::to_string(i) + R"(","language":"en","body":"The herring season."})");
  const ScratchFolder folder;
  Searcher searcher({make_database(folder, "herring", lines)});
  Request request = request_for("herrring season");
  request.match = Match::automatic;
  const Result result = searcher.search(request);
  REQUIRE(result.suggestions.size() == 1);
  CHECK(result.suggestions[0].query == "herring season");
}

TEST_CASE("a starred word that looks like a field is told so that it is read the same", "[bug]") {
  const Parsed parsed = parse_query("*id:a*", kNow);
  const Parsed again = parse_query(to_string(parsed.root), kNow);
  const bool wild = parsed.root.kind == NodeKind::prefix, wild_again = again.root.kind == NodeKind::prefix;
  CHECK(wild == wild_again);
}

TEST_CASE("a wildcard written many times is expanded, and complained of, once", "[bug]") {
  std::string body;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'j'; ++b) body += std::string("w") + a + b + " ";
  const ScratchFolder folder;
  Searcher searcher({make_database(folder, "many", {R"({"id":"w","language":"en","body":")" + body + R"("})"})});
  CHECK(searcher.search(request_for("w* w* -(w* w*)")).warnings.size() == 1);
}

TEST_CASE("the wildcards of a query share a bound, so that many of them take no minutes", "[bug]") {
  std::string body, query;
  for (char start = 'a'; start <= 'g'; ++start) {
    query += std::string(1, start) + "q* ";
    for (char a = 'a'; a <= 'z'; ++a)
      for (char b = 'a'; b <= 'h'; ++b) body += std::string(1, start) + "q" + a + b + " ";
  }
  const ScratchFolder folder;
  Searcher searcher({make_database(folder, "many", {R"({"id":"w","language":"en","body":")" + body + R"("})"})});
  Request request = request_for(query);
  request.match = Match::any;
  const Result result = searcher.search(request);
  CHECK(result.total.value == 1);
  REQUIRE(result.warnings.size() == 7);
  CHECK(result.warnings[4].find("eq* stands for") == 0);
  CHECK(result.warnings[4].find("the commonest 200 were searched") != std::string::npos);
  CHECK(result.warnings[5].find("the commonest 4 were searched") != std::string::npos);
}

TEST_CASE("wildcards that are excluded count against the limit of words too", "[bug]") {
  Searcher searcher({sample()});
  std::string query = "barley";
  for (int i = 0; i < 600; ++i) query += " -(b* OR h" + std::to_string(i) + ")";
  CHECK_FALSE(searcher.search(request_for(query)).warnings.empty());
}

TEST_CASE("one limit reached is told once", "[bug]") {
  Searcher searcher({sample()});
  std::string query = "barley";
  for (int i = 0; i < 600; ++i) query += " OR w" + std::to_string(i);
  CHECK(searcher.search(request_for(query)).warnings.size() == 1);
}

TEST_CASE("an open end after a quoted day is an open end", "[bug]") {
  CHECK(to_string(parse_query("date:\"3 weeks ago\"..", kNow).root) == "date:2024-02-22..");
}

TEST_CASE("a minus that is not read as one is said to be", "[bug]") {
  const Parsed parsed = parse_query("title:-wheat", kNow);
  CHECK((to_string(parsed.root) == "-title:wheat" || !parsed.notices.empty()));
}

TEST_CASE("the last seven days are seven", "[bug]") {
  CHECK(to_string(parse_query("date:\"last 7 days\"", kNow).root) == "date:2024-03-08..2024-03-14");
}

}  // namespace dateline
