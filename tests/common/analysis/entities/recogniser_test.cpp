// The shipped models on sentences of our own: nothing a reader would doubt.
#include "common/analysis/entities/recogniser.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dateline;

namespace {

constexpr const char* kTypeNames[] = {"PER", "ORG", "LOC", "MISC"};

std::string shown(std::string_view text, const std::vector<Mention>& mentions) {
  std::string out;
  for (const Mention& mention : mentions) {
    if (!out.empty()) out += "; ";
    out += std::string(text.substr(mention.begin, mention.end - mention.begin)) + " " + kTypeNames[static_cast<int>(mention.type)];
  }
  return out;
}

std::string in_body(std::string_view body) {
  Recogniser recogniser;
  Mentions mentions;
  recogniser.find("", body, mentions);
  CHECK(mentions.title.empty());
  return shown(body, mentions.body);
}

std::string in_title(std::string_view title, std::string_view body = "") {
  Recogniser recogniser;
  Mentions mentions;
  recogniser.find(title, body, mentions);
  return shown(title, mentions.title);
}

}  // namespace

TEST_CASE("persons, organisations, places and others are found in running text") {
  CHECK(in_body("Chancellor Angela Merkel met officials of the World Bank in Berlin on Tuesday.") == "Angela Merkel PER; World Bank ORG; Berlin LOC");
  CHECK(in_body("Shares of Siemens AG rose in Frankfurt after German exports grew.") == "Siemens AG ORG; Frankfurt LOC; German MISC");
  CHECK(in_body("Ukraine's president, Volodymyr Zelensky, spoke in Kyiv.") == "Ukraine LOC; Volodymyr Zelensky PER; Kyiv LOC");
}

TEST_CASE("titles and possessives are no part of a name") {
  CHECK(in_body("Mr. Sullivan spoke to President Joe Biden's aides in Washington.") == "Sullivan PER; Joe Biden PER; Washington LOC");
}

TEST_CASE("a document tells what its words are") {
  CHECK(in_body("The lawyer Rosa Field came late. Reporters waited in the rain.\n\nField said nothing.") == "Rosa Field PER; Field PER");
}

TEST_CASE("headlines, capitals and lower case are read without regard to case") {
  CHECK(in_title("Angela Merkel Meets Emmanuel Macron in Paris") == "Angela Merkel PER; Emmanuel Macron PER; Paris LOC");
  CHECK(in_title("ANGELA MERKEL MEETS EMMANUEL MACRON IN PARIS") == "ANGELA MERKEL PER; EMMANUEL MACRON PER; PARIS LOC");
  CHECK(in_title("angela merkel meets emmanuel macron in paris") == "angela merkel PER; emmanuel macron PER; paris LOC");
}

TEST_CASE("text without names has no mentions") {
  CHECK(in_body("It was a quiet morning. Nobody had expected the rain to stop so soon.") == "");
  CHECK(in_body("") == "");
}

TEST_CASE("mentions are byte ranges of the text as given") {
  const std::string body = "\u201cWe won,\u201d said Jos\u00e9 Mar\u00eda Aznar in Madrid.";
  CHECK(in_body(body) == "Jos\u00e9 Mar\u00eda Aznar PER; Madrid LOC");
}

TEST_CASE("hostile text is survived, and mentions rise without overlap") {
  std::string noise;
  std::uint32_t state = 1;
  for (int n = 0; n < 200000; ++n) noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  const std::string capitals(300000, 'X');
  std::string names;
  for (int n = 0; n < 50000; ++n) names += "Ana ";
  Recogniser recogniser;
  Mentions mentions;
  for (const std::string& text : {noise, capitals, names, std::string(100000, '\n'), std::string("\xED\xA0\x80 \xF8\x88 Oslo")}) {
    recogniser.find(text, text, mentions);
    std::uint32_t end = 0;
    for (const Mention& mention : mentions.body) {
      CHECK(mention.begin >= end);
      CHECK(mention.end > mention.begin);
      end = mention.end;
    }
    CHECK(end <= text.size());
  }
}

TEST_CASE("what was read before does not change what is found") {
  const std::string body = "Rosa Field of Lund University flew to Lima with Erik Dahl, who works for Volvo.";
  Recogniser fresh, used;
  Mentions expected, mentions;
  fresh.find("Flight to Lima", body, expected);
  for (int n = 0; n < 3000; ++n) used.find("Title " + std::to_string(n), "Word" + std::to_string(n) + " and Other" + std::to_string(n * 7) + " met.", mentions);
  used.find("Flight to Lima", body, mentions);
  CHECK(mentions.body == expected.body);
  CHECK(mentions.title == expected.title);
}
