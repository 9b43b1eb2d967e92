// The article as JSON: read under any usual name, repaired where it can be, and written the same way every time.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/article_json.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

Article read(const std::string& json) {
  const ParsedArticle parsed = article_from_json(json);
  CAPTURE(json, parsed.problem);
  REQUIRE(parsed.article);
  CHECK(parsed.problem.empty());
  return *parsed.article;
}

Article whole_article() {
  Article article;
  article.id = "harbour/2024/rain";
  article.title = "Rain “closes” the harbour";
  article.body = "Boats stayed in.\n\nNobody\tleft. 東京 😀\n";
  article.published = "2024-03-14T09:30:00-05:00";
  article.published_from = "meta";
  article.published_confidence = 0.7;
  article.modified = "2024-03-15";
  article.source = "Harbour Times";
  article.authors = {"A. Doe", "Roe, B."};
  article.section = "World";
  article.language = "en";
  article.url = "https://harbour.example/rain";
  article.path = "/news/rain.txt";
  article.tags = {"rain", "boats and ports"};
  article.extra = R"({"colour":"blue","depth":{"metres":[1,2.5,null]}})";
  return article;
}

}  // namespace

TEST_CASE("an article written and read again is equal", "[article_json]") {
  CHECK(read(to_json(whole_article())) == whole_article());
  CHECK(read(to_json(Article{})) == Article{});
  Article undated;
  undated.id = "1";
  undated.authors = {" spaced "};
  undated.extra = R"({"published":"soon"})";
  CHECK(read(to_json(undated)) == undated);
}

TEST_CASE("an article is one line, its keys in one order, unknown ones left out", "[article_json]") {
  CHECK(to_json(Article{}) == R"({"id":"","title":"","body":"","published":null})");
  CHECK(to_json(whole_article()) ==
        R"({"id":"harbour/2024/rain","title":"Rain “closes” the harbour","body":"Boats stayed in.\n\nNobody\tleft. 東京 😀\n",)"
        R"("published":"2024-03-14T09:30:00-05:00","published_from":"meta","published_confidence":0.7,"modified":"2024-03-15",)"
        R"("source":"Harbour Times","authors":["A. Doe","Roe, B."],"section":"World","language":"en","url":"https://harbour.example/rain",)"
        R"("path":"/news/rain.txt","tags":["rain","boats and ports"],"extra":{"colour":"blue","depth":{"metres":[1,2.5,null]}}})");
}

TEST_CASE("usual other names are understood", "[article_json]") {
  for (const char* key : {"title", "headline"}) CHECK(read(std::string("{\"") + key + R"(":"Rain"})").title == "Rain");
  for (const char* key : {"body", "text", "content", "articleBody", "message"}) CHECK(read(std::string("{\"") + key + R"(":"Rain"})").body == "Rain");
  for (const char* key : {"published", "date", "datePublished", "pubDate", "@timestamp"})
    CHECK(read(std::string("{\"") + key + R"(":"14 March 2024"})").published == "2024-03-14");
  for (const char* key : {"authors", "author", "byline"}) CHECK(read(std::string("{\"") + key + R"(":"A. Doe"})").authors == Strings{"A. Doe"});
  for (const char* key : {"source", "publisher", "site"}) CHECK(read(std::string("{\"") + key + R"(":"Times"})").source == "Times");
  for (const char* key : {"url", "link", "canonical"}) CHECK(read(std::string("{\"") + key + R"(":"https://a.example"})").url == "https://a.example");
}

TEST_CASE("of several names the best wins, and the others are kept as extra", "[article_json]") {
  const Article article = read(R"({"headline":"Second","title":"First","text":"second","body":"first"})");
  CHECK(article.title == "First");
  CHECK(article.body == "first");
  CHECK(article.extra == R"({"headline":"Second","text":"second"})");
}

TEST_CASE("a null stands for nothing, and another name is looked at", "[article_json]") {
  const Article article = read(R"({"id":"1","title":null,"headline":"Rain","published":null,"date":"2024-03-14","tags":null,"authors":null,"source":null})");
  CHECK(article.title == "Rain");
  CHECK(article.published == "2024-03-14");
  CHECK(article.tags.empty());
  CHECK(article.authors.empty());
  CHECK(article.source.empty());
  CHECK(article.extra.empty());
}

