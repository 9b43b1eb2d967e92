#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "../child.h"
#include "indexer/readers/splitters.h"
#include "records.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

constexpr std::size_t kBuffer = 256 * 1024;  // CharStream's

std::vector<std::size_t> numbers_of(const std::string& text, const std::string& name) {
  std::vector<std::size_t> numbers;
  for (const Record& record : records_of(text, name)) numbers.push_back(record.number);
  return numbers;
}

}  // namespace

TEST_CASE("each line of a file of JSON lines is a record; blank ones are none", "[splitter]") {
  CHECK(pieces_of("{\"a\":1}\n\n \t\n{\"b\":2}", "x.jsonl") == Strings{"{\"a\":1}", "{\"b\":2}"});
  CHECK(pieces_of("{\"a\":1}\r\n\r\n{\"b\":2}\r\n", "x.jsonl") == Strings{"{\"a\":1}\r", "{\"b\":2}\r"});
  CHECK(numbers_of("{}\n\n\n{}\n", "x.jsonl") == std::vector<std::size_t>{1, 2});
}

TEST_CASE("a byte order mark is no part of the first line", "[splitter]") {
  CHECK(pieces_of("\xEF\xBB\xBF{\"a\":1}\n{\"b\":2}\n", "x.jsonl") == Strings{"{\"a\":1}", "{\"b\":2}"});
  CHECK(pieces_of("\xEF\xBB\xBF[{\"a\":1}]", "x.json") == Strings{"{\"a\":1}"});
}

TEST_CASE("a line is whole wherever the read buffer ends", "[splitter]") {
  for (std::size_t length : {kBuffer - 2, kBuffer - 1, kBuffer, kBuffer + 1, 2 * kBuffer, 2 * kBuffer + 7}) {
    CAPTURE(length);
    const std::string first = "{\"body\":\"" + std::string(length - 11, 'x') + "\"}";
    REQUIRE(first.size() == length);
    CHECK(pieces_of(first + "\n{\"b\":2}\n", "x.jsonl") == Strings{first, "{\"b\":2}"});
  }
}

TEST_CASE("records do not depend on how the bytes arrive", "[splitter]") {
  const std::string lines = "{\"a\":\"x\"}\n\n{\"b\":\"y\\n\"}\n{\"c\":3}";
  const std::string list = "[ {\"a\": \"]}\\\"\"}, {\"b\": [1, {\"c\": 2}]} , {} ]";
  const std::string rows = "title,body\n\"a \"\"b\"\"\",\"two\nlines\"\nc,d\n";
  for (std::size_t chunk : {1, 2, 3, 7}) {
    CAPTURE(chunk);
    CHECK(pieces_of(lines, "x.jsonl", {}, chunk) == pieces_of(lines, "x.jsonl"));
    CHECK(pieces_of(list, "x.json", {}, chunk) == pieces_of(list, "x.json"));
    CHECK(pieces_of(rows, "x.csv", {}, chunk) == pieces_of(rows, "x.csv"));
  }
}

TEST_CASE("a record that is too large is a problem, and the next one is read", "[splitter]") {
  const RecordLimits limits{100};
  const std::string large = "{\"body\":\"" + std::string(300, 'x') + "\"}";
  SECTION("of lines") {
    const Strings found = pieces_of("{\"a\":1}\n" + large + "\n{\"b\":2}\n", "x.jsonl", limits);
    REQUIRE(found.size() == 3);
    CHECK(found[0] == "{\"a\":1}");
    CHECK_THAT(found[1], Catch::StartsWith("! record too large"));
    CHECK(found[2] == "{\"b\":2}");
  }
  SECTION("of a list") {
    const Strings found = pieces_of("[{\"a\":1}," + large + ",{\"b\":2}]", "x.json", limits);
    REQUIRE(found.size() == 3);
    CHECK_THAT(found[1], Catch::StartsWith("! record too large"));
    CHECK(found[2] == "{\"b\":2}");
  }
  SECTION("of a table") {
    const Strings found = pieces_of("title,body\na,b\nc," + std::string(300, 'x') + "\ne,f\n", "x.csv", limits);
    REQUIRE(found.size() == 3);
    CHECK_THAT(found[1], Catch::StartsWith("! record too large"));
    CHECK(found[2] == "e,f");
  }
  SECTION("a whole page") {
    const Strings found = pieces_of("<html>" + std::string(300, 'x'), "x.html", limits);
    REQUIRE(found.size() == 1);
    CHECK_THAT(found[0], Catch::StartsWith("! record too large"));
  }
  SECTION("at the very end") {
    const Strings found = pieces_of("{\"a\":1}\n" + large, "x.jsonl", limits);
    REQUIRE(found.size() == 2);
    CHECK_THAT(found[1], Catch::StartsWith("! record too large"));
  }
}

