#include "indexer/readers/format.h"

#include <catch2/catch.hpp>
#include <string>

namespace dateline {
namespace {

using namespace std::string_literals;

Format format_of(const std::string& head, const std::string& name) {
  const Guess guess = guess_format(head, name);
  CAPTURE(head, name, guess.problem);
  REQUIRE(guess.problem.empty());
  return guess.format;
}

std::string problem_of_guess(const std::string& head, const std::string& name) { return guess_format(head, name).problem; }

}  // namespace

TEST_CASE("the content of a file says what it is, whatever its name", "[format]") {
  CHECK(format_of("<!DOCTYPE html>\n<html><body>Ferry</body></html>", "ferry.txt") == Format::html);
  CHECK(format_of("<!-- saved -->\n<?xml version=\"1.0\"?>\n<html lang=\"en\">", "ferry.dat") == Format::html);
  CHECK(format_of("<HTML><HEAD><TITLE>Ferry</TITLE>", "ferry.md") == Format::html);
  CHECK(format_of("{\"title\": \"Ferry\"}", "ferry.txt") == Format::json);
  CHECK(format_of("{\"title\": \"Ferry\"}\n{\"title\": \"Bridge\"}\n", "ferries.txt") == Format::ndjson);
  CHECK(format_of("{\"title\": \"Ferry\"}\n{\"title\": \"Bridge\"}\n", "ferries.json") == Format::ndjson);
  CHECK(format_of("title;body;date\nFerry;It sails.;2024-03-14\n", "ferries.dat") == Format::csv);
  CHECK(format_of("title\tbody\tdate\nFerry\tIt sails.\t2024-03-14\n", "ferries.csv") == Format::tsv);
}

TEST_CASE("feeds, agency formats, mail and archives are told by how they begin", "[format]") {
  CHECK(format_of("\n<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"a>b\"?><!-- c --><rss version=\"2.0\">", "x") == Format::feed);
  CHECK(format_of("<rdf:RDF xmlns=\"x\">", "x.txt") == Format::feed);
  CHECK(format_of("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "x.html") == Format::feed);
  CHECK(format_of("<?xml version=\"1.0\"?><!DOCTYPE nitf PUBLIC \"-//IPTC//DTD NITF 3.3//EN\" \"nitf.dtd\" [<!ENTITY x \"<html>\">]><nitf>", "x.xml") == Format::nitf);
  CHECK(format_of("<newsMessage>", "x.xml") == Format::newsml);
  CHECK(format_of("<nar:newsItem xmlns:nar=\"x\">", "x.xml") == Format::newsml);
  CHECK(format_of("<?xml version=\"1.0\"?><NewsML>", "x.xml") == Format::newsml);
  CHECK(format_of("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\">", "reut2-000.sgm") == Format::sgml);
  CHECK(format_of("<DOC>\n<DOCNO> A1 </DOCNO>", "ap880212") == Format::sgml);
  CHECK(format_of("<newsitem itemid=\"1\">", "1newsML.xml") == Format::sgml);
  CHECK(format_of("Return-Path: <a@b.example>\r\nFrom: a@b.example\r\nSubject: x\r\n\r\n", "letter") == Format::mail);
  CHECK(format_of("From a@b.example Thu Mar 14 09:30:00 2024\nFrom: a@b.example\n", "inbox") == Format::mbox);
  CHECK(format_of("WARC/1.0\r\nWARC-Type: warcinfo\r\n" + std::string(500, '\0'), "x.gz") == Format::warc);
  CHECK_THAT(problem_of_guess("<?xml version=\"1.0\"?><svg:svg>", "x.svg"), Catch::Contains("<svg:svg>"));
  CHECK(format_of("From the harbour: the ferry sails\n", "x") == Format::text);
}

TEST_CASE("where the content leaves it open, the name says what a file is", "[format]") {
  CHECK(format_of("The ferry sails again.\n", "ferry.txt") == Format::text);
  CHECK(format_of("The ferry sails again.\n", "ferry") == Format::text);
  CHECK(format_of("# The ferry\n\nIt sails again.\n", "ferry.md") == Format::markdown);
  CHECK(format_of("# The ferry\n\nIt sails again.\n", "FERRY.MarkDown") == Format::markdown);
  CHECK(format_of("# The ferry\n\nIt sails again.\n", "ferry.txt") == Format::text);
  CHECK(format_of("The ferry <b>sails</b> again.\n", "ferry.HTM") == Format::html);
  CHECK(format_of("not json\n", "ferry.jsonl") == Format::ndjson);
  CHECK(format_of("not json\n", "ferry.ndjson") == Format::ndjson);
}

TEST_CASE("the ending of a packed file is looked through", "[format]") {
  CHECK(format_of("# The ferry\n", "ferry.md.gz") == Format::markdown);
  CHECK(format_of("# The ferry\n", "ferry.md.zst") == Format::markdown);
  CHECK(format_of("# The ferry\n", "ferry.md.zstd") == Format::markdown);
  CHECK(format_of("x\n", "ferry.jsonl.GZ") == Format::ndjson);
}

TEST_CASE("one object on one line is JSON, or a JSON line where the name says so", "[format]") {
  CHECK(format_of("{\"articles\": [{\"title\": \"Ferry\"}]}\n", "list.json") == Format::json);
  CHECK(format_of("{\"title\": \"Ferry\"}\n", "one.jsonl") == Format::ndjson);
  CHECK(format_of("{\"title\": \"Ferry\"}\n\n\n", "one.txt") == Format::json);
}

TEST_CASE("an object over several lines is JSON, also when objects stand within it", "[format]") {
  CHECK(format_of("{\"author\":\n{\"name\": \"Ann\"}, \"title\": \"Ferry\"}\n", "one.txt") == Format::json);
  CHECK(format_of("{\n  \"title\": \"Ferry\"\n}\n{\n  \"title\": \"Bridge\"\n}\n", "two.txt") == Format::json);
}

TEST_CASE("brackets in strings do not count when lines of objects are told", "[format]") {
  CHECK(format_of("{\"title\": \"a } \\\" { b\"}\n{\"title\": \"Bridge\"}\n", "x") == Format::ndjson);
  CHECK(format_of("{\"title\": \"open { only\"}\n{\"title\": \"Bridge\"}\n", "x") == Format::ndjson);
}

TEST_CASE("a text that begins with a bracket is text", "[format]") {
  CHECK(format_of("[Meridian Wire] The ferry sails again.\n", "ferry.txt") == Format::text);
  CHECK(format_of("[1] A footnote that stands first.\n", "ferry.txt") == Format::text);
  CHECK(format_of("[{\"title\": \"Ferry\"}]", "ferries.txt") == Format::json);
  CHECK(format_of("[ ]", "ferries.txt") == Format::json);
  CHECK(format_of("[\n\n  {\"title\": \"Ferry\"}]", "ferries") == Format::json);
}

TEST_CASE("a byte order mark does not hide what comes after it", "[format]") {
  CHECK(format_of("\xEF\xBB\xBF{\"title\": \"Ferry\"}", "x.txt") == Format::json);
  CHECK(format_of("\xEF\xBB\xBF<!doctype html><p>Ferry", "x.txt") == Format::html);
  CHECK(format_of("\xEF\xBB\xBFtitle,body,date\n", "x.csv") == Format::csv);
}

TEST_CASE("prose with commas in its first line is no table", "[format]") {
  CHECK(format_of("In the title, the date, and the text of the law, nothing changes.\nIt was said on Monday.\n", "law.txt") == Format::text);
  CHECK(format_of("In the title, the date, and the text of the law, nothing changes.\nIt was said on Monday.\n", "law") == Format::text);
}

TEST_CASE("a header line names the delimiter", "[format]") {
  CHECK(guess_format("title,body\n", "x.csv").delimiter == ',');
  CHECK(guess_format("Title;Body;Date\n", "x.csv").delimiter == ';');
  CHECK(guess_format("\"title\"\t\"body\"\n", "x.tsv").delimiter == '\t');
  CHECK(guess_format("id|headline|text\r\n", "x.csv").delimiter == '|');
}

TEST_CASE("a .txt file is text even when its first line looks like a header", "[format]") {
  CHECK(format_of("title,body\nFerry,It sails.\n", "table.txt") == Format::text);
}

TEST_CASE("a table without a header that can be understood says so", "[format]") {
  CHECK_THAT(problem_of_guess("1,2,3\n4,5,6\n", "numbers.csv"), Catch::Contains("header"));
  CHECK_THAT(problem_of_guess("1\t2\t3\n", "numbers.tsv.gz"), Catch::Contains("header"));
}

TEST_CASE("what is no text is refused, and named", "[format]") {
  CHECK(problem_of_guess("", "a.txt") == "empty file");
  CHECK_THAT(problem_of_guess("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "a.txt"), Catch::Contains("PDF"));
  CHECK_THAT(problem_of_guess("PK\x03\x04\x14", "a.docx"), Catch::Contains("zip"));
  CHECK_THAT(problem_of_guess("\x89PNG\r\n\x1A\n", "a.txt"), Catch::Contains("PNG"));
  CHECK_THAT(problem_of_guess("SQLite format 3\0"s, "a.txt"), Catch::Contains("SQLite"));
  CHECK_THAT(problem_of_guess("\x0F\x0DXapian Glass\x04", "iamglass"), Catch::Contains("Xapian"));
}

TEST_CASE("binary data is told by its NUL and control bytes", "[format]") {
  CHECK_THAT(problem_of_guess("abc\0\0\0\0\x01\x02\x03"s, "a.txt"), Catch::Contains("binary"));
  CHECK_THAT(problem_of_guess(std::string(200, '\x02'), "a.json"), Catch::Contains("binary"));
  const std::string prose(4000, 'x');
  CHECK(problem_of_guess(prose + "\0"s, "a.txt").empty());         // one NUL in a long text is dropped later
  CHECK(problem_of_guess("\x1B[1mBold\x1B[0m text\n", "a.txt").empty());
}

TEST_CASE("UTF-16 is text, with a mark or without", "[format]") {
  CHECK(problem_of_guess("\xFF\xFE" "F\0e\0r\0r\0y\0"s, "a.txt").empty());
  CHECK(problem_of_guess("\xFE\xFF\0F\0e\0r\0r\0y"s, "a.txt").empty());
  CHECK(problem_of_guess("F\0e\0r\0r\0y\0 \0s\0a\0i\0l\0s\0"s, "a.txt").empty());
  CHECK(problem_of_guess("\0F\0e\0r\0r\0y\0 \0s\0a\0i\0l\0s"s, "a.txt").empty());
}

TEST_CASE("every format has a name", "[format]") {
  CHECK(format_name(Format::ndjson) == "ndjson");
  CHECK(format_name(Format::html) == "html");
  CHECK(format_name(Format::tsv) == "tsv");
}

TEST_CASE("an HTML page that is called .json is a page", "[format][bug]") {
  CHECK(guess_format("<!DOCTYPE html>\n<html><body>Not found</body></html>", "ferry.json").format == Format::html);
  CHECK(guess_format("<!DOCTYPE html>\n<html><body>Not found</body></html>", "ferry.jsonl").format == Format::html);
}

}  // namespace dateline
