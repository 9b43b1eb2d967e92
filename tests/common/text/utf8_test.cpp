// UTF-8 read, written, repaired and cut.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/text/utf8.h"

namespace dateline {
namespace {

// Code points, a bad byte as U+FFFD.
std::u32string decoded(const std::string& text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out.push_back(decode_utf8(text, at));
  return out;
}

std::string encoded(char32_t code_point) {
  std::string out;
  append_utf8(out, code_point);
  return out;
}

// Malformed in one way each: a lone continuation, overlong forms, surrogates, past U+10FFFF, never used, cut short.
const std::vector<std::string> kMalformed = {"\x80",         "\xBF",         "\xC0\x80", "\xC1\xBF",     "\xE0\x80\x80",     "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
                                             "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",         "\xFE",
                                             "\xC3",         "\xE4\xB8",     "\xF0\x9F\x98", "\xC3("};

}  // namespace

TEST_CASE("every code point comes back as it was written", "[utf8]") {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x900 ? 1 : 251) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string bytes = encoded(c);
    std::size_t at = 0;
    if (decode_utf8(bytes, at) == c && at == bytes.size() && is_valid_utf8(bytes)) continue;
    FAIL_CHECK("U+" << std::hex << static_cast<unsigned>(c));
  }
}

TEST_CASE("code points have the lengths that the standard gives them", "[utf8]") {
  CHECK(encoded(0x7F) == "\x7F");
  CHECK(encoded(0x80) == "\xC2\x80");
  CHECK(encoded(0x7FF) == "\xDF\xBF");
  CHECK(encoded(0x800) == "\xE0\xA0\x80");
  CHECK(encoded(0xFFFF) == "\xEF\xBF\xBF");
  CHECK(encoded(0x10000) == "\xF0\x90\x80\x80");
  CHECK(encoded(0x10FFFF) == "\xF4\x8F\xBF\xBF");
}

TEST_CASE("what is no code point is written as the replacement character", "[utf8]") {
  CHECK(encoded(0xD800) == "\xEF\xBF\xBD");
  CHECK(encoded(0xDFFF) == "\xEF\xBF\xBD");
  CHECK(encoded(0x110000) == "\xEF\xBF\xBD");
}

TEST_CASE("malformed bytes are not valid, and are read as one replacement a byte", "[utf8]") {
  for (const std::string& bad : kMalformed) {
    CAPTURE(bad);
    CHECK_FALSE(is_valid_utf8(bad));
    CHECK_FALSE(is_valid_utf8("boat " + bad + " rain"));
    CHECK(decoded(bad + "b").front() == kReplacement);
    CHECK(decoded(bad + "b").back() == U'b');
  }
  CHECK(decoded("a\xE4\xB8" "b") == std::u32string{U'a', kReplacement, kReplacement, U'b'});
}

TEST_CASE("well-formed text is valid", "[utf8]") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("boat"));
  CHECK(is_valid_utf8(std::string("a\0b", 3)));
  CHECK(is_valid_utf8("Łódź 東京 😀 \xEF\xBF\xBF"));
}

TEST_CASE("repair gives one replacement for a sequence cut short and one for every other bad byte", "[utf8]") {
  const std::string mark = "\xEF\xBF\xBD";
  CHECK(repair_utf8("a\xE4\xB8") == "a" + mark);
  CHECK(repair_utf8("a\xF0\x9F\x98z") == "a" + mark + "z");
  CHECK(repair_utf8("\xFF\xFE") == mark + mark);
  CHECK(repair_utf8("\xC0\xAF") == mark + mark);
  CHECK(repair_utf8("\xED\xA0\x80") == mark + mark + mark);
  CHECK(repair_utf8("\xC3(") == mark + "(");
}

TEST_CASE("repair leaves good text alone and drops NUL bytes", "[utf8]") {
  CHECK(repair_utf8("Łódź 東京 😀\n") == "Łódź 東京 😀\n");
  CHECK(repair_utf8(std::string("a\0\0b\0", 5)) == "ab");
}

TEST_CASE("repaired random bytes are valid, and repairing again changes nothing", "[utf8]") {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> byte(0, 255), length(0, 60);
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (int n = length(random); n > 0; --n) text.push_back(static_cast<char>(byte(random)));
    const std::string repaired = repair_utf8(text);
    if (is_valid_utf8(repaired) && repair_utf8(repaired) == repaired && (!is_valid_utf8(text) || text.find('\0') != text.npos || repaired == text)) continue;
    FAIL_CHECK("text number " << i);
  }
}

TEST_CASE("code points are counted, not bytes", "[utf8]") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("boat") == 4);
  CHECK(count_code_points("Łódź") == 4);
  CHECK(count_code_points("東京😀") == 3);
}

TEST_CASE("a cut never goes through a code point", "[utf8]") {
  const std::string text = "aé東😀z";  // 1, 2, 3, 4 and 1 bytes
  const std::vector<std::string> prefixes = {"", "a", "a", "aé", "aé", "aé", "aé東", "aé東", "aé東", "aé東", "aé東😀", "aé東😀z", "aé東😀z"};
  for (std::size_t bytes = 0; bytes < prefixes.size(); ++bytes) {
    CAPTURE(bytes);
    CHECK(cut_utf8(text, bytes) == prefixes[bytes]);
  }
}

TEST_CASE("places in code points are found as bytes, and the end for those past it") {
  ByteOffsets bytes("aé東x");
  CHECK(bytes.of(0) == 0);
  CHECK(bytes.of(1) == 1);
  CHECK(bytes.of(2) == 3);
  CHECK(bytes.of(2) == 3);
  CHECK(bytes.of(4) == 7);
  CHECK(bytes.of(900) == 7);
}

}  // namespace dateline