TEST_CASE("a record as large as the limit is taken", "[splitter]") {
  const std::string exact = "{\"body\":\"" + std::string(89, 'x') + "\"}";
  REQUIRE(exact.size() == 100);
  CHECK(pieces_of(exact + "\n", "x.jsonl", {100}) == Strings{exact});
  CHECK(pieces_of("[" + exact + "]", "x.json", {100}) == Strings{exact});
}

TEST_CASE("each element of a JSON list is a record", "[splitter]") {
  CHECK(pieces_of("[{\"a\":1},{\"b\":2}]", "x.json") == Strings{"{\"a\":1}", "{\"b\":2}"});
  CHECK(pieces_of("  [\n{\"a\":1}\n,\r\n\t{\"b\":2}\n]\n", "x.json") == Strings{"{\"a\":1}", "{\"b\":2}"});
  CHECK(pieces_of("[]", "x.json").empty());
  CHECK(numbers_of("[{},{},{}]", "x.json") == std::vector<std::size_t>{1, 2, 3});
}

TEST_CASE("one JSON object is one record; several after one another are several", "[splitter]") {
  CHECK(pieces_of("{\"title\":\"Ferry\",\"body\":\"It sails.\"}", "x.json") == Strings{"{\"title\":\"Ferry\",\"body\":\"It sails.\"}"});
  CHECK(pieces_of("{\n\"a\":1\n}\n{\n\"b\":2\n}", "x.json") == Strings{"{\n\"a\":1\n}", "{\n\"b\":2\n}"});
}

TEST_CASE("brackets and quotes in strings are text", "[splitter]") {
  const std::string odd = R"({"a":"]}[{\"","b":"\\","c":"{\\\"}"})";
  CHECK(pieces_of("[" + odd + ",{\"b\":2}]", "x.json") == Strings{odd, "{\"b\":2}"});
}

TEST_CASE("lists and objects within a record stay in it", "[splitter]") {
  const std::string nested = R"({"tags":["a","b"],"author":{"name":["Ann",{"x":[[]]}]}})";
  CHECK(pieces_of("[" + nested + "," + nested + "]", "x.json") == Strings{nested, nested});
}

TEST_CASE("the usual wrappers of a list are opened", "[splitter]") {
  for (const char* key : {"articles", "items", "results", "docs", "documents", "data", "hits", "response"}) {
    CAPTURE(key);
    CHECK(pieces_of("{\"" + std::string(key) + "\": [{\"a\":1},{\"b\":2}]}", "x.json") == Strings{"{\"a\":1}", "{\"b\":2}"});
  }
  CHECK(pieces_of(R"({"status":"ok","totalResults":2,"articles":[{"a":1},{"b":2}],"next":null})", "x.json") == Strings{"{\"a\":1}", "{\"b\":2}"});
  CHECK(pieces_of(R"({"title":"A feed","items":[{"a":1}]})", "x.json") == Strings{"{\"a\":1}"});
  CHECK(pieces_of(R"({"articles":[]})", "x.json").empty());
  CHECK(pieces_of(R"({"response":{"numFound":0,"docs":[]}})", "x.json").empty());
}

TEST_CASE("a damaged wrapper is told, once, and its articles are read as far as they stand", "[splitter]") {
  const auto told = [](const std::string& input) {
    std::vector<std::string> found;
    for (const Record& record : records_of(input, "x.json")) found.push_back(record.problem.empty() ? record.bytes : record.problem);
    return found;
  };
  const std::string malformed = "malformed JSON around the articles";
  CHECK(told(R"({"articles":[{"a":1}],"next" 5, 7})") == Strings{"{\"a\":1}", malformed});
  CHECK(told(R"({"response":{"numFound":3,"start": "0, "docs":[{"title":"Ferry"}]}})") == Strings{malformed});
  const std::string no_list = "JSON around articles, without any list of them";
  CHECK(told(R"({"response":{"numFound":3,"docs":[ ed": "1979","title":"Ferry","b":"]}})") == Strings{no_list});
  CHECK(told(R"({"response":{"error":"down"}}{"articles":[]}{"hits":{}})") == Strings{no_list, no_list});
  CHECK(told(R"({"data":{"title":"Ferry","body":"It sails."}})") == Strings{R"({"title":"Ferry","body":"It sails."})"});
}

