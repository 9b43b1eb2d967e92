// What the tokeniser needs to know of a code point: its class, its case, its width, its folded form. From tables generated at build time
// (tables/generate_unicode_tables.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace dateline {

enum class CharClass : std::uint8_t {
  other,       // separates words
  letter,
  digit,       // decimal digits and subscripts
  mark,        // stays within a word
  bigram,      // scripts written without spaces: Han, kana, Hangul, Thai and their neighbours
  ignorable,   // soft hyphen, joiners, direction marks: as if it were not there
  apostrophe,
  hyphen,
};

// Packed as in the tables: class 0-3, upper case 4, lower case 5, width 6-7, index of the folded form 8-.
class CharInfo {
 public:
  explicit constexpr CharInfo(std::uint32_t bits) : bits_(bits) {}
  CharClass char_class() const { return static_cast<CharClass>(bits_ & 15); }
  bool upper() const { return bits_ & 16; }
  bool lower() const { return bits_ & 32; }
  unsigned width() const { return bits_ >> 6 & 3; }
  bool folds() const { return bits_ >> 8; }
  std::string_view folded() const;  // when it folds; may be empty

 private:
  std::uint32_t bits_;
};

extern const std::array<CharInfo, 128> kAsciiInfo;
CharInfo info_beyond_ascii(char32_t code_point);
inline CharInfo char_info(char32_t code_point) { return code_point < kAsciiInfo.size() ? kAsciiInfo[code_point] : info_beyond_ascii(code_point); }

}  // namespace dateline
