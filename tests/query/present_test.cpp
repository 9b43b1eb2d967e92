// How answers are printed: each output format as the tools behind the pipe will read it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "common/text/terminal_escape.h"
#include "query/present/hit_json.h"
#include "query/present/layout.h"
#include "query/present/present.h"
#include "table.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

Hit hit_of(const std::string& id, const std::string& title, double score) {
  Hit hit;
  hit.score = hit.parts.text = score;
  hit.article.id = id;
  hit.article.title = title;
  hit.article.published = "2024-03-14T09:30:00Z";
  hit.article.source = "Brookmere Courier";
  hit.article.authors = {"Mira Sokolova", "Tom Hale"};
  hit.article.url = "https://brookmere.example/" + id;
  hit.article.path = "/news/" + id + ".txt";
  hit.snippet.text = "The harvest fair opened on Saturday.";
  hit.snippet.matches = {{4, 11}};
  return hit;
}

Result result_of(std::vector<Hit> hits) {
  Result result;
  result.query = "harvest";
  result.understood = "harvest";
  result.total.value = hits.size();
  result.hits = std::move(hits);
  for (std::size_t i = 0; i < result.hits.size(); ++i) result.hits[i].rank = i + 1;
  return result;
}

std::string text_of(const Result& result, Screen screen = {}, bool explain = false) {
  std::ostringstream out;
  present_text(result, screen, explain, out);
  return out.str();
}

Json json_of(const Result& result, const std::vector<std::string>& fields = {}, bool explain = false) {
  std::ostringstream out;
  present_json(result, fields, explain, out);
  const std::string text = out.str();
  CHECK(text.find('\n') == text.size() - 1);  // one object, one line
  return Json::parse(text);
}

std::string csv_of(const Result& result, const std::vector<std::string>& fields) {
  std::ostringstream out;
  present_csv(result, fields, out);
  return out.str();
}

std::string trec_of(const Result& result, const std::string& topic, const std::string& run) {
  std::ostringstream out;
  present_trec(result, topic, run, out);
  return out.str();
}

std::set<std::string> keys_of(const Json& object) {
  std::set<std::string> keys;
  for (const auto& item : object.items()) keys.insert(item.key());
  return keys;
}

// Rows and cells, read as RFC 4180 says.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"')
        cell += text[++i];
      else if (c == '"')
        quoted = false;
      else
        cell += c;
    } else if (c == '"') {
      CHECK(cell.empty());
      quoted = true;
    } else if (c == ',') {
      rows.back().push_back(std::exchange(cell, ""));
    } else if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      rows.back().push_back(std::exchange(cell, ""));
      rows.emplace_back();
      ++i;
    } else {
      cell += c;
    }
  }
  CHECK(rows.back().empty());  // the last row is ended too
  rows.pop_back();
  return rows;
}

}  // namespace

TEST_CASE("the JSON of a search is one object with the promised keys", "[present]") {
  Result result = result_of({hit_of("fair", "Harvest fair", 3.5)});
  result.took_ms = 1.25;
  const Json json = json_of(result);
  CHECK(json.at("schema") == "dateline.search/1");
  CHECK(json.at("query").at("text") == "harvest");
  CHECK(json.at("query").at("understood") == "harvest");
  CHECK(json.at("query").at("date").is_null());
  CHECK(json.at("total") == Json{{"value", 1}, {"relation", "eq"}});
  CHECK(json.at("took_ms") == 1.25);
  CHECK(json.at("warnings") == Json::array());
  CHECK(json.at("suggestions") == Json::array());
  CHECK_FALSE(json.contains("timeline"));
  CHECK_FALSE(json.contains("next"));
  REQUIRE(json.at("hits").size() == 1);
  const Json& hit = json.at("hits").at(0);
  for (const char* key : {"rank", "score", "parts", "id", "title", "published", "source", "authors", "url", "path", "snippet"}) {
    CAPTURE(key);
    CHECK(hit.contains(key));
  }
  CHECK(hit.at("rank") == 1);
  CHECK(hit.at("score") == 3.5);
  CHECK(hit.at("parts").at("text") == 3.5);
  CHECK(hit.at("authors") == Json{"Mira Sokolova", "Tom Hale"});
  CHECK(hit.at("snippet") == "The harvest fair opened on Saturday.");
  CHECK_FALSE(hit.contains("explain"));
}

