// What went wrong once in words and sentences.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/terminal_escape.h"
#include "common/text/tokenizer.h"

namespace dateline {
namespace {

std::vector<std::string> forms(std::string_view text) {
  TokenList list;
  tokenize(text, {}, list);
  std::vector<std::string> out;
  for (const Token& token : list.tokens) out.emplace_back(list.form(token));
  return out;
}

std::size_t sentences(std::string_view text) {
  TokenList list;
  tokenize(text, {}, list);
  return list.sentence_ends.size();
}

using Forms = std::vector<std::string>;

}  // namespace

TEST_CASE("a range of numbers is no number of its own") { CHECK(forms("20-24") == Forms{"20", "24"}); }

TEST_CASE("the second half of an address is no mention, whatever the first half ends in") {
  const Forms found = forms("jos\u00e9@reuters.com");
  CHECK(std::find(found.begin(), found.end(), "@reuters") == found.end());
}

TEST_CASE("a contraction loses its end and does not become another word") {
  CHECK(forms("she'll we're I'm") == Forms{"she", "we", "i"});
  CHECK(forms("don't") == Forms{"dont"});
}

TEST_CASE("a footnote or an exponent is no part of the word before it") {
  CHECK(forms("said\u00b2") == Forms{"said"});
  CHECK(forms("CO\u2082") == Forms{"co2"});
}

TEST_CASE("thousands and decimals may be marked the other way round") { CHECK(forms("1.234,56") == forms("1,234.56")); }

TEST_CASE("a short i written apart is the short i") { CHECK(fold("\u0438\u0306") == fold("\u0439")); }

TEST_CASE("a dotted acronym before a comma ends no sentence, before a line that begins one it does") {
  CHECK(sentences("Across the U.S., The Times said so.") == 1);
  CHECK(sentences("It left the U.S.\nThe talks ended.") == 2);
}

TEST_CASE("sentences begin with Spanish marks, sums of money and brackets too") {
  CHECK(sentences("Lleg\u00f3 tarde. \u00bfPor qu\u00e9?") == 2);
  CHECK(sentences("Shares fell. $3bn was lost.") == 2);
}

TEST_CASE("a company's Inc. and the word no may end a sentence") {
  CHECK(sentences("They bought Acme Inc. The firm rose.") == 2);
  CHECK(sentences("He said no. The talks ended.") == 2);
  CHECK(sentences("See No. 10 for more.") == 1);
}

TEST_CASE("marks of direction that change nothing else are shown, overrides are not") {
  CHECK(escape_for_terminal("a\u200fb", true) == "a\u200fb");
  CHECK(escape_for_terminal("a\u202eb", true) == "a\ufffdb");
  CHECK(escape_for_terminal("a\r\nb", false) == "a\nb");
}

}  // namespace dateline
