#include "indexer/readers/front_matter.h"

#include <catch2/catch.hpp>
#include <string>

#include "../child.h"
#include "records.h"

namespace dateline {
namespace {

Article read(const std::string& text) {
  const ParsedRecord parsed = article_from_markdown(text);
  CAPTURE(text, parsed.problem);
  REQUIRE(parsed.article);
  return *parsed.article;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("the head of a note gives the fields, the rest is the text", "[front_matter]") {
  const Article article = read(
      "---\n"
      "title: \"Ferry: it sails again\"\n"
      "date: 2024-03-14\n"
      "author: Ann Lee and Tom Day\n"
      "publisher: Harbor Courier\n"
      "section: Coast\n"
      "lang: en\n"
      "url: https://paper.example/ferry\n"
      "tags: [ferry, storm]\n"
      "---\n"
      "\n"
      "The ferry sails.\n\nSo does the other.\n");
  CHECK(article.title == "Ferry: it sails again");
  CHECK(article.published == "2024-03-14");
  CHECK(article.published_from == "field");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Tom Day"});
  CHECK(article.source == "Harbor Courier");
  CHECK(article.section == "Coast");
  CHECK(article.language == "en");
  CHECK(article.url == "https://paper.example/ferry");
  CHECK(article.tags == std::vector<std::string>{"ferry", "storm"});
  CHECK(article.body == "The ferry sails.\n\nSo does the other.");
}

TEST_CASE("lists may stand item by item", "[front_matter]") {
  const Article article = read("---\nid: f1\nauthors:\n  - Ann Lee\n  - Tom Day, Jr.\ntags:\n  - ferry\n...\nText.\n");
  CHECK(article.id == "f1");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Tom Day, Jr."});
  CHECK(article.tags == std::vector<std::string>{"ferry"});
  CHECK(article.body == "Text.");
}

TEST_CASE("other keys of the head are kept", "[front_matter]") {
  const Article article = read("---\ntitle: Ferry\nlayout: post\nphoto: {file: a.jpg, by: Eva}\n---\nText.\n");
  CHECK(article.extra == R"({"layout":"post","photo":{"by":"Eva","file":"a.jpg"}})");
}

TEST_CASE("a first heading is the title when the head names none", "[front_matter]") {
  CHECK(read("# Ferry sails again\n\nText.\n").title == "Ferry sails again");
  CHECK(read("# Ferry sails again\n\nText.\n").body == "Text.");
  CHECK(read("---\ndate: 2024-03-14\n---\n\n# Ferry sails again\nText.\n").title == "Ferry sails again");
}

TEST_CASE("a first heading that is not the title is text; one that is the title is not repeated", "[front_matter]") {
  const Article other = read("---\ntitle: Ferry\n---\n# The crossing\n\nText.\n");
  CHECK(other.title == "Ferry");
  CHECK(other.body == "The crossing\n\nText.");
  CHECK(read("---\ntitle: Ferry\n---\n# Ferry\n\nText.\n").body == "Text.");
}

TEST_CASE("marks of Markdown are not in the text", "[front_matter]") {
  const Article article = read("The **ferry** [sails](https://paper.example/x \"t\") `again`.\n\n* one\n* two\n\n## Prices\n\n> Quoted\n> words\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
  CHECK_THAT(article.body, Catch::StartsWith("The ferry sails again.\n\none\n\ntwo\n\nPrices\n\nQuoted words\n\na b"));
  CHECK(article.body.find("](") == std::string::npos);
}

TEST_CASE("lines of a paragraph are joined", "[front_matter]") { CHECK(read("The ferry\nsails\nagain.\n").body == "The ferry sails again."); }

TEST_CASE("a head may end lines with CR LF", "[front_matter]") {
  const Article article = read("---\r\ntitle: Ferry\r\n---\r\nText.\r\n");
  CHECK(article.title == "Ferry");
  CHECK(article.body == "Text.");
}

TEST_CASE("a byte order mark before the head does no harm", "[front_matter]") {
  CHECK(article_of("\xEF\xBB\xBF---\ntitle: Ferry\n---\nText.\n", "x.md").title == "Ferry");
}

TEST_CASE("an empty head is none", "[front_matter]") {
  CHECK(read("---\n---\nText.\n").body == "Text.");
  CHECK(read("---\n\n---\nText.\n").body == "Text.");
}

TEST_CASE("a line of dashes that no other follows is no head", "[front_matter]") {
  const Article article = read("---\n\nThe ferry sails.\n");
  CHECK(article.title.empty());
  CHECK(article.body == "The ferry sails.");
}

TEST_CASE("a head that is no YAML is a problem that says so", "[front_matter]") {
  CHECK_THAT(problem_of("---\ntitle: [unclosed\n---\nText.\n", "x.md"), Catch::StartsWith("front matter is not YAML"));
  CHECK_THAT(problem_of("---\n- a\n- b\n---\nText.\n", "x.md"), Catch::Contains("front matter"));
}

TEST_CASE("a text key in the head does not hide the text", "[front_matter]") { CHECK(read("---\ntitle: Ferry\nbody: other\n---\nText.\n").body == "Text."); }

TEST_CASE("a note without anything is an article", "[front_matter]") {
  CHECK(read("").body.empty());
  CHECK(read("\n\n").title.empty());
}

TEST_CASE("a deep head is cut, not followed down", "[front_matter]") {
  std::string head = "---\ntitle: Ferry\ndeep: ";
  for (int i = 0; i < 60; ++i) head += "[";
  head += "x";
  for (int i = 0; i < 60; ++i) head += "]";
  CHECK(read(head + "\n---\nText.\n").title == "Ferry");
}

TEST_CASE("a head that ends where the note ends is a head", "[front_matter][bug]") {
  CHECK(article_of("---\ntitle: Ferry\n---", "x.md").title == "Ferry");
}

TEST_CASE("a head whose aliases stand for each other ten times over is refused, not written out", "[front_matter][bug]") {
  std::string head = "---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 10; ++i) head += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated("*a" + std::to_string(i - 1) + ",", 9) + "*a" + std::to_string(i - 1) + "]\n";
  CHECK(survives([&] { parsed_of(head + "---\ntext\n", "x.md"); }));
  CHECK(survives([&] { parsed_of("---\na: &a [*a,*a,*a,*a]\n---\ntext\n", "x.md"); }));
}

}  // namespace dateline
