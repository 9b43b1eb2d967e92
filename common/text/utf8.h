// UTF-8: decoding, validation, repair, and counting code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

inline constexpr char32_t kReplacement = 0xFFFD;

// Decodes the code point at `at` and moves `at` past it. A malformed sequence gives kReplacement and moves one byte
// (so that no input is skipped). Overlong forms, surrogates and values past U+10FFFF are malformed. `at` must be < text.size().
inline char32_t decode_utf8(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);

bool is_valid_utf8(std::string_view text);
// Malformed bytes replaced by U+FFFD (one for a maximal subpart, Unicode 15 section 3.9), NUL bytes dropped.
std::string repair_utf8(std::string_view text);
// Number of code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);
// Places in valid UTF-8, given in code points, as bytes: the end of the text for one past it. Asked for in rising order; linear over all.
class ByteOffsets {
 public:
  explicit ByteOffsets(std::string_view text) : text_(text) {}
  std::size_t of(std::size_t code_point);

 private:
  std::string_view text_;
  std::size_t bytes_ = 0, code_points_ = 0;
};
// The longest prefix of at most `max_bytes` that does not cut a code point.
std::string_view cut_utf8(std::string_view text, std::size_t max_bytes);

char32_t decode_long_utf8(std::string_view text, std::size_t& at);  // the same of what is not ASCII

inline char32_t decode_utf8(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return decode_long_utf8(text, at);
  ++at;
  return byte;
}

}  // namespace dateline