TEST_CASE("wrappers within wrappers are opened, as search engines answer", "[splitter]") {
  CHECK(pieces_of(R"({"took":3,"hits":{"total":{"value":2},"hits":[{"_id":"1"},{"_id":"2"}]}})", "x.json") == Strings{"{\"_id\":\"1\"}", "{\"_id\":\"2\"}"});
  CHECK(pieces_of(R"({"response":{"numFound":1,"start":0,"docs":[{"id":"1"}]}})", "x.json") == Strings{"{\"id\":\"1\"}"});
}

TEST_CASE("an article that has a list among its keys is no wrapper", "[splitter]") {
  const std::string article = R"({"title":"Ferry","body":"It sails.","items":[{"image":"a.jpg"}]})";
  CHECK(pieces_of(article, "x.json") == Strings{article});
  const std::string strings = R"({"title":"Ferry","data":["a","b"]})";
  CHECK(pieces_of(strings, "x.json") == Strings{strings});
}

TEST_CASE("what is no object in a list is a problem of its own", "[splitter]") {
  const Strings found = pieces_of("[{\"a\":1}, 17, \"text\", null, [1,2], {\"b\":2}]", "x.json");
  REQUIRE(found.size() == 6);
  CHECK(found[0] == "{\"a\":1}");
  for (std::size_t i : {1, 2, 3, 4}) CHECK(found[i] == "! not a JSON object");
  CHECK(found[5] == "{\"b\":2}");
}

TEST_CASE("a JSON file that was cut short gives what it has", "[splitter]") {
  const Strings found = pieces_of("[{\"a\":1},{\"b\":\"cut he", "x.json");
  REQUIRE(found.size() == 2);
  CHECK(found[0] == "{\"a\":1}");
  CHECK(found[1] == "{\"b\":\"cut he");
}

TEST_CASE("stray brackets end", "[splitter]") {
  CHECK(pieces_of("{\"a\":1}]]}}{\"b\":2}", "x.json") == Strings{"{\"a\":1}", "{\"b\":2}"});
}

TEST_CASE("a row of a table is a record, without the header", "[splitter]") {
  CHECK(pieces_of("title,body\na,b\nc,d\n", "x.csv") == Strings{"a,b", "c,d"});
  CHECK(pieces_of("title,body\r\na,b\r\n\r\nc,d", "x.csv") == Strings{"a,b\r", "c,d"});
  CHECK(pieces_of("title,body\n", "x.csv").empty());
  CHECK(pieces_of("title,body\n,\n ;|\na,b\n", "x.csv") == Strings{"a,b"});
}

TEST_CASE("a quoted cell may hold line breaks, delimiters and quotes", "[splitter]") {
  CHECK(pieces_of("title,body\n\"a, b\",\"one\n\ntwo\"\nc,d\n", "x.csv") == Strings{"\"a, b\",\"one\n\ntwo\"", "c,d"});
  CHECK(csv_cells("\"a, b\",\"one\n\ntwo\",\"say \"\"so\"\"\"", ',') == Strings{"a, b", "one\n\ntwo", "say \"so\""});
  CHECK(csv_cells("a;;\"\";d\r", ';') == Strings{"a", "", "", "d"});
  CHECK(csv_cells("", ',') == Strings{""});
  CHECK(csv_cells("a 5\" pipe,b", ',') == Strings{"a 5\" pipe", "b"});
}

TEST_CASE("a quoted cell is whole wherever the read buffer ends", "[splitter]") {
  const std::string header = "title,body\n";
  for (std::size_t length : {kBuffer - header.size() - 1, kBuffer - header.size(), kBuffer}) {
    const std::string row = "t,\"" + std::string(length, 'x') + "\n\"\"y\"";
    CHECK(pieces_of(header + row + "\nc,d\n", "x.csv") == Strings{row, "c,d"});
  }
}

TEST_CASE("every row knows the columns, trimmed and without a byte order mark", "[splitter]") {
  const std::vector<Record> rows = records_of("\xEF\xBB\xBF title , \"body\" ,date\r\na,b,c\n", "x.csv");
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0].head);
  CHECK(rows[0].head->columns.size() == 3);
  CHECK(rows[0].head->columns.front() == "title");
  CHECK(rows[0].head->columns.back() == "date");
  CHECK(rows[0].head->delimiter == ',');
}

TEST_CASE("a file that is no text is one problem", "[splitter]") {
  const std::vector<Record> records = records_of("%PDF-1.4 and so on", "x.pdf");
  REQUIRE(records.size() == 1);
  CHECK(records[0].number == 0);
  CHECK_THAT(records[0].problem, Catch::Contains("PDF"));
}