TEST_CASE("what is not known of a hit is null in JSON, and lists are empty", "[present]") {
  Hit bare;
  bare.article.id = "bare";
  const Json hit = json_of(result_of({bare})).at("hits").at(0);
  CHECK(hit.at("published").is_null());
  CHECK(hit.at("source").is_null());
  CHECK(hit.at("url").is_null());
  CHECK(hit.at("authors") == Json::array());
  CHECK(hit.at("title") == "");
}

TEST_CASE("an answer without hits is whole JSON too", "[present]") {
  Result result = result_of({});
  result.warnings = {"a \"quoted\" warning"};
  result.suggestions = {{"harvests"}};
  const Json json = json_of(result);
  CHECK(json.at("hits") == Json::array());
  CHECK(json.at("total").at("value") == 0);
  CHECK(json.at("warnings") == Json{"a \"quoted\" warning"});
  CHECK(json.at("suggestions") == Json{"harvests"});
}

TEST_CASE("JSON shows the chosen fields alone, in their order", "[present]") {
  std::ostringstream out;
  present_ndjson(result_of({hit_of("fair", "Harvest fair", 1)}), {"title", "id"}, false, out);
  CHECK(out.str() == "{\"title\":\"Harvest fair\",\"id\":\"fair\"}\n");
  for (const std::string& field : hit_fields()) CHECK(keys_of(json_of(result_of({hit_of("a", "b", 1)}), {field}).at("hits").at(0)) == std::set<std::string>{field});
}

TEST_CASE("where matches stand is told in code points, and which ends of the passage are cut", "[present]") {
  Hit hit = hit_of("kaese", "Käse 😀 aus Zürich", 1);
  hit.title_matches = {{0, 5}, {15, 22}};  // bytes
  hit.snippet.text = "😀 Käse";
  hit.snippet.matches = {{5, 10}};
  hit.snippet.from_start = false;
  hit.article.body = "äöü Käse";
  hit.body_matches = {{7, 12}};
  const std::vector<std::string> fields{"title_matches", "snippet_matches", "snippet_cut", "body_matches"};
  const Json shown = json_of(result_of({hit}), fields).at("hits").at(0);
  CHECK(shown.at("title_matches") == Json{{0, 4}, {11, 17}});
  CHECK(shown.at("snippet_matches") == Json::parse("[[2, 6]]"));
  CHECK(shown.at("snippet_cut") == Json{"before"});
  CHECK(shown.at("body_matches") == Json::parse("[[4, 8]]"));
  std::ostringstream csv;
  present_csv(result_of({hit}), fields, csv);
  CHECK(csv.str() == "title_matches,snippet_matches,snippet_cut,body_matches\r\n0-4; 11-17,2-6,before,4-8\r\n");
}

