// What is understood of an article: its language and its words.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/analysis/analyzer.h"

namespace dateline {
namespace {

const std::string kEnglish = "The boats stayed in the harbour because the wind had risen during the night.";
const std::string kGerman = "Die Boote blieben im Hafen, weil der Wind in der Nacht stärker geworden war.";

Article article(const std::string& title, const std::string& body, const std::string& language = "") {
  Article out;
  out.title = title;
  out.body = body;
  out.language = language;
  return out;
}

Analysis analysed(const Article& article) {
  Analysis out;
  Analyzer().analyze(article, out);
  return out;
}

// The forms of the tokens flagged as acronyms.
std::vector<std::string> acronyms(const TokenList& list) {
  std::vector<std::string> out;
  for (const Token& token : list.tokens)
    if (token.flags & kAcronym) out.emplace_back(list.form(token));
  return out;
}

std::string language_of(const Article& article) { return analysed(article).language; }

using Forms = std::vector<std::string>;

}  // namespace

TEST_CASE("an article's own language is believed, however it is written", "[analyzer]") {
  CHECK(language_of(article("", kEnglish, "de")) == "de");
  CHECK(language_of(article("", kEnglish, "DE")) == "de");
  CHECK(language_of(article("", kEnglish, "pt-BR")) == "pt");
  CHECK(language_of(article("", kEnglish, "zh_CN")) == "zh");
  CHECK(language_of(article("", kEnglish, "und")) == "und");
}

TEST_CASE("what is no language code is not believed", "[analyzer]") {
  for (const char* given : {"", "German", "d", "1", "??", "-"}) {
    CAPTURE(given);
    CHECK(language_of(article("", kEnglish, given)) == "en");
  }
}

TEST_CASE("the title helps to tell the language of a short body and not of a long one", "[analyzer]") {
  CHECK(language_of(article(kGerman, "Foto")) == "de");
  CHECK(language_of(article(kGerman + " " + kGerman, kEnglish + " " + kEnglish + " " + kEnglish)) == "en");
}

TEST_CASE("title and body are analysed apart, each with positions from one", "[analyzer]") {
  const Analysis analysis = analysed(article("Boats leave", "Wind fell."));
  CHECK(analysis.language == "und");
  REQUIRE(analysis.title.tokens.size() == 2);
  REQUIRE(analysis.body.tokens.size() == 2);
  CHECK(analysis.title.tokens[0].position == 1);
  CHECK(analysis.body.tokens[0].position == 1);
  CHECK(analysis.body.form(analysis.body.tokens[0]) == "wind");
}

TEST_CASE("in a title all in capitals a word is an acronym when the body always writes it so", "[analyzer]") {
  CHECK(acronyms(analysed(article("WHO SENDS US AID", "The WHO sends aid. Nobody told us, said the WHO.")).title) == Forms{"who"});
  CHECK(acronyms(analysed(article("WHO SENDS AID", "The WHO sends aid. But who pays?")).title).empty());
  CHECK(acronyms(analysed(article("NATO MEETS", "Rain fell.")).title).empty());
}

TEST_CASE("in a title of capitals and small letters acronyms are seen without the body", "[analyzer]") {
  CHECK(acronyms(analysed(article("WHO sends aid to the U.S.", "")).title) == Forms{"who", "us"});
}

TEST_CASE("a body all in capitals has dotted acronyms alone", "[analyzer]") {
  CHECK(acronyms(analysed(article("", "THE WHO AND THE U.S. SEND AID TO US")).body) == Forms{"us"});
}

TEST_CASE("an analysis is used again without anything of the article before", "[analyzer]") {
  Analysis used;
  Analyzer analyzer;
  analyzer.analyze(article("THE WHO", kGerman), used);
  analyzer.analyze(article("Boats", ""), used);
  CHECK(used.language == "und");
  CHECK(used.title.tokens.size() == 1);
  CHECK(used.body.tokens.empty());
  CHECK(used.body.positions == 0);
}

}  // namespace dateline
