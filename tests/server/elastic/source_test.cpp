#include "server/elastic/source.h"

#include <catch2/catch.hpp>
#include <random>

#include "common/article_json.h"
#include "indexer/document_builder.h"
#include "server/elastic/error.h"

using namespace dateline;

namespace {

// As it comes out of a database: understood, written as JSON, read again.
Article stored(const Json& document) {
  Article article = article_of_source(document, "the-id");
  static DocumentBuilder builder;
  builder.understand(article);
  return article;
}

Article exported(const Article& article) { return *article_from_json(to_json(article)).article; }

void comes_back(const Json& document) {
  const Article article = stored(document);
  INFO(document.dump());
  INFO(article.extra);
  // Keys of objects have no order in JSON.
  using Plain = nlohmann::json;
  CHECK(Plain::parse(source_of(article).dump()) == Plain::parse(document.dump()));
  CHECK(Plain::parse(source_of(exported(article)).dump()) == Plain::parse(document.dump()));
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  Json document() {
    Json out = Json::object();
    for (std::size_t n = up_to(8); n > 0; --n) out[key()] = value(3);
    return out;
  }

 private:
  std::size_t up_to(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(engine_); }

  std::string key() {
    static const std::vector<std::string> keys{"id", "title", "headline", "body", "text", "content", "message", "published", "date", "pubDate", "@timestamp", "modified", "updated", "source",
                                               "publisher", "authors", "author", "byline", "section", "language", "lang", "url", "link", "path", "tags", "entities", "dates", "copies", "extra",
                                               "published_from", "published_confidence", "views", "host", "a.b", "", "été"};
    return keys[up_to(keys.size() - 1)];
  }

  std::string text() {
    static const std::vector<std::string> texts{"", " ", "By Ann Lee and Bo Ray", "2024-03-14", "Thu, 14 Mar 2024 09:30:00 GMT", "2024-03-14T09:30:00Z", "1710408600", "en-GB", "EN", "a, b", "Ü\u00a0\u2028", std::string("n\0l", 3),
                                                "https://example.org/a", "The ferry sank off Kos on Monday, said Jake Sullivan.", "true", "null"};
    return texts[up_to(texts.size() - 1)];
  }

  Json value(int deep) {
    switch (up_to(deep > 0 ? 9 : 6)) {
      case 0: return nullptr;
      case 1: return up_to(1) == 1;
      case 2: return static_cast<std::int64_t>(up_to(1u << 30)) - (1 << 29);
      case 3: return std::vector<Json>{1.0, 0.1, -0.0, 1e300, 18446744073709551615ull, INT64_MIN}[up_to(5)];
      case 7: {
        Json list = Json::array();
        for (std::size_t n = up_to(3); n > 0; --n) list.push_back(value(deep - 1));
        return list;
      }
      case 8: {
        Json object = Json::object();
        for (std::size_t n = up_to(3); n > 0; --n) object[up_to(3) ? key() : "name"] = value(deep - 1);
        return object;
      }
      default: return text();
    }
  }

  std::mt19937 engine_;
};

}  // namespace

TEST_CASE("a document comes back as it was sent, whatever names it uses") {
  comes_back({{"headline", "Ferry sinks"}, {"content", "It sank on Monday."}, {"pubDate", "Thu, 14 Mar 2024 09:30:00 GMT"}, {"views", 12}, {"score", 1.0}, {"meta", {{"a", nullptr}, {"b", {1, "x"}}}}});
  comes_back({{"title", "Ferry sinks"}, {"body", "It sank."}, {"published", "2024-03-14"}, {"source", "Gazette"}, {"authors", {"A. Lee"}}, {"tags", {"sea"}}, {"language", "en-GB"}});
  comes_back({{"message", "disk full"}, {"@timestamp", "2024-03-14T09:30:00.123Z"}, {"host", {{"name", "web-1"}}}});
  comes_back({{"title", "One"}, {"headline", "Another"}, {"text", "b"}, {"body", ""}});
  comes_back({{"id", "not-the-id"}, {"entities", {"Putin"}}, {"dates", {{{"text", "Monday"}}}}, {"copies", 3}});
  comes_back({{"id", "the-id"}, {"published", "some day"}, {"date", "2024-01-01"}});
  comes_back({{"extra", {{"a", 1}, {"_source", {{"title", true}}}}}, {"a", 2}});
  comes_back({{"title", nullptr}, {"body", nullptr}, {"tags", nullptr}});
  comes_back({{"authors", "By A. Lee and B. Ray"}, {"publisher", {{"name", "Gazette"}, {"@type", "Organization"}}}, {"tags", "a, b"}});
  comes_back({{"title", 5}, {"body", true}, {"url", 1.5}});
  comes_back(Json::object());
}