TEST_CASE("numbers and booleans are read as text", "[article_json]") {
  const Article article = read(R"({"_id":4711,"title":3.5,"body":true,"tags":[1,"two"]})");
  CHECK(article.id == "4711");
  CHECK(article.title == "3.5");
  CHECK(article.body == "true");
  CHECK(article.tags == Strings{"1", "two"});
}

TEST_CASE("a value that is no text leaves the field to another name, and is kept", "[article_json]") {
  const Article article = read(R"({"title":["a","b"],"headline":"Rain","url":{"href":"x"}})");
  CHECK(article.title == "Rain");
  CHECK(article.url.empty());
  CHECK(article.extra == R"({"title":["a","b"],"url":{"href":"x"}})");
}

TEST_CASE("unknown keys go to extra, together with what extra held", "[article_json]") {
  CHECK(read(R"({"id":"1","size":4,"depth":{"a":[1,2]}})").extra == R"({"depth":{"a":[1,2]},"size":4})");
  CHECK(read(R"({"id":"1","size":4,"extra":{"colour":"red"}})").extra == R"({"colour":"red","size":4})");
  CHECK(read(R"({"id":"1","size":4,"extra":{"size":9}})").extra == R"({"size":4})");
  CHECK(read(R"({"id":"1","extra":"words"})").extra == R"({"extra":"words"})");
  CHECK(read(R"({"id":"1"})").extra.empty());
}

TEST_CASE("what extra holds under a known name does not become the article's", "[article_json]") {
  const Article article = read(R"({"id":"1","extra":{"title":"T","body":"B","source":"S"}})");
  CHECK(article.title.empty());
  CHECK(article.body.empty());
  CHECK(article.source.empty());
  CHECK(article.extra == R"({"body":"B","source":"S","title":"T"})");
}

TEST_CASE("what is recomputed for every article is not taken over", "[article_json]") {
  const Article article = read(R"({"id":"1","entities":[{"name":"Doe"}],"dates":[],"copies":["2"]})");
  CHECK(article.extra.empty());
}

TEST_CASE("dates are read in any usual form, and numbers are epochs", "[article_json]") {
  CHECK(read(R"({"date":"Thu, 14 Mar 2024 09:30:00 GMT"})").published == "2024-03-14T09:30:00Z");
  CHECK(read(R"({"date":1710408600})").published == "2024-03-14T09:30:00Z");
  CHECK(read(R"({"date":1710408600123})").published == "2024-03-14T09:30:00Z");
  CHECK(read(R"({"updated":"March 15, 2024"})").modified == "2024-03-15");
}

TEST_CASE("a date that cannot be read leaves its words in extra", "[article_json]") {
  const Article article = read(R"({"date":"soon","modified":"03/04/2024"})");
  CHECK(article.published.empty());
  CHECK(article.modified.empty());
  CHECK(article.published_from.empty());
  CHECK(article.extra == R"({"date":"soon","modified":"03/04/2024"})");
}

TEST_CASE("a date of the input is evidence of its own, unless the input says which won", "[article_json]") {
  const Article plain = read(R"({"date":"2024-03-14"})");
  CHECK(plain.published_from == "field");
  CHECK(plain.published_confidence == 1);
  const Article told = read(R"({"published":"2024-03-14","published_from":"url","published_confidence":0.4})");
  CHECK(told.published_from == "url");
  CHECK(told.published_confidence == 0.4);
}

TEST_CASE("authors are read from lists, objects and bylines", "[article_json]") {
  CHECK(read(R"({"author":{"@type":"Person","name":"A. Doe"}})").authors == Strings{"A. Doe"});
  CHECK(read(R"({"author":[{"name":"A. Doe"}," B. Roe "]})").authors == Strings{"A. Doe", "B. Roe"});
  CHECK(read(R"({"byline":"By A. Doe, B. Roe and C. Poe"})").authors == Strings{"A. Doe", "B. Roe", "C. Poe"});
  CHECK(read(R"({"byline":"A. Doe, Jr. & B. Roe; C. Poe"})").authors == Strings{"A. Doe, Jr.", "B. Roe", "C. Poe"});
  CHECK(read(R"({"authors":["Doe, A."]})").authors == Strings{"Doe, A."});
  CHECK(read(R"({"authors":[],"byline":"A. Doe"})").authors == Strings{"A. Doe"});
}

