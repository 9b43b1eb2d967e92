// What a query finds, and in what order: real databases, asked through the library.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sample_search.h"

namespace dateline {
namespace {

// A database of many languages, of which Russian and Italian have the fewest articles.
const std::string& babel() {
  static const ScratchFolder folder;
  static const std::string path = make_database(
      folder, "babel",
      {R"({"id":"en1","language":"en","body":"The harvest was late."})", R"({"id":"en2","language":"en","body":"The river rose."})",
       R"({"id":"de1","language":"de","body":"Die Ernte war gut."})", R"({"id":"de2","language":"de","body":"Der Fluss stieg."})",
       R"({"id":"es1","language":"es","body":"La cosecha fue buena."})", R"({"id":"es2","language":"es","body":"Subió el río."})",
       R"({"id":"ru1","language":"ru","body":"Встреча прошла в субботу, сообщили агентства."})",
       R"({"id":"it1","language":"it","body":"I lavori dei monti sono finiti."})"});
  return path;
}

std::string joined(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

void check_order(const Result& result) {
  for (std::size_t i = 0; i < result.hits.size(); ++i) CHECK(result.hits[i].rank == result.hits.front().rank + i);
  if (result.sort == Sort::relevance)
    for (std::size_t i = 1; i < result.hits.size(); ++i) CHECK(result.hits[i].score <= result.hits[i - 1].score);
}

}  // namespace

TEST_CASE("every line of the table of searches finds what it says", "[search]") {
  Searcher searcher({sample()});
  const auto rows = read_table("search_table.txt");
  REQUIRE(rows.size() >= 150);
  for (const TableRow& row : rows) {
    INFO("search_table.txt:" << row.line << ": " << row.input);
    const Request request = request_of_row(row);
    const Result result = searcher.search(request);
    CHECK(joined(ids_of(result)) == row.expected);
    CHECK(result.total.value == result.hits.size());
    CHECK(result.total.relation == Relation::eq);
    check_order(result);
  }
}

TEST_CASE("count, rank and export say the same as search", "[search]") {
  Searcher searcher({sample()});
  for (const TableRow& row : read_table("search_table.txt")) {
    INFO("search_table.txt:" << row.line << ": " << row.input);
    const Request request = request_of_row(row);
    const Result found = searcher.search(request), ranked = searcher.rank(request);
    CHECK(searcher.count(request).total.value == found.total.value);
    CHECK(ids_of(ranked) == ids_of(found));
    for (std::size_t i = 0; i < std::min(ranked.hits.size(), found.hits.size()); ++i) CHECK(ranked.hits[i].score == found.hits[i].score);
    std::vector<std::string> exported;
    searcher.each(request, [&](const Article& article) {
      exported.push_back(article.id);
      return true;
    });
    CHECK(joined(exported) == row.expected);
  }
}

TEST_CASE("the reading of a query finds what the query finds", "[search]") {
  Searcher searcher({sample()});
  for (const TableRow& row : read_table("search_table.txt")) {
    INFO("search_table.txt:" << row.line << ": " << row.input);
    Request request = request_of_row(row);
    request.query = searcher.search(request).understood;
    request.conditions.clear();
    CHECK(joined(ids_of(searcher.search(request))) == row.expected);
  }
}

TEST_CASE("the scores explained add up to the score of the hit", "[search]") {
  Searcher searcher({sample()});
  for (const TableRow& row : read_table("search_table.txt")) {
    INFO("search_table.txt:" << row.line << ": " << row.input);
    Request request = request_of_row(row);
    request.explain = true;
    const Result result = searcher.search(request);
    for (const Hit& hit : result.hits) {
      CAPTURE(hit.article.id);
      CHECK(hit.parts.text + hit.parts.entity + hit.parts.date == Approx(hit.score).margin(1e-9));
      double sum = 0;
      for (const TermScore& term : hit.terms) {
        sum += term.score;
        CHECK(term.score > 0);
        CHECK(term.frequency > 0);
        CHECK(term.articles > 0);
      }
      CHECK(sum == Approx(hit.parts.text).margin(1e-9));
      CHECK(hit.article_length > 0);
    }
  }
}

TEST_CASE("an article with the word in its title is above one with it in its text", "[search]") {
  Searcher searcher({sample()});
  CHECK(ids_of(searcher.search(request_for("brass"))) == std::vector<std::string>{"brass", "fair"});
}

TEST_CASE("an empty query is a usage error, but counts and exports every article", "[search]") {
  for (const std::string query : {"", "   ", "\"\"", "()", "-", "* , ;"}) {
    CAPTURE(query);
    CHECK(kind_of_error(request_for(query)) == ErrorKind::usage);
  }
  Searcher searcher({sample()});
  const std::size_t all = sample_lines().size();
  CHECK(searcher.count(request_for("")).total.value == all);
  std::set<std::string> exported;
  searcher.each(request_for(""), [&](const Article& article) { return exported.insert(article.id).second; });
  CHECK(exported.size() == all);
}

TEST_CASE("an export ends when its taker has enough", "[search]") {
  Searcher searcher({sample()});
  std::size_t taken = 0;
  searcher.each(request_for(""), [&](const Article&) { return ++taken < 3; });
  CHECK(taken == 3);
}

TEST_CASE("a query that is half legible is searched as far as it can be read and says so", "[search]") {
  Searcher searcher({sample()});
  const Result open_quote = searcher.search(request_for("\"silver teapot"));
  CHECK(ids_of(open_quote) == std::vector<std::string>{"teapot"});
  CHECK(open_quote.warnings == std::vector<std::string>{"a quote was not closed: read to the end"});
  const Result bad_date = searcher.search(request_for("teapot date:soon"));
  CHECK(joined(ids_of(bad_date)) == "attic teapot");
  CHECK(bad_date.warnings.size() == 1);
}

TEST_CASE("automatic matching takes any of the words where few articles have all, and says so", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("flood river");
  const Result loose = searcher.search(request);
  CHECK(joined(ids_of(loose)) == "bridge flood museum");
  CHECK(loose.hits.front().article.id == "flood");
  CHECK(loose.match == Match::any);
  CHECK(loose.warnings == std::vector<std::string>{"few articles have all the words: those with any of them were searched"});
  request.match = Match::all;
  const Result strict = searcher.search(request);
  CHECK(joined(ids_of(strict)) == "flood");
  CHECK(strict.warnings.empty());
  CHECK(strict.match == Match::all);
  request.match = Match::any;
  const Result any = searcher.search(request);
  CHECK(ids_of(any) == ids_of(loose));
  CHECK(any.warnings.empty());
  CHECK(any.match == Match::any);
}

TEST_CASE("automatic matching asks for all words where enough articles have them", "[search]") {
  Searcher searcher({crowd()});
  const Result result = searcher.search(request_for("herring mackerel"));
  CHECK(result.total.value == 58);  // every seventh of 400
  CHECK(result.warnings.empty());
}

TEST_CASE("automatic matching never drops a phrase, a field, a date or a negation", "[search]") {
  Searcher searcher({sample()});
  CHECK(joined(ids_of(searcher.search(request_for("\"silver teapot\" river flood")))) == "");
  CHECK(joined(ids_of(searcher.search(request_for("source:ostra barn river")))) == "teapot");
  CHECK(joined(ids_of(searcher.search(request_for("flood river -museum")))) == "bridge flood");
  CHECK(joined(ids_of(searcher.search(request_for("flood river date:2024-03")))) == "bridge");
}

TEST_CASE("newest and oldest order by the moment of publication, the undated last", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("-nowhere");
  request.sort = Sort::newest;
  std::vector<std::string> newest = ids_of(searcher.search(request));
  REQUIRE(newest.size() == 14);
  CHECK(joined({newest.end() - 2, newest.end()}) == "attic museum");
  CHECK(std::vector<std::string>(newest.begin(), newest.end() - 2) ==
        std::vector<std::string>{"brass", "sausage", "truce", "bridge", "fair", "bruecke", "talks", "exports", "range", "flood", "marche",
                                 "teapot"});
  request.sort = Sort::oldest;
  std::vector<std::string> oldest = ids_of(searcher.search(request));
  REQUIRE(oldest.size() == 14);
  CHECK(joined({oldest.end() - 2, oldest.end()}) == "attic museum");
  CHECK(std::vector<std::string>(oldest.begin(), oldest.end() - 2) ==
        std::vector<std::string>{"teapot", "marche", "flood", "range", "exports", "talks", "bruecke", "fair", "bridge", "truce", "sausage",
                                 "brass"});
}

TEST_CASE("a query with nothing to score is sorted newest first", "[search]") {
  Searcher searcher({sample()});
  const Result result = searcher.search(request_for("source:ostra"));
  CHECK(result.sort == Sort::newest);
  CHECK(ids_of(result) == std::vector<std::string>{"truce", "talks", "teapot"});
  for (const Hit& hit : result.hits) CHECK(hit.score == 0);
}

TEST_CASE("an order by date keeps the scores of each hit", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("flood OR river");
  std::map<std::string, double> scores;
  for (const Hit& hit : searcher.search(request).hits) scores[hit.article.id] = hit.score;
  request.sort = Sort::oldest;
  const Result oldest = searcher.search(request);
  REQUIRE(oldest.hits.size() == scores.size());
  for (const Hit& hit : oldest.hits) CHECK(hit.score == Approx(scores.at(hit.article.id)));
}

TEST_CASE("a snippet of a hit marks a word of the query", "[search]") {
  Searcher searcher({sample()});
  for (const std::string query : {"barley", "erdogan", "cease-fire", "\"silver teapot\"", "toll NEAR bridge", "harv*", "\"=us\"", "US", "burgermeister", "eleve"}) {
    CAPTURE(query);
    const Result result = searcher.search(request_for(query));
    REQUIRE_FALSE(result.hits.empty());
    for (const Hit& hit : result.hits) {
      CAPTURE(hit.article.id, hit.snippet.text);
      CHECK_FALSE(hit.snippet.matches.empty());
      for (const auto& [begin, end] : hit.snippet.matches) {
        CHECK(begin < end);
        CHECK(end <= hit.snippet.text.size());
      }
    }
  }
}

TEST_CASE("the marks of a hit are the words asked for, as the article writes them", "[search]") {
  Searcher searcher({sample()});
  const auto marked = [&](const std::string& query) {
    std::set<std::string> words;
    for (const Hit& hit : searcher.search(request_for(query)).hits) {
      for (const auto& [begin, end] : hit.title_matches) words.insert(hit.article.title.substr(begin, end - begin));
      for (const auto& [begin, end] : hit.snippet.matches) words.insert(hit.snippet.text.substr(begin, end - begin));
    }
    return words;
  };
  CHECK(marked("harvest") == std::set<std::string>{"Harvest", "harvest", "harvesting"});
  CHECK(marked("erdogan") == std::set<std::string>{"Erdogan", "Erdoğan"});
  CHECK(marked("brucke") == std::set<std::string>{"Brücke"});
  CHECK(marked("US") == std::set<std::string>{"US", "U.S."});
  CHECK(marked("toll -river") == std::set<std::string>{});
  CHECK(marked("museum source:courier") == std::set<std::string>{"museum"});
}

TEST_CASE("a misspelt word gets a suggestion that finds something, in the place it was typed", "[search]") {
  Searcher searcher({sample()});
  const auto suggested = [&](const std::string& query) {
    const Result result = searcher.search(request_for(query));
    return result.suggestions.empty() ? std::string() : result.suggestions.front().query;
  };
  CHECK(suggested("barlye") == "barley");
  CHECK(suggested("\"brass band\" negotiatrs source:ostra") == "\"brass band\" negotiators source:ostra");
  CHECK(suggested("barley") == "");
  CHECK(suggested("qqqqqqqqq") == "");
  CHECK(suggested("source:ostar") == "");
  CHECK(suggested("negotiator") == "");  // as good as negotiators
  Request request = request_for("barlye");
  request.suggestions = false;
  CHECK(searcher.search(request).suggestions.empty());
}

TEST_CASE("a word is completed to the words there are, the commonest first", "[search]") {
  Searcher searcher({sample()});
  const auto completions = searcher.complete("riv", 10);
  REQUIRE_FALSE(completions.empty());
  CHECK(completions.front().text == "river");
  CHECK(completions.front().articles == 2);
  REQUIRE(searcher.complete("brass ba", 10).size() >= 1);
  CHECK(searcher.complete("brass ban", 10).front().text == "brass band");
  CHECK(searcher.complete("ERDOĞ", 10).front().text == "erdogan");
  CHECK(searcher.complete("", 10).empty());
  CHECK(searcher.complete("zzz", 10).empty());
  CHECK(searcher.complete("b", 2).size() == 2);
}

TEST_CASE("an article is given by its id, to the letter", "[search]") {
  Searcher searcher({sample()});
  const auto article = searcher.article("attic");
  REQUIRE(article);
  CHECK(article->title == "What the attic held");
  CHECK(article->body == "There were spoons of silver\n\nteapot lids lay in a box.");
  CHECK(article->published.empty());
  CHECK_FALSE(searcher.article("ATTIC"));
  CHECK_FALSE(searcher.article(""));
  CHECK_FALSE(searcher.article("att"));
}

TEST_CASE("the body of a hit comes with whole_articles alone", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("teapot barn");
  request.match = Match::all;
  CHECK(searcher.search(request).hits.at(0).article.body.empty());
  request.whole_articles = true;
  CHECK(searcher.search(request).hits.at(0).article.body == "Her grandmother's silver teapot was found in a barn.");
}

TEST_CASE("hits over time and those without a date add up to the total", "[search]") {
  for (const std::string& path : {sample(), crowd()}) {
    Searcher searcher({path});
    for (const TimelineUnit unit : {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month, TimelineUnit::year}) {
      Request request = request_for("-nowhere");
      request.timeline = unit;
      request.limit = 1;
      const Result result = searcher.search(request);
      std::uint64_t sum = result.undated;
      for (const Bucket& bucket : result.timeline) sum += bucket.count;
      CHECK(sum == result.total.value);
      CHECK(result.undated > 0);
    }
  }
}

TEST_CASE("a timeline counts days as the articles write them", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("date:2024-03-14..2024-03-15");
  request.timeline = TimelineUnit::day;
  const Result result = searcher.search(request);
  REQUIRE(result.timeline.size() == 2);
  CHECK(result.timeline[0].key == "2024-03-14");
  CHECK(result.timeline[0].count == 3);
  CHECK(result.timeline[1].count == 1);
}

TEST_CASE("the date conditions are told as days", "[search]") {
  Searcher searcher({sample()});
  CHECK(searcher.search(request_for("barley date:2024-02")).date_understood == "2024-02-01..2024-02-29");
  CHECK(searcher.search(request_for("barley since:\"3 weeks ago\"")).date_understood == "2024-02-22..");
  CHECK(searcher.search(request_for("barley")).date_understood == "");
}

TEST_CASE("a database that is missing is an error of the database", "[search]") {
  const ScratchFolder folder;
  try {
    Searcher searcher({folder / "none"});
    searcher.count(request_for(""));
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::database);
    CHECK(std::string(error.what()).find("none") != std::string::npos);
  }
}

TEST_CASE("a query of very many words is searched as far as the limit and says so", "[search]") {
  Searcher searcher({sample()});
  std::string query = "barley";
  for (int i = 0; i < 600; ++i) query += " OR w" + std::to_string(i);
  const Result result = searcher.search(request_for(query));
  CHECK(joined(ids_of(result)) == "exports fair");
  REQUIRE_FALSE(result.warnings.empty());
  CHECK(result.warnings[0].find("256") != std::string::npos);
}

TEST_CASE("a word typed as an article has it finds the article, however rare its language is in the database", "[search]") {
  Searcher searcher({babel()});
  CHECK(joined(ids_of(searcher.search(request_for("прошла")))) == "ru1");
  CHECK(joined(ids_of(searcher.search(request_for("lavori")))) == "it1");
  CHECK(joined(ids_of(searcher.search(request_for("\"=прошла\"")))) == "ru1");
  CHECK(joined(ids_of(searcher.search(request_for("прошла lang:ru")))) == "ru1");
}

TEST_CASE("an answer is asked afresh: what was added since is found by the same searcher", "[search]") {
  const ScratchFolder folder;
  const std::string path = make_database(folder, "news", {R"({"id":"one","body":"herring"})"});
  Searcher searcher({path});
  CHECK(searcher.count(request_for("herring")).total.value == 1);
  {
    std::ofstream out(folder / "more.ndjson");
    out << R"({"id":"two","body":"herring again"})" << "\n";
  }
  {
    const DatabaseDirectory directory(path);
    const WriterLock lock(directory, 1);
    const std::atomic<bool> stop{false};
    index_files(directory, discover({folder / "more.ndjson"}, path), false, IndexOptions(), stop);
  }
  CHECK(searcher.count(request_for("herring")).total.value == 2);
  CHECK(joined(ids_of(searcher.search(request_for("herring")))) == "one two");
}

}  // namespace dateline
