// What is kept inside the database: articles and manifest entries come back equal, from newer versions too.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/manifest.h"
#include "common/store/stored_article.h"

namespace dateline {
namespace {

Article sample_article() {
  Article article;
  article.id = "harbour/rain";
  article.title = "Rain closes the harbour";
  article.body = "Boats stayed in.\n\nNobody left. 東京\n";
  article.published = "2024-03-14T09:30:00-05:00";
  article.published_from = "jsonld";
  article.published_confidence = 0.1;
  article.modified = "2024-03-15";
  article.source = "Harbour Times";
  article.authors = {"A. Doe", "", "B. Roe"};
  article.section = "World";
  article.language = "en";
  article.url = "https://harbour.example/rain";
  article.path = "/news/rain.txt";
  article.tags = {"rain", "boats"};
  article.extra = R"({"colour":"blue"})";
  article.entities = {{"place:tokyo", "Tokyo", "place", 3, 0.812, true, {"Tokyo", "東京"}}, {"person:a-doe", "A. Doe", "person", 1, 0, false, {"A. Doe"}}};
  article.dates = {{0, 5, "DATE", "2024-03-14", "", "2024-03-14", "2024-03-14"}, {7, 9, "DATE", "2024-03", "START", "2024-03-01", "2024-03-10"}, {12, 14, "DURATION", "P3D", "", "", ""}};
  return article;
}

ManifestEntry sample_entry() {
  ManifestEntry entry;
  entry.path = "/news/rain.jsonl";
  entry.root = "/news";
  entry.size = 123'456'789'012;
  entry.modified_ns = -1'710'408'600'123'456'789;
  entry.racy = true;
  entry.partial = true;
  entry.records = 4711;
  entry.skipped = 3;
  entry.reading = 12;
  entry.raw_bytes = 99;
  entry.digest = "00ff";
  return entry;
}

// A field that this version does not know, in front of and behind the bytes.
std::string of_a_newer_version(const std::string& bytes) {
  std::string out;
  append_field(out, 250, std::string_view("not known yet"));
  out += bytes;
  append_field(out, 251, std::uint64_t{7});
  return out;
}

}  // namespace

TEST_CASE("a stored article comes back equal", "[stored_article]") {
  CHECK(decode_article(encode_article(sample_article())) == sample_article());
  CHECK(decode_article(encode_article(Article{})) == Article{});
}

TEST_CASE("a confidence keeps every bit", "[stored_article]") {
  for (double confidence : {0.1, 1.0 / 3, 1.0, 1e-300}) {
    Article article;
    article.published_confidence = confidence;
    CHECK(decode_article(encode_article(article)).published_confidence == confidence);
  }
}

TEST_CASE("a body of any bytes and any length comes back", "[stored_article]") {
  Article article;
  article.body = std::string("a\0b\xFF", 4) + std::string(3'000'000, 'x');
  CHECK(decode_article(encode_article(article)) == article);
}

TEST_CASE("fields of a newer version are passed over", "[stored_article][manifest]") {
  CHECK(decode_article(of_a_newer_version(encode_article(sample_article()))) == sample_article());
  CHECK(decode_manifest_entry(of_a_newer_version(encode_manifest_entry(sample_entry()))) == sample_entry());
}

TEST_CASE("a record cut short within its last field is refused", "[stored_article][manifest]") {
  const std::string article = encode_article(sample_article()), entry = encode_manifest_entry(sample_entry());
  CHECK_THROWS_AS(decode_article(article.substr(0, article.size() - 1)), Error);
  CHECK_THROWS_AS(decode_manifest_entry(entry.substr(0, entry.size() - 1)), Error);
}

TEST_CASE("random bytes are refused or read, and nothing worse", "[stored_article][manifest]") {
  std::mt19937 random(17);
  std::uniform_int_distribution<int> byte(0, 255), length(1, 120);
  int refused = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string bytes;
    for (int n = length(random); n > 0; --n) bytes.push_back(static_cast<char>(byte(random)));
    try {
      decode_article(bytes);
      decode_manifest_entry(bytes);
    } catch (const Error& error) {
      ++refused;
      if (error.kind() != ErrorKind::database) FAIL_CHECK("text number " << i);
    }
  }
  CHECK(refused > 4000);
}

TEST_CASE("a manifest entry comes back equal", "[manifest]") {
  CHECK(decode_manifest_entry(encode_manifest_entry(sample_entry())) == sample_entry());
  CHECK(decode_manifest_entry(encode_manifest_entry(ManifestEntry{})) == ManifestEntry{});
}

TEST_CASE("each path has a key of its own, the same every time", "[manifest]") {
  CHECK(manifest_key("/news/a") == manifest_key("/news/a"));
  CHECK(manifest_key("/news/a") != manifest_key("/news/b"));
  CHECK(manifest_key("/news/a").rfind("file.", 0) == 0);
  CHECK(manifest_key(std::string(5000, 'x')).size() == manifest_key("/").size());
}

}  // namespace dateline
