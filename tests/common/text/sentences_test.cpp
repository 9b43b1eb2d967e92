// Where sentences and paragraphs end.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/text/tokenizer.h"

namespace dateline {
namespace {

using Pieces = std::vector<std::string>;

// The text from the first to the last token of each stretch.
Pieces pieces(const std::string& text, const TokenList& list, const std::vector<std::uint32_t>& ends) {
  Pieces out;
  std::uint32_t first = 0;
  for (std::uint32_t end : ends) {
    out.push_back(text.substr(list.tokens[first].begin, list.tokens[end - 1].end - list.tokens[first].begin));
    first = end;
  }
  return out;
}

Pieces sentences(const std::string& text) {
  TokenList list;
  tokenize(text, {}, list);
  return pieces(text, list, list.sentence_ends);
}

Pieces paragraphs(const std::string& text) {
  TokenList list;
  tokenize(text, {}, list);
  return pieces(text, list, list.paragraph_ends);
}

}  // namespace

TEST_CASE("a sentence ends at a full stop, an exclamation or a question mark before a capital", "[sentences]") {
  CHECK(sentences("Rain fell. Boats left! Who stayed? Nobody") == Pieces{"Rain fell", "Boats left", "Who stayed", "Nobody"});
  CHECK(sentences("Really?! Yes... No.") == Pieces{"Really", "Yes", "No"});
  CHECK(sentences("Rain fell… Then it stopped.") == Pieces{"Rain fell", "Then it stopped"});
  CHECK(sentences("Дождь шел. Лодки ушли. Élan. Été.") == Pieces{"Дождь шел", "Лодки ушли", "Élan", "Été"});
}

TEST_CASE("a sentence may begin with a number", "[sentences]") {
  CHECK(sentences("Rain fell. 2024 was dry.") == Pieces{"Rain fell", "2024 was dry"});
}

TEST_CASE("a stop before a small letter ends nothing", "[sentences]") {
  CHECK(sentences("Rain fell... and stopped.") == Pieces{"Rain fell... and stopped"});
  CHECK(sentences("“Rain!” cried the guard.") == Pieces{"Rain!” cried the guard"});
}

TEST_CASE("a stop without white space after it ends nothing", "[sentences]") {
  CHECK(sentences("See example.Org now") == Pieces{"See example.Org now"});
}

TEST_CASE("quotes and brackets close the sentence that they stand in", "[sentences]") {
  CHECK(sentences("“Rain fell.” Boats left. (Nobody stayed.) It was May.") == Pieces{"Rain fell", "Boats left", "Nobody stayed", "It was May"});
  CHECK(sentences("\"Rain.\" \"Wind.\"") == Pieces{"Rain", "Wind"});
  CHECK(sentences("« La pluie. » Le vent.") == Pieces{"La pluie", "Le vent"});
}

TEST_CASE("usual abbreviations end no sentence", "[sentences]") {
  CHECK(sentences("Mr. Doe met Gen. Roe. They spoke.") == Pieces{"Mr. Doe met Gen. Roe", "They spoke"});
  CHECK(sentences("On Jan. 5 Dr. Doe left.") == Pieces{"On Jan. 5 Dr. Doe left"});
  CHECK(sentences("Doe vs. Roe, No. 10, St. Ives.") == Pieces{"Doe vs. Roe, No. 10, St. Ives"});
  CHECK(sentences("The firm, Acme Corp. Ltd. Europe, rose.") == Pieces{"The firm, Acme Corp. Ltd. Europe, rose"});
}

TEST_CASE("a single initial ends no sentence, but I does", "[sentences]") {
  CHECK(sentences("J. K. Doe and A. Roe left.") == Pieces{"J. K. Doe and A. Roe left"});
  CHECK(sentences("It was I. Nobody else was there.") == Pieces{"It was I", "Nobody else was there"});
}

TEST_CASE("a dotted acronym ends a sentence only before a word that begins sentences", "[sentences]") {
  CHECK(sentences("It left the U.S. The boat sank.") == Pieces{"It left the U.S.", "The boat sank"});
  CHECK(sentences("The U.S. Army left. It rained.") == Pieces{"The U.S. Army left", "It rained"});
  CHECK(sentences("The U.S. boat left.") == Pieces{"The U.S. boat left"});
  CHECK(sentences("It came at 5 p.m. The boat sank at 6 p.m. Monday.") == Pieces{"It came at 5 p.m.", "The boat sank at 6 p.m. Monday"});
}

TEST_CASE("the point of a number ends no sentence, the point after one does", "[sentences]") {
  CHECK(sentences("It rose 3.5 points. It fell 2. Then it stayed.") == Pieces{"It rose 3.5 points", "It fell 2", "Then it stayed"});
}

TEST_CASE("Chinese and Japanese stops need no white space after them", "[sentences]") {
  CHECK(sentences("今日は晴れ。明日は雨！本当？はい") == Pieces{"今日は晴れ", "明日は雨", "本当", "はい"});
}

TEST_CASE("a paragraph ends at an empty line, however the line breaks are written", "[sentences]") {
  CHECK(paragraphs("One\n\nTwo\n \t\nThree\n\n\n\nFour\n") == Pieces{"One", "Two", "Three", "Four"});
  CHECK(paragraphs("One\r\n\r\nTwo") == Pieces{"One", "Two"});
  CHECK(paragraphs("One\ntwo") == Pieces{"One\ntwo"});
  CHECK(paragraphs("\n\nOne") == Pieces{"One"});
}

TEST_CASE("a paragraph's end is a sentence's end, with a full stop or without", "[sentences]") {
  CHECK(sentences("Boats leave\n\nrain fell. Then wind.\n\nMr.\n\nDoe") == Pieces{"Boats leave", "rain fell", "Then wind", "Mr", "Doe"});
}

TEST_CASE("the last token ends a sentence and a paragraph, and a text without words has none", "[sentences]") {
  CHECK(sentences("rain") == Pieces{"rain"});
  CHECK(paragraphs("rain") == Pieces{"rain"});
  CHECK(sentences("... !\n\n?").empty());
  CHECK(paragraphs("").empty());
}

}  // namespace dateline