TEST_CASE("a field that does not exist is a usage error that names those which do", "[present]") {
  CHECK_NOTHROW(check_fields(hit_fields(), hit_fields()));
  CHECK_NOTHROW(check_fields(usual_hit_fields(), hit_fields()));
  try {
    check_fields({"id", "headline"}, hit_fields());
    FAIL_CHECK("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(std::string(error.what()).find("headline") != std::string::npos);
    CHECK(std::string(error.what()).find("title") != std::string::npos);
  }
}

TEST_CASE("controls, quotes and text that is not UTF-8 leave JSON readable", "[present]") {
  const Json hit = json_of(result_of({hit_of("id\n\"\\\x01", "bad \xFF byte \x1B[31m", 1)})).at("hits").at(0);
  CHECK(hit.at("id") == "id\n\"\\\x01");
  CHECK(hit.at("title") == "bad \xEF\xBF\xBD byte \x1B[31m");
}

TEST_CASE("NDJSON is a hit a line whatever is in the hit", "[present]") {
  std::ostringstream out;
  present_ndjson(result_of({hit_of("a", "line\nbreak", 2), hit_of("b", "next\r\n\xE2\x80\xA8", 1)}), {}, false, out);
  const auto lines = lines_of(out.str());
  REQUIRE(lines.size() == 2);
  CHECK(Json::parse(lines[0]).at("title") == "line\nbreak");
  CHECK(Json::parse(lines[1]).at("rank") == 2);
}

TEST_CASE("an explanation stands in JSON when it was asked for", "[present]") {
  Hit hit = hit_of("fair", "Harvest fair", 3.5);
  hit.terms = {{"harvest", 3.0, 4, 17}, {"\"a fair\"", 0.5, 1, 2}};
  hit.article_length = 120;
  const Json explain = json_of(result_of({hit}), {}, true).at("hits").at(0).at("explain");
  CHECK(explain.at("length") == 120);
  REQUIRE(explain.at("terms").size() == 2);
  CHECK(explain.at("terms").at(0) == Json{{"term", "harvest"}, {"from", "query"}, {"score", 3.0}, {"frequency", 4}, {"articles", 17}});
}

TEST_CASE("JSON tells the relation of the total, the next page and the hits over time", "[present]") {
  Result result = result_of({hit_of("fair", "Harvest fair", 1)});
  result.next_cursor = "r1-00-00";
  result.timeline = {{"2024-03", "2024-03-01", 1}};
  result.undated = 2;
  result.total = {1234, Relation::approx};
  Json json = json_of(result);
  CHECK(json.at("next") == "r1-00-00");
  CHECK(json.at("timeline") == Json::array({Json{{"key", "2024-03"}, {"from", "2024-03-01"}, {"count", 1}}}));
  CHECK(json.at("undated") == 2);
  CHECK(json.at("total").at("relation") == "approx");
  result.total.relation = Relation::ge;
  CHECK(json_of(result).at("total").at("relation") == "ge");
}

TEST_CASE("CSV has a header and a row a hit, ended by CRLF", "[present]") {
  CHECK(csv_of(result_of({hit_of("fair", "Harvest fair", 1)}), {"id", "title"}) == "id,title\r\nfair,Harvest fair\r\n");
  CHECK(csv_of(result_of({}), {"id", "title"}) == "id,title\r\n");
}

TEST_CASE("CSV cells with commas, quotes and line breaks come back as they were", "[present]") {
  const std::string title = "Rye, \"wheat\" and\r\nbarley\n";
  const auto rows = parse_csv(csv_of(result_of({hit_of("a,b", title, 1), hit_of("plain", "", 0.5)}), {"id", "title", "authors", "rank"}));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0] == std::vector<std::string>{"id", "title", "authors", "rank"});
  CHECK(rows[1] == std::vector<std::string>{"a,b", title, "Mira Sokolova; Tom Hale", "1"});
  CHECK(rows[2] == std::vector<std::string>{"plain", "", "Mira Sokolova; Tom Hale", "2"});
}

TEST_CASE("CSV rows have as many cells as the header, with the usual fields too", "[present]") {
  Hit bare;
  bare.article.id = "bare";
  const auto rows = parse_csv(csv_of(result_of({hit_of("fair", "Harvest fair", 1), bare}), {}));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].size() >= 9);
  CHECK(rows[1].size() == rows[0].size());
  CHECK(rows[2].size() == rows[0].size());
}