TEST_CASE("a page is one record without a number", "[splitter]") {
  const std::vector<Record> records = records_of("<html><body>Ferry\n\nBridge</body></html>", "x.html");
  REQUIRE(records.size() == 1);
  CHECK(records[0].number == 0);
  CHECK(records[0].bytes == "<html><body>Ferry\n\nBridge</body></html>");
}

TEST_CASE("the fingerprint covers at least what the records were cut from", "[splitter]") {
  std::string lines;
  for (int i = 0; i < 50000; ++i) lines += "{\"n\":" + std::to_string(i) + "}\n";
  RecordReader reader(std::make_unique<MemorySource>(lines), "x.jsonl");
  Record record;
  std::size_t given = 0;
  while (reader.next(record)) {
    given += record.bytes.size() + 1;
    REQUIRE(reader.fingerprint().bytes >= given);
  }
  CHECK(reader.fingerprint().bytes == lines.size());
}

TEST_CASE("with a forced format nothing is guessed", "[splitter]") {
  RecordReader reader(std::make_unique<MemorySource>("<html>\n{\"a\":1}\n"), "standard input", Format::ndjson);
  Record record;
  REQUIRE(reader.next(record));
  CHECK(record.bytes == "<html>");
  REQUIRE(reader.next(record));
  CHECK(record.bytes == "{\"a\":1}");
  CHECK(record.number == 2);
  CHECK(holds_many(reader.format()));
  CHECK_FALSE(reader.next(record));
}

TEST_CASE("an empty forced input has no records", "[splitter]") {
  RecordReader reader(std::make_unique<MemorySource>(""), "standard input", Format::ndjson);
  Record record;
  CHECK_FALSE(reader.next(record));
}

TEST_CASE("a record nested without end is a problem, and no crash", "[splitter][bug]") {
  std::string lists, objects;
  for (int i = 0; i < 200000; ++i) lists += "[", objects += "{\"a\":";
  const auto crashes_not = [](const std::string& line) {
    return survives([&] {
      if (problem_of(line, "x.jsonl").find("nested") == std::string::npos) throw std::runtime_error("taken");
    });
  };
  CHECK(crashes_not("{\"title\":\"Ferry\",\"deep\":" + lists + std::string(200000, ']') + "}\n"));
  CHECK(crashes_not("{\"title\":\"Ferry\",\"deep\":" + objects + "1" + std::string(200000, '}') + "}\n"));
}

TEST_CASE("an article with an object of data is an article, not a wrapper", "[splitter][bug]") {
  const std::string article = R"({"id":"f1","data":{"x":1},"title":"Ferry","body":"It sails."})";
  CHECK(pieces_of(article, "x.json") == std::vector<std::string>{article});
}

TEST_CASE("an article whose list of items comes before its text is an article, not a wrapper", "[splitter][bug]") {
  const std::string article = R"({"title":"Ferry","items":[{"image":"a.jpg"}],"body":"It sails."})";
  CHECK(pieces_of(article, "x.json") == std::vector<std::string>{article});
}

TEST_CASE("one article under data is found, or said to be none", "[splitter][bug]") {
  CHECK(pieces_of(R"({"status":"ok","data":{"id":"f1","title":"Ferry","body":"It sails."}})", "x.json").size() == 1);
}

TEST_CASE("a quote within an unquoted cell is text, and the next row is read", "[splitter][bug]") {
  CHECK(pieces_of("title\tbody\nA 5\" pipe\tIt leaks.\nFerry\tIt sails.\n", "x.tsv") == std::vector<std::string>{"A 5\" pipe\tIt leaks.", "Ferry\tIt sails."});
}

TEST_CASE("a doubled quote within an unquoted cell is text", "[splitter]") {
  CHECK(pieces_of("title\tbody\nA 5\"\" pipe\tIt leaks.\nFerry\tIt sails.\n", "x.tsv").size() == 2);
}

TEST_CASE("a list that ends too early gives its records and says so", "[splitter]") {
  CHECK(pieces_of("[{\"title\":\"a\"},{\"title\":\"b\"}", "x.json") == Strings{"{\"title\":\"a\"}", "{\"title\":\"b\"}", "! JSON that ends too early"});
  CHECK(pieces_of("{\"articles\":[{\"title\":\"a\"},", "x.json") == Strings{"{\"title\":\"a\"}", "! JSON that ends too early"});
  CHECK(pieces_of("[]", "x.json").empty());
}

}  // namespace dateline
