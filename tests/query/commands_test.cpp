// The commands of dateline-query as a shell would call them: words in, text and exit status out.
#include <catch2/catch.hpp>
#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "common/options.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "query/commands/commands.h"
#include "query/program.h"
#include "scratch_database.h"

namespace dateline {
namespace {

const std::string& sample() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "sample", sample_lines());
  return path;
}

struct Answer {
  int status = 0;
  std::string out, err;
};

Answer ask_with_input(const std::vector<std::string>& words, const std::string& input) {
  Answer answer;
  std::istringstream in(input);
  std::ostringstream out, err;
  const std::atomic<bool> stop{false};
  try {
    const ParsedOptions options = parse_options(query_program(), words, true);
    Searcher searcher({sample()});
    const QueryContext context{options, [&]() -> Searcher& { return searcher; }, in, out, err, {}, to_instant({{2024, 3, 14}, 12 * 3600, 0}), stop};
    answer.status = find_query_command(options.command)(context);
  } catch (const Error& error) {
    answer.status = exit_status(error.kind());
    err << error.what();
  }
  answer.out = out.str();
  answer.err = err.str();
  return answer;
}

Answer ask(const std::vector<std::string>& words) { return ask_with_input(words, ""); }

// Ids found, in the order of the alphabet.
std::string found(std::vector<std::string> words) {
  words.insert(words.begin(), {"--match", "all", "--format", "ids", "--limit", "100"});
  const Answer answer = ask(words);
  if (answer.status > 1) return "error: " + answer.err;
  std::istringstream in(answer.out);
  std::set<std::string> ids;
  for (std::string id; std::getline(in, id);) ids.insert(id);
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_CASE("words of the command line join into one query", "[commands]") {
  CHECK(found({"silver", "teapot"}) == "attic teapot");
  CHECK(found({"\"silver", "teapot\""}) == "teapot");
  CHECK(found({"search", "river", "OR", "teapot"}) == "attic bridge flood teapot");
  CHECK(found({"teapot", "-barn"}) == "attic");
  CHECK(found({"--", "-flood", "river"}) == "bridge");
}

TEST_CASE("an option is a condition as in the query", "[commands]") {
  CHECK(found({"--source", "Ostra Agency", "ceasefire"}) == "talks truce");
  CHECK(found({"--author=Mira Hale"}) == "talks");
  CHECK(found({"-d", "2024-03-01"}) == "talks");
  CHECK(found({"--after", "2024-03-31"}) == "brass sausage");
  CHECK(found({"--since", "2024-03-31"}) == "brass sausage");
  CHECK(found({"--before", "2024-01-01"}) == "marche range teapot");
  CHECK(found({"--tag", "climate change"}) == "fair");
  CHECK(found({"--section", "World", "--lang", "en", "--before", "2024-03-14"}) == "talks");
  CHECK(found({"--url", "ostra.example/world"}) == "talks truce");
  CHECK(found({"--title", "flood", "--title", "museum"}) == "museum");
  CHECK(found({"--tz=+02:00", "date:2024-03-15"}) == "bridge truce");
  CHECK(found({"--now", "2024-04-01", "date:today"}) == "brass");
}

TEST_CASE("the status is 0 for hits, 1 for none, 2 for what makes no sense", "[commands]") {
  CHECK(ask({"flood"}).status == kExitSuccess);
  CHECK(ask({"nowhere"}).status == kExitPartial);
  CHECK(ask({"--limit", "0", "flood"}).status == kExitSuccess);
  CHECK(ask({"--offset", "100", "flood"}).status == kExitSuccess);
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {}, {""}, {"()"}, {"--nope", "x"}, {"--format", "xml", "x"}, {"--sort", "best", "x"}, {"--limit", "many", "x"}, {"--offset=-1", "x"},
           {"--date", "soon"}, {"--tz", "noon", "x"}, {"--fields", "headline", "x"}, {"--search-after", "x", "flood"}, {"count", "--format", "csv", "x"},
           {"show"}, {"suggest"}, {"batch"}, {"batch", "--queries", "/no/such/file"}, {"status", "x"}, {"--now", "soonish", "x"}, {"--limit"}}) {
    std::string all;
    for (const std::string& word : words) all += word + " ";
    CAPTURE(all);
    const Answer answer = ask(words);
    CHECK(answer.status == kExitUsage);
    CHECK_FALSE(answer.err.empty());
    CHECK(answer.out.empty());
  }
}

TEST_CASE("a query that is nothing but a mistake is told so", "[commands]") {
  CHECK(ask({"date:2024-13"}).err.find("date:2024-13 is not a date") != std::string::npos);
  CHECK(ask({"flood", "--search-after", "x"}).err.find("\"next\"") != std::string::npos);
}

TEST_CASE("one article is asked for by its id, and shows where the words stand in all of it", "[commands]") {
  const nlohmann::json hit = nlohmann::json::parse(ask({"--format", "ndjson", "--limit", "1", "--fields", "id,body,body_matches", "harvest"}).out);
  CHECK(found({"--id", hit.at("id"), "harvest"}) == hit.at("id"));
  CHECK(found({"--id", "nobody", "harvest"}).empty());
  REQUIRE_FALSE(hit.at("body_matches").empty());
  const std::string body = hit.at("body");
  ByteOffsets bytes(body);
  for (const auto& range : hit.at("body_matches")) {
    const std::size_t begin = bytes.of(range[0]);
    CHECK(fold(body.substr(begin, bytes.of(range[1]) - begin)).rfind("harvest", 0) == 0);
  }
  const nlohmann::json without = nlohmann::json::parse(ask({"--format", "ndjson", "--limit", "1", "--fields", "body_matches", "harvest"}).out);
  CHECK(without.at("body_matches") == hit.at("body_matches"));
}