TEST_CASE("ids are printed to the byte, a line each or ended by NUL", "[present]") {
  const Result result = result_of({hit_of("a b", "x", 2), hit_of("c\nd", "y", 1)});
  std::ostringstream lines, nul;
  present_ids(result, false, lines);
  present_ids(result, true, nul);
  CHECK(lines.str() == "a b\nc\nd\n");
  CHECK(nul.str() == std::string("a b\0c\nd\0", 8));
}

TEST_CASE("a TREC line has six columns, and a score of nine significant digits", "[present]") {
  CHECK(trec_of(result_of({hit_of("fair", "x", 12.3456789012345)}), "301", "run1") == "301 Q0 fair 1 12.3456789 run1\n");
  CHECK(trec_of(result_of({hit_of("fair", "x", 1.0 / 3)}), "301", "run1") == "301 Q0 fair 1 0.333333333 run1\n");
  CHECK(trec_of(result_of({hit_of("fair", "x", 0)}), "301", "run1") == "301 Q0 fair 1 0 run1\n");
}

TEST_CASE("white space and percent signs of an id are encoded in TREC lines", "[present]") {
  const std::string id = "a b\t50%\n\xC2\xA0\xE3\x80\x80z";
  const std::string line = trec_of(result_of({hit_of(id, "x", 1)}), "q 1", "my run");
  CHECK(line == "q%201 Q0 a%20b%0950%25%0A%C2%A0%E3%80%80z 1 1 my%20run\n");
  std::istringstream in(line);
  std::vector<std::string> columns;
  for (std::string column; in >> column;) columns.push_back(column);
  CHECK(columns.size() == 6);
}

TEST_CASE("other letters of an id stay as they are in TREC lines", "[present]") {
  CHECK(trec_of(result_of({hit_of("файл-東京+é", "x", 1)}), "1", "r") == "1 Q0 файл-東京+é 1 1 r\n");
}

