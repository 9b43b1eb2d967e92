// What a query finds, and in what order: real databases, asked through the library.
#include <catch2/catch.hpp>
#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/error.h"
#include "query/searcher.h"
#include "scratch_database.h"
#include "table.h"

namespace dateline {
namespace {

const std::int64_t kNow = to_instant({{2024, 3, 14}, 12 * 3600, 0});

// articles.ndjson, indexed once.
const std::string& sample() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "sample", sample_lines());
  return path;
}

// A few hundred short articles, many of which score the same or were published at the same moment; every tenth has no date.
std::vector<std::string> crowd_lines() {
  std::vector<std::string> lines;
  for (int i = 0; i < 400; ++i) {
    const std::string id = "crowd-" + std::to_string(i);
    std::string body = "A short report on the herring season";
    for (int n = 0; n < i % 5; ++n) body += " and more herring";
    if (i % 7 == 0) body += " with mackerel";
    const std::string day = (i % 9 < 8 ? "0" : "1") + std::to_string((i % 9 + 2) % 10);
    const std::string date = i % 10 == 9 ? "" : R"(,"published":"2024-02-)" + day + R"(T08:00:00Z")";
    lines.push_back(R"({"id":")" + id + R"(","title":"Season report","language":"en","body":")" + body + R"(.")" + date + "}");
  }
  return lines;
}

const std::string& crowd() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "crowd", crowd_lines());
  return path;
}

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

Request request_for(const std::string& query) {
  Request request;
  request.query = query;
  request.now = kNow;
  request.limit = 1000;
  return request;
}

std::vector<std::string> ids_of(const Result& result) {
  std::vector<std::string> ids;
  for (const Hit& hit : result.hits) ids.push_back(hit.article.id);
  return ids;
}