TEST_CASE("of a publisher that is an object the name is the source, and the rest is kept", "[article_json]") {
  const Article article = read(R"({"publisher":{"name":"Times","url":"https://t.example"}})");
  CHECK(article.source == "Times");
  CHECK(article.extra == R"({"publisher":{"name":"Times","url":"https://t.example"}})");
  CHECK(read(R"({"publisher":{"name":"Times"}})").extra.empty());
}

TEST_CASE("tags are read from a list or from words between commas", "[article_json]") {
  CHECK(read(R"({"tags":["rain",{"name":"boats"},""]})").tags == Strings{"rain", "boats"});
  CHECK(read(R"({"tags":" rain, boats and ports ,,wind"})").tags == Strings{"rain", "boats and ports", "wind"});
}

TEST_CASE("the body is kept to the byte", "[article_json]") {
  CHECK(read(R"({"body":"  Rain. \r\n\r\n Wind.\n "})").body == "  Rain. \r\n\r\n Wind.\n ");
}

TEST_CASE("lone surrogates become the replacement character, pairs stay", "[article_json]") {
  const auto title = [](const std::string& json, bool repaired) {
    const ParsedArticle parsed = article_from_json(json);
    CAPTURE(json);
    REQUIRE(parsed.article);
    CHECK(parsed.repaired == repaired);
    return parsed.article->title;
  };
  CHECK(title(R"({"title":"a\ud83d\ude00z"})", false) == "a😀z");
  CHECK(title(R"({"title":"a\ud83dz"})", true) == "a\xEF\xBF\xBDz");
  CHECK(title(R"({"title":"a\ude00z"})", true) == "a\xEF\xBF\xBDz");
  CHECK(title(R"({"title":"\ud83d\ud83d\ude00"})", true) == "\xEF\xBF\xBD😀");
  CHECK(title(R"({"title":"\\ud83d \uD83D"})", true) == "\\ud83d \xEF\xBF\xBD");
}

TEST_CASE("bad UTF-8 is repaired and NUL bytes are dropped", "[article_json]") {
  const ParsedArticle bad = article_from_json("{\"title\":\"a\xFFz\xE4\xB8\",\"colour\":\"\xC3\"}");
  REQUIRE(bad.article);
  CHECK(bad.repaired);
  CHECK(bad.article->title == "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  CHECK(bad.article->extra == "{\"colour\":\"\xEF\xBF\xBD\"}");
  CHECK(read(R"({"title":"a\u0000z","body":"\u0000","tags":["b\u0000"]})").title == "az");
  CHECK(read("\xEF\xBB\xBF{\"title\":\"Rain\"}").title == "Rain");
}

TEST_CASE("what is no JSON object is no article, and the reason is said", "[article_json]") {
  for (const char* json : {"", "rain", "{\"title\":\"cut sho", "{\"title\":\"Rain\"} and more", "{'title':'Rain'}"}) {
    CAPTURE(json);
    const ParsedArticle parsed = article_from_json(json);
    CHECK_FALSE(parsed.article);
    CHECK(parsed.problem == "not JSON");
  }
  for (const char* json : {"[]", "null", "\"rain\"", "3"}) {
    CAPTURE(json);
    CHECK_FALSE(article_from_json(json).article);
    CHECK(article_from_json(json).problem == "not a JSON object");
  }
}

TEST_CASE("an empty object is an article without anything known", "[article_json]") { CHECK(read("{}") == Article{}); }

TEST_CASE("JSON nested a hundred thousand deep is a problem, and no crash", "[json]") {
  const std::string deep(100'000, '[');
  CHECK(article_from_json("{\"id\":\"1\",\"x\":" + deep).problem == "JSON nested too deeply");
}

TEST_CASE("an empty title does not hide a headline", "[json]") {
  CHECK(article_from_json(R"({"title":"","headline":"H"})").article->title == "H");
}

}  // namespace dateline
