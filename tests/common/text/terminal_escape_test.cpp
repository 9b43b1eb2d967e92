// Nothing in an article's text drives the terminal, and columns are counted as a terminal does.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

const std::string kMark = "\xEF\xBF\xBD";

std::string escaped(const std::string& text) { return escape_for_terminal(text, false); }
std::string one_line(const std::string& text) { return escape_for_terminal(text, true); }

}  // namespace

TEST_CASE("an escape sequence loses its escape character", "[terminal]") {
  CHECK(escaped("a\x1B[31mred\x1B[0m") == "a" + kMark + "[31mred" + kMark + "[0m");
  CHECK(escaped("\x1B]0;title\x07") == kMark + "]0;title" + kMark);
}

TEST_CASE("every control character but line break and tab is replaced", "[terminal]") {
  for (char32_t c = 0; c < 0xA0; ++c) {
    if (c >= 0x20 && c < 0x7F) continue;
    std::string text;
    append_utf8(text, c);
    CAPTURE(static_cast<unsigned>(c));
    CHECK(escaped(text) == (c == '\n' || c == '\t' ? text : kMark));
  }
}

TEST_CASE("C1 controls as bytes are bad UTF-8 and are replaced too", "[terminal]") {
  CHECK(escaped("a\x9B" "31m") == "a" + kMark + "31m");
  CHECK(escaped("a\xC2\x9B" "31m") == "a" + kMark + "31m");
}

TEST_CASE("bidirectional overrides, embeddings and isolates are replaced", "[terminal]") {
  for (char32_t c : {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}) {
    std::string text = "a";
    append_utf8(text, c);
    CAPTURE(static_cast<unsigned>(c));
    CHECK(escaped(text) == "a" + kMark);
  }
}

TEST_CASE("ordinary text of every script passes unchanged", "[terminal]") {
  const std::string text = "Boats left — “Łódź”, 東京, مرحبا, שלום, हिन्दी 😀\n\tend";
  CHECK(escaped(text) == text);
}

TEST_CASE("on one line, runs of white space become one space and none stays at the ends", "[terminal]") {
  CHECK(one_line("  boats \n\n left\t\r\nport  ") == "boats left port");
  CHECK(one_line("boats\xC2\xA0\xC2\xA0left") == "boats left");
  CHECK(one_line("\n") == "");
  CHECK(one_line("a\x1B[2J\nb") == "a" + kMark + "[2J b");
}

TEST_CASE("random bytes come out valid and without a control character", "[terminal]") {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> byte(0, 255), length(0, 80);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int n = length(random); n > 0; --n) text.push_back(static_cast<char>(byte(random)));
    for (bool line : {false, true}) {
      const std::string out = escape_for_terminal(text, line);
      bool clean = is_valid_utf8(out);
      for (std::size_t at = 0; at < out.size();) {
        const char32_t c = decode_utf8(out, at);
        clean &= !((c < 0x20 && (line || (c != '\n' && c != '\t'))) || (c >= 0x7F && c < 0xA0));
      }
      if (!clean) FAIL_CHECK("text number " << i);
    }
  }
}

TEST_CASE("a column for a letter, two for a wide one, none for a combining mark", "[terminal]") {
  CHECK(display_width("") == 0);
  CHECK(display_width("boat") == 4);
  CHECK(display_width("Łódź") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("한국") == 4);
  CHECK(display_width("Ａ") == 2);
  CHECK(display_width("ｱ") == 1);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("a\xE2\x80\x8D" "b") == 2);
}

TEST_CASE("a cut leaves at most the columns there are", "[terminal]") {
  CHECK(cut_to_width("boats", 3) == "boa");
  CHECK(cut_to_width("boats", 5) == "boats");
  CHECK(cut_to_width("boats", 0) == "");
  CHECK(cut_to_width("東京", 3) == "東");
  CHECK(cut_to_width("東京", 4) == "東京");
  CHECK(cut_to_width("a😀b", 2) == "a");
}

TEST_CASE("a combining mark stays with its letter when cut", "[terminal]") { CHECK(cut_to_width("e\xCC\x81tude", 1) == "e\xCC\x81"); }

}  // namespace dateline