std::string joined(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

int minutes_of(const std::string& zone) {
  if (zone == "Z") return 0;
  const int minutes = std::stoi(zone.substr(1, 2)) * 60 + std::stoi(zone.substr(4, 2));
  return zone[0] == '-' ? -minutes : minutes;
}

// "{name=value; name=value} query", as in search_table.txt.
Request request_of_row(const TableRow& row) {
  std::string text = row.input;
  std::vector<std::string> options;
  if (text[0] == '{') {
    const std::size_t end = text.find('}');
    std::istringstream list(text.substr(1, end - 1));
    for (std::string option; std::getline(list, option, ';');) options.push_back(trimmed(option));
    text = trimmed(text.substr(end + 1));
  }
  Request request = request_for(text);
  request.match = Match::all;
  for (const std::string& option : options) {
    const std::string name = option.substr(0, option.find('=')), value = option.substr(option.find('=') + 1);
    if (name == "match")
      request.match = value == "any" ? Match::any : Match::automatic;
    else if (name == "tz")
      request.timezone_minutes = minutes_of(value);
    else if (name == "words-lang")
      request.stem_languages = {value};
    else
      request.conditions.push_back({name, value});
  }
  return request;
}

void check_order(const Result& result) {
  for (std::size_t i = 0; i < result.hits.size(); ++i) CHECK(result.hits[i].rank == result.hits.front().rank + i);
  if (result.sort == Sort::relevance)
    for (std::size_t i = 1; i < result.hits.size(); ++i) CHECK(result.hits[i].score <= result.hits[i - 1].score);
}

// All hits, by pages of `size`, each asked for after the last hit of the one before.
std::vector<std::string> paged(Searcher& searcher, Request request, std::size_t size) {
  request.limit = size;
  std::vector<std::string> ids;
  for (;;) {
    const Result page = searcher.search(request);
    for (const Hit& hit : page.hits) {
      ids.push_back(hit.article.id);
      CHECK(hit.rank == ids.size());
    }
    if (page.next_cursor.empty()) return ids;
    REQUIRE(page.hits.size() == size);
    REQUIRE(ids.size() < 10'000);
    request.search_after = page.next_cursor;
  }
}

ErrorKind kind_of_error(const Request& request) {
  Searcher searcher({sample()});
  try {
    searcher.search(request);
  } catch (const Error& error) {
    return error.kind();
  }
  FAIL("no error");
  return ErrorKind::usage;
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
      CHECK(hit.parts.text == Approx(hit.score).margin(1e-9));
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
  CHECK(loose.warnings == std::vector<std::string>{"few articles have all the words: those with any of them were searched"});
  request.match = Match::all;
  const Result strict = searcher.search(request);
  CHECK(joined(ids_of(strict)) == "flood");
  CHECK(strict.warnings.empty());
  request.match = Match::any;
  const Result any = searcher.search(request);
  CHECK(ids_of(any) == ids_of(loose));
  CHECK(any.warnings.empty());
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

TEST_CASE("limit and offset cut a window out of the same list", "[search]") {
  Searcher searcher({crowd()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    Request request = request_for("herring");
    request.sort = sort;
    request.fold_copies = false;
    const std::vector<std::string> all = ids_of(searcher.search(request));
    REQUIRE(all.size() == 400);
    for (const std::size_t offset : {0, 1, 9, 10, 150, 395, 399}) {
      request.offset = offset;
      request.limit = 10;
      const Result page = searcher.search(request);
      const std::size_t end = std::min<std::size_t>(offset + 10, all.size());
      CHECK(ids_of(page) == std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(offset), all.begin() + static_cast<std::ptrdiff_t>(end)));
      CHECK(page.hits.front().rank == offset + 1);
      CHECK(page.total.value == 400);
      CHECK(page.next_cursor.empty() == (end == all.size()));
    }
  }
}

TEST_CASE("an offset beyond the last hit gives an empty page with the total", "[search]") {
  Searcher searcher({crowd()});
  Request request = request_for("herring");
  for (const std::size_t offset : {std::size_t{400}, std::size_t{1000}, std::size_t{5'000'000'000}}) {
    request.offset = offset;
    const Result page = searcher.search(request);
    CHECK(page.hits.empty());
    CHECK(page.total.value == 400);
    CHECK(page.next_cursor.empty());
  }
}

TEST_CASE("a limit of none gives the total alone", "[search]") {
  Searcher searcher({crowd()});
  Request request = request_for("herring");
  request.limit = 0;
  const Result page = searcher.search(request);
  CHECK(page.hits.empty());
  CHECK(page.total.value == 400);
}

TEST_CASE("pages one after the other neither repeat nor skip a hit", "[search]") {
  Searcher searcher({crowd()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    for (const std::string query : {"herring", "herring mackerel", "date:2024-02", "mackerel OR season", "-mackerel"}) {
      Request request = request_for(query);
      request.sort = sort;
      request.match = Match::all;
      request.snippets = false;
      const std::vector<std::string> all = ids_of(searcher.search(request));
      REQUIRE(std::set<std::string>(all.begin(), all.end()).size() == all.size());
      for (const std::size_t size : {1, 7, 100}) {
        if (size == 1 && query != "herring mackerel") continue;
        CAPTURE(query, size, static_cast<int>(sort));
        CHECK(paged(searcher, request, size) == all);
      }
    }
  }
}

TEST_CASE("a cursor that is none, or of another order, is a usage error", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("flood OR river");
  request.limit = 1;
  const std::string cursor = searcher.search(request).next_cursor;
  REQUIRE_FALSE(cursor.empty());
  for (const std::string& bad : std::vector<std::string>{"x", "r", "r1", "r1-", "r1-zz-00", "r1-0-0", cursor + "0", "q" + cursor, "r99999999999-00-00"}) {
    CAPTURE(bad);
    request.search_after = bad;
    CHECK(kind_of_error(request) == ErrorKind::usage);
  }
  request.search_after = cursor;
  request.sort = Sort::newest;
  CHECK(kind_of_error(request) == ErrorKind::usage);
}

TEST_CASE("a database asked in two halves gives the hits and scores of the whole", "[search]") {
  const ScratchFolder folder;
  std::vector<std::string> lines = sample_lines(), odd, even;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 3 ? odd : even).push_back(lines[i]);
  Searcher halves({make_database(folder, "odd", odd), make_database(folder, "even", even)}), whole({sample()});
  for (const TableRow& row : read_table("search_table.txt")) {
    INFO("search_table.txt:" << row.line << ": " << row.input);
    const Request request = request_of_row(row);
    const Result one = whole.search(request), two = halves.search(request);
    CHECK(ids_of(two) == ids_of(one));
    CHECK(two.total.value == one.total.value);
    if (one.hits.size() != two.hits.size()) continue;
    for (std::size_t i = 0; i < one.hits.size(); ++i) {
      CHECK(two.hits[i].score == Approx(one.hits[i].score).epsilon(1e-12));
      CHECK(two.hits[i].snippet.text == one.hits[i].snippet.text);
    }
  }
}

TEST_CASE("several databases are paged as one", "[search]") {
  const ScratchFolder folder;
  std::vector<std::string> lines = crowd_lines(), odd, even;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 2 ? odd : even).push_back(lines[i]);
  Searcher halves({make_database(folder, "odd", odd), make_database(folder, "even", even)}), whole({crowd()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    Request request = request_for("herring");
    request.sort = sort;
    request.snippets = false;
    request.fold_copies = false;  // families are those of one database
    const std::vector<std::string> all = ids_of(whole.search(request));
    CHECK(paged(halves, request, 33) == all);
  }
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
