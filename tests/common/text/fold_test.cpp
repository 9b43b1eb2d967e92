// The form in which words are compared.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace dateline {

TEST_CASE("folding takes capitals and accents away", "[fold]") {
  CHECK(fold("Erdoğan") == "erdogan");
  CHECK(fold("ERDOGAN") == "erdogan");
  CHECK(fold("Łódź") == "lodz");
  CHECK(fold("Việt Nam") == "viet nam");
  CHECK(fold("Ἑλλάς") == "ελλασ");
  CHECK(fold("Ёлка") == "елка");
}

TEST_CASE("an accent folds alike in one code point and in two", "[fold]") {
  CHECK(fold("caf\xC3\xA9") == fold("cafe\xCC\x81"));
  CHECK(fold("\xC3\x85land") == fold("A\xCC\x8Aland"));
  CHECK(fold("\xCE\xAC") == fold("\xCE\xB1\xCC\x81"));
}

TEST_CASE("letters that do not decompose are mapped", "[fold]") {
  const std::vector<std::pair<std::string, std::string>> letters = {{"Ø", "o"}, {"ł", "l"},  {"Đ", "d"},  {"ı", "i"},  {"İ", "i"},  {"Æ", "ae"}, {"œ", "oe"},
                                                                    {"ß", "ss"}, {"ẞ", "ss"}, {"Þ", "th"}, {"ð", "d"}, {"ŋ", "n"}, {"Ħ", "h"},  {"ŧ", "t"}};
  for (const auto& [letter, folded] : letters) {
    CAPTURE(letter);
    CHECK(fold(letter) == folded);
  }
}

TEST_CASE("Cyrillic letters with a breve or dots that are letters of their own stay", "[fold]") {
  CHECK(fold("Й") == "й");
  CHECK(fold("Ї") == "ї");
  CHECK(fold("Ў") == "ў");
  CHECK(fold("Ґ") == "ґ");
}

TEST_CASE("compatibility forms are resolved", "[fold]") {
  CHECK(fold("ﬁ") == "fi");
  CHECK(fold("ﬅ") == "st");
  CHECK(fold("Ａ１") == "a1");
  CHECK(fold("ｶﾅ") == "カナ");
  CHECK(fold("H₂O") == "h2o");
  CHECK(fold("Ⅳ") == "iv");
  CHECK(fold("\xC3\x85") == fold("\xE2\x84\xAB"));  // a letter with ring and the sign for angstrom
}

TEST_CASE("points of Arabic and Hebrew go, vowel signs of Indic scripts stay", "[fold]") {
  CHECK(fold("مُحَمَّد") == "محمد");
  CHECK(fold("أحمد إيران آل") == "احمد ايران ال");
  CHECK(fold("כּשׁ") == "כש");
  CHECK(fold("हिन्दी") == "हिन्दी");
}

TEST_CASE("digits of every script fold to ASCII digits", "[fold]") {
  CHECK(fold("٠١٢٣٤٥٦٧٨٩") == "0123456789");
  CHECK(fold("۰۱۲۳۴۵۶۷۸۹") == "0123456789");
  CHECK(fold("०१२३४५६७८९") == "0123456789");
  CHECK(fold("๐๑๒๓๔๕๖๗๘๙") == "0123456789");
  CHECK(fold("０１２３４５６７８９") == "0123456789");
}

TEST_CASE("apostrophes and hyphens fold to the ASCII ones", "[fold]") {
  CHECK(fold("’ ‘ ʼ ＇") == "' ' ' '");
  CHECK(fold("\xE2\x80\x90 \xE2\x80\x91 \xEF\xBC\x8D") == "- - -");
}

TEST_CASE("soft hyphens, joiners and direction marks vanish", "[fold]") {
  CHECK(fold("co\xC2\xADop") == "coop");
  CHECK(fold("a\xE2\x80\x8C" "b\xE2\x80\x8D" "c\xEF\xBB\xBF" "d\xE2\x80\x8F" "e") == "abcde");
}

TEST_CASE("what has no folded form stays, and bad bytes become the replacement character", "[fold]") {
  CHECK(fold("a-b 3.5% 東京 — «x»") == "a-b 3.5% 東京 — «x»");
  CHECK(fold("") == "");
  CHECK(fold("a\xFF" "b") == "a\xEF\xBF\xBD" "b");
}

TEST_CASE("folding what is folded changes nothing, and the result is valid", "[fold]") {
  for (char32_t c = 1; c <= 0x2FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    if (c == 0x149 || c == 0x2033 || c == 0x2034 || c == 0x2057) continue;  // made of apostrophes
    std::string text;
    append_utf8(text, c);
    const std::string once = fold(text);
    if (fold(once) == once && is_valid_utf8(once)) continue;
    FAIL_CHECK("U+" << std::hex << static_cast<unsigned>(c) << " " << text << " -> " << once << " -> " << fold(once));
  }
}

}  // namespace dateline