TEST_CASE("any document comes back as it was sent") {
  Random random(20240314);
  for (int i = 0; i < 3000; ++i) comes_back(random.document());
}

TEST_CASE("a document is an article like all others") {
  const Article article = stored({{"headline", "Ferry sinks"}, {"content", "It sank."}, {"pubDate", "Thu, 14 Mar 2024 09:30:00 GMT"}, {"id", "other"}, {"views", 12}});
  CHECK(article.id == "the-id");
  CHECK(article.title == "Ferry sinks");
  CHECK(article.body == "It sank.");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  const Json extra = Json::parse(article.extra);
  CHECK(extra["views"] == 12);
  CHECK(extra["_source"]["headline"] == "title");
  CHECK(extra["_source"]["views"] == true);
}

TEST_CASE("an article that came otherwise is shown in its own shape") {
  const Article article = *article_from_json(R"({"id": "x", "headline": "Ferry sinks", "weather": "fair"})").article;
  CHECK(source_of(article).dump() == to_json(article));
  // A recipe that somebody made up is no reason to fail.
  const Article odd = *article_from_json(R"({"id": "x", "extra": {"_source": {"title": 5, "url": "nothing", "body": [1, 2], "path": true, "tags": null}}})").article;
  CHECK(source_of(odd).dump() == "{}");
}

TEST_CASE("an update of an article that came otherwise starts from what is not recomputed") {
  Article article = *article_from_json(R"({"id": "x", "headline": "Sullivan meets Putin", "weather": "fair"})").article;
  article.copies = {"y"};
  const Json base = updatable_source_of(article);
  CHECK(base["title"] == "Sullivan meets Putin");
  CHECK(base["weather"] == "fair");
  CHECK_FALSE(base.contains("copies"));
  CHECK_FALSE(base.contains("extra"));
}

TEST_CASE("what is no document is refused, what can be mended is mended") {
  for (const char* text : {"[]", "5", "{", "", R"({"_id": "x"})", R"({"_source": {}})"}) {
    INFO(text);
    CHECK_THROWS_AS(read_document(text), ElasticError);
  }
  CHECK_THROWS_AS(read_document("{\"a\":" + std::string(500, '[') + std::string(500, ']') + "}"), ElasticError);
  CHECK(read_document(R"({"message": "cut \ud83d"})")["message"] == "cut \xef\xbf\xbd");
  CHECK(read_document("{\"message\": \"caf\xe9\"}")["message"] == "caf\xef\xbf\xbd");
}

TEST_CASE("a date of publication that cannot be read makes a document none, whatever it is called") {
  const auto refusal = [](const std::string& text) -> std::string {
    try {
      read_document(text);
      return "";
    } catch (const ElasticError& error) {
      CHECK(error.status() == 400);
      CHECK(error.type() == "mapper_parsing_exception");
      return error.what() + (error.more().contains("caused_by") ? " | " + error.more()["caused_by"]["reason"].get<std::string>() : std::string());
    }
  };
  CHECK(refusal(R"({"published":"soon"})") == "failed to parse field [published] of type [date]. Preview of field's value: 'soon' | cannot be read as a date: [soon]");
  for (const char* key : {"@timestamp", "date", "pubDate", "published_at"}) {
    const std::string named = std::string("{\"title\":\"A\",\"") + key + "\":";
    CHECK(refusal(named + "\"soon\"}").find("failed to parse field [" + std::string(key) + "]") == 0);
    CHECK(refusal(named + "true}") != "");
    CHECK(refusal(named + "\"\"}") != "");
    CHECK(refusal(named + "{\"on\":\"2024-03-14\"}}") != "");
    CHECK(refusal(named + "[\"2024-03-14\",\"2024-03-15\"]}").find("one date of publication") != std::string::npos);
    for (const char* readable : {"null", "[]", "\"2024-03-14\"", "\"Thu, 14 Mar 2024 09:30:00 GMT\"", "1710408600", "1710408600750", "\"2024-03-14T09:30:00.750Z\""}) CHECK(refusal(named + readable + "}") == "");
  }
  // One of several, and one that is no date of publication.
  CHECK(refusal(R"({"published":"2024-03-14","@timestamp":"soon"})") != "");
  CHECK(refusal(R"({"modified":"soon","event":{"date":"soon"}})") == "");
}

TEST_CASE("a fraction of a second comes back and is not part of the article's date") {
  comes_back({{"title", "Tick"}, {"@timestamp", "2024-03-14T09:30:00.750Z"}});
  CHECK(stored({{"title", "Tick"}, {"@timestamp", "2024-03-14T09:30:00.750Z"}}).published == "2024-03-14T09:30:00Z");
}
