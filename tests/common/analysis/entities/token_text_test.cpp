// How text is cut for the recogniser.
#include "common/analysis/entities/token_text.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dateline;

namespace {

// Tokens with | between them and || where a sentence ends.
std::string cut(std::string_view text) {
  TokenText out;
  cut_text(text, out);
  std::string shown;
  std::size_t sentence = 0;
  for (std::size_t at = 0; at < out.tokens.size(); ++at) {
    if (at) shown += "|";
    shown += out.tokens[at];
    if (out.sentence_ends[sentence] == at + 1) {
      shown += "|";
      ++sentence;
    }
  }
  CHECK(sentence == out.sentence_ends.size());
  return shown;
}

}  // namespace

TEST_CASE("punctuation marks are tokens, equal ones in a row together") {
  CHECK(cut("\"Stop,\" he said...") == "\"|Stop|,|\"|he|said|...|");
  CHECK(cut("(up 4.5%) -- 1,000 at 10:30") == "(|up|4.5|%|)|--|1,000|at|10:30|");
}

TEST_CASE("'s and its like are tokens, other apostrophes stay in the word") {
  CHECK(cut("O'Brien's dogs don't bark, we'll see") == "O'Brien|'s|dogs|do|n't|bark|,|we|'ll|see|");
  CHECK(cut("Lyon\u2019s mayor") == "Lyon|\u2019s|mayor|");
  CHECK(cut("the miners' strike") == "the|miners|'|strike|");
}

TEST_CASE("hyphens, AT&T and web addresses stay whole") { CHECK(cut("al-Hadi joined AT&T via example.org today") == "al-Hadi|joined|AT&T|via|example.org|today|"); }

TEST_CASE("abbreviations, initials and dotted acronyms keep their full stop and end no sentence") {
  CHECK(cut("Mr. Tovar met J. K. Lund of the U.S. Senate at 5 p.m. Monday.") == "Mr.|Tovar|met|J.|K.|Lund|of|the|U.S.|Senate|at|5|p.m.|Monday|.|");
}

TEST_CASE("a sentence ends where another begins") {
  CHECK(cut("It rained. They left! Why? \"So.\" Then night.") == "It|rained|.||They|left|!||Why|?||\"|So|.|\"||Then|night|.|");
  CHECK(cut("He moved to the U.S. The family stayed.") == "He|moved|to|the|U.S.||The|family|stayed|.|");
  CHECK(cut("version 2. of the plan") == "version|2|.|of|the|plan|");
}

TEST_CASE("an empty line ends a sentence, a single line break does not") {
  CHECK(cut("Floods in Peru\n\nLIMA, March 3") == "Floods|in|Peru||LIMA|,|March|3|");
  CHECK(cut("the Black\nSea") == "the|Black|Sea|");
}

TEST_CASE("scripts without spaces are cut by character") { CHECK(cut("\u5317\u4eac\u3002Beijing") == "\u5317|\u4eac|\u3002||Beijing|"); }

TEST_CASE("anything at all is survived") {
  CHECK(cut("") == "");
  CHECK(cut(" \n\n ") == "");
  CHECK(cut("\xff\xfe Oslo \xc3") == "\xff|\xfe|Oslo|\xc3|");
  CHECK(cut("'") == "'|");
  CHECK(cut(std::string(100000, 'A')).size() == 100001);
  CHECK(cut(std::string(100000, '.')).size() == 100001);
}

TEST_CASE("tokens are views into the text") {
  const std::string text = "Ana went to Quito.";
  TokenText out;
  cut_text(text, out);
  REQUIRE(out.tokens.size() == 5);
  CHECK(out.tokens[3].data() == text.data() + 12);
}