TEST_CASE("count prints a number, 0 too", "[commands]") {
  CHECK(ask({"count", "flood"}).out == "2\n");
  CHECK(ask({"count"}).out == "14\n");
  const Answer none = ask({"count", "nowhere"});
  CHECK(none.out == "0\n");
  CHECK(none.status == kExitPartial);
}

TEST_CASE("show prints what it knows and names what it does not", "[commands]") {
  const Answer both = ask({"show", "attic", "nobody", "fair"});
  CHECK(both.status == kExitPartial);
  CHECK(both.out.find("What the attic held") != std::string::npos);
  CHECK(both.out.find("Harvest fair opens") != std::string::npos);
  CHECK(both.err.find("nobody") != std::string::npos);
  const Answer json = ask({"show", "attic", "--format", "json"});
  CHECK(json.status == kExitSuccess);
  CHECK(nlohmann::json::parse(json.out).at("title") == "What the attic held");
}

TEST_CASE("export prints each hit whole, a line each, and never more", "[commands]") {
  const Answer all = ask({"export"});
  CHECK(lines_of(all.out) == 14);
  std::istringstream in(all.out);
  for (std::string line; std::getline(in, line);) CHECK(nlohmann::json::parse(line).contains("body"));
  CHECK(lines_of(ask({"export", "flood"}).out) == 2);
  CHECK(ask({"export", "nowhere"}).status == kExitPartial);
  const Answer ids = ask({"export", "--format", "ids", "-0", "title:flood"});
  CHECK(std::count(ids.out.begin(), ids.out.end(), '\0') == 2);
  CHECK(lines_of(ids.out) == 0);
}

TEST_CASE("a batch answers each query with its own conditions, and goes on after a bad line", "[commands]") {
  const Answer answer = ask_with_input({"batch", "--queries", "-", "--run-name", "r", "--depth", "5"},
                                       "1\tflood\n2\tflood\tsource=brookmere\n3\n4\t\n5\tflood\tbogus=1\n6\tflood\tdate=soon\r\n7 x\tnowhere\n8\tteapot\tbefore=2023-01-01\r\n");
  CHECK(answer.status == kExitSuccess);
  std::istringstream in(answer.out);
  std::multiset<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.insert(line.substr(0, line.find(' ', line.find("Q0") + 3)));
  CHECK(lines == std::multiset<std::string>{"1 Q0 flood", "1 Q0 museum", "2 Q0 museum", "8 Q0 teapot"});
  for (const char* bad : {"line 3", "line 4", "line 5", "line 6"}) {
    CAPTURE(bad, answer.err);
    CHECK(answer.err.find(bad) != std::string::npos);
  }
}

TEST_CASE("a batch is satisfied with any of the words, unless told otherwise", "[commands]") {
  CHECK(lines_of(ask_with_input({"batch", "--queries", "-"}, "1\tflood river\n").out) == 3);
  CHECK(lines_of(ask_with_input({"batch", "--queries", "-", "--match", "all"}, "1\tflood river\n").out) == 1);
}

TEST_CASE("a warning stands on the error stream for formats that have no room for it", "[commands]") {
  const Answer ids = ask({"--format", "ids", "flood date:soon"});
  CHECK(ids.err.find("date:soon is not a date") != std::string::npos);
  CHECK(ids.out.find("date:soon") == std::string::npos);
  const Answer json = ask({"--format", "json", "flood date:soon"});
  CHECK(json.err.empty());
  CHECK(nlohmann::json::parse(json.out).at("warnings").size() == 1);
}

TEST_CASE("a minus before a word is NOT, whatever letter the word begins with", "[commands][bug]") {
  CHECK(found({"river", "-nowhere"}) == "bridge flood");
  CHECK(found({"river", "-told"}) == "bridge");
  CHECK(found({"river", "-farmer"}) == "bridge");
  CHECK(found({"river", "-surprise"}) == "bridge");
  CHECK(found({"flood", "-museum"}) == "flood");
  CHECK(found({"river", "-lang:en"}) == "");
  CHECK(found({"flood", "-source:brookmere"}) == "flood");
  CHECK(found({"flood", "-date:2024"}) == "museum");
  CHECK(found({"flood", "-title:museum"}) == "flood");
  CHECK(ask({"count", "river", "-nowhere"}).out == "2\n");
}

TEST_CASE("a letter with its value is still an option after the words", "[commands]") {
  CHECK(ask({"river", "-n1", "-fids"}).out.size() < ask({"river", "-n", "2", "-f", "ids"}).out.size());
  CHECK(found({"river", "-snewest"}) == "bridge flood");
}

TEST_CASE("the value of an option may begin with a minus", "[commands][bug]") {
  CHECK(found({"fair OR \"cease-fire\" OR bridge", "--tz", "-05:00", "--date", "2024-03-14"}) == "bridge fair truce");
  const Answer answer = ask({"river", "--limit", "-5"});
  CHECK(answer.status == kExitUsage);
  CHECK(answer.err.find("not -5") != std::string::npos);
}

TEST_CASE("the option --lang reads the words in its languages, in capitals and as a list too", "[commands][bug]") {
  CHECK(found({"--lang", "de", "Haus"}) == "bruecke");
  CHECK(found({"--lang", "DE", "Häusern"}) == "bruecke");
  CHECK(found({"--lang", "de,fr", "Häusern"}) == "bruecke");
  CHECK(found({"--lang", "fr,de", "Häusern"}) == "bruecke");
}

TEST_CASE("a timeline needs no words, as count and export do not", "[commands][bug]") {
  CHECK(ask({"timeline", "--format", "csv"}).status == kExitSuccess);
}

}  // namespace dateline