TEST_CASE("what an article says cannot drive the terminal", "[present]") {
  Hit hit = hit_of("id\x1B[2J", "Red \x1B[31malert\x07 \xE2\x80\xAE" "evil \xC2\x9B" "0m", 1);
  hit.article.source = "So\x1B]0;title\x07urce";
  hit.article.authors = {"A\x08\x08", "B\nC"};
  hit.article.url = "https://x.example/\x1B[0m";
  hit.snippet.text = "Snippet \x1B[1m text \x7F";
  hit.snippet.matches = {{0, 12}};
  hit.terms = {{"te\x1Brm", 1, 1, 1}};
  Result result = result_of({hit});
  result.query = "que\x1Bry";
  result.understood = "under\x1Bstood";
  result.warnings = {"warn\x1Bing"};
  result.suggestions = {{"sugg\x1B" "estion"}};
  const std::string text = text_of(result, {false, 80}, true);
  CHECK(text.find('\x1B') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find('\x08') == std::string::npos);
  CHECK(text.find('\x7F') == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(text.find("\xC2\x9B") == std::string::npos);
  CHECK(text.find("alert") != std::string::npos);
}

TEST_CASE("with colour, every sequence that is switched on is switched off before the line ends", "[present]") {
  Hit hit = hit_of("fair", "Harvest fair opens in Brookmere with a very long headline that has to be wrapped somewhere", 1);
  hit.title_matches = {{0, 7}};
  for (const std::string& line : lines_of(text_of(result_of({hit}), {true, 40}))) {
    CAPTURE(line);
    const std::size_t last_on = line.rfind("\x1B[");
    if (last_on != std::string::npos) CHECK(line.substr(last_on, 4) == "\x1B[0m");
  }
}

TEST_CASE("without colour there is no escape sequence at all", "[present]") {
  CHECK(text_of(result_of({hit_of("fair", "Harvest fair", 1)})).find('\x1B') == std::string::npos);
}

TEST_CASE("a hit for people shows rank, title, date, source, authors, passage and id", "[present]") {
  const std::string text = text_of(result_of({hit_of("fair", "Harvest fair", 1)}));
  for (const char* part : {" 1  Harvest fair", "2024-03-14", "Brookmere Courier", "Mira Sokolova", "Tom Hale", "The harvest fair opened", "fair"}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("no line of prose is wider than the screen", "[present]") {
  Hit hit = hit_of("f", "Harvest fair opens in Brookmere 東京東京東京東京東京東京東京東京東京 with a headline", 1);
  hit.article.url = hit.article.path = "";
  hit.snippet.text = "Averyveryveryveryveryveryveryveryveryverylongwordthatmustbecut and some more words that follow it, one by one, to the end.";
  hit.snippet.matches = {{0, 20}};
  hit.snippet.from_start = hit.snippet.to_end = false;
  Result result = result_of({hit});
  result.warnings = {"a warning that goes on and on until it has to be wrapped onto a second line of the screen, and a third"};
  for (const std::size_t width : {30, 40, 80, 200}) {
    for (const std::string& line : lines_of(text_of(result, {false, width}))) {
      CAPTURE(width, line);
      CHECK(display_width(line) <= width);
    }
  }
}

TEST_CASE("a screen of hardly any width is written on without harm", "[present]") {
  for (const std::size_t width : {0, 1, 2, 10}) CHECK_FALSE(text_of(result_of({hit_of("fair", "Harvest fair", 1)}), {true, width}).empty());
}

TEST_CASE("text says when nothing was found, and what to try instead", "[present]") {
  Result result = result_of({});
  result.suggestions = {{"harvests"}};
  const std::string text = text_of(result);
  CHECK(text.find("no articles") != std::string::npos);
  CHECK(text.find("harvests") != std::string::npos);
}

TEST_CASE("the terms of an explanation and their sum are shown to people", "[present]") {
  Hit hit = hit_of("fair", "Harvest fair", 3.5);
  hit.terms = {{"harvest", 3.0, 4, 1700}, {"\"a fair\"", 0.5, 1, 2}};
  hit.article_length = 1200;
  const std::string text = text_of(result_of({hit}), {}, true);
  for (const char* part : {"3.0000", "0.5000", "3.5000", "1,700", "1,200", "\"a fair\""}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("a hit without a title is still told apart", "[present]") {
  CHECK(text_of(result_of({hit_of("fair", "", 1)})).find("(no title)") != std::string::npos);
}

TEST_CASE("counts and completions in JSON", "[present]") {
  Result result = result_of({});
  result.total.value = 7;
  std::ostringstream count, completions;
  present_count_json(result, count);
  present_completions_json({{"harvest", 3}, {"harvester \"x\"", 1}}, completions);
  CHECK(Json::parse(count.str()).at("total").at("value") == 7);
  const Json list = Json::parse(completions.str()).at("suggestions");
  REQUIRE(list.size() == 2);
  CHECK(list.at(1) == Json{{"text", "harvester \"x\""}, {"articles", 1}});
}

TEST_CASE("of a text without end the first lines are shown in a list") {
  const std::vector<StyledLine> whole = wrap_beginning(styled("one two three four five six"), 5);
  REQUIRE(whole.size() == 6);
  CHECK(rendered(whole.back(), "", "") == "six");
  const std::vector<StyledLine> lines = wrap_beginning(styled("one two three four five six seven eight"), 5);
  REQUIRE(lines.size() == 7);
  CHECK(rendered(lines[5], "", "") == "six");
  CHECK(rendered(lines[6], "", "") == "…");
}

TEST_CASE("a word wider than a line goes on where the line is, not below an empty one", "[present]") {
  const std::vector<StyledLine> lines = wrap(styled("… 港の市場は朝の五時に開く"), 12);
  REQUIRE(lines.size() == 3);
  CHECK(rendered(lines[0], "", "") == "… 港の市場は");
  CHECK(rendered(wrap(styled("harbor abcdefghijklmnop"), 6)[0], "", "") == "harbor");
}

}  // namespace dateline
