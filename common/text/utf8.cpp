#include "common/text/utf8.h"

#include <cstdint>

namespace dateline {
namespace {

bool continues(std::string_view text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; }

// Length of the well-formed sequence at `at`, or 0; `bad` is then the length of the maximal subpart (at least 1).
std::size_t well_formed(std::string_view text, std::size_t at, std::size_t& bad) {
  const auto lead = static_cast<unsigned char>(text[at]);
  bad = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // The second byte's range keeps out overlong forms, surrogates and what is past U+10FFFF (Unicode 15, table 3-7).
  unsigned low = 0x80, high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (at + 1 >= text.size()) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  if (second < low || second > high) return 0;
  for (bad = 2; bad < length; ++bad)
    if (!continues(text, at + bad)) return 0;
  return length;
}

}  // namespace

char32_t decode_long_utf8(std::string_view text, std::size_t& at) {
  std::size_t bad = 0;
  const std::size_t length = well_formed(text, at, bad);
  if (length == 0) {
    ++at;
    return kReplacement;
  }
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  char32_t value = byte(0);
  if (length == 2) value = (value & 0x1F) << 6 | (byte(1) & 0x3F);
  if (length == 3) value = (value & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  if (length == 4) value = (value & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  at += length;
  return value;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  std::size_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = well_formed(text, at, bad);
    if (!length) return false;
    at += length;
  }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t bad = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = well_formed(text, at, bad);
    if (!length) {
      append_utf8(out, kReplacement);
      at += bad;
      continue;
    }
    if (text[at] != '\0') out.append(text.substr(at, length));
    at += length;
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::size_t ByteOffsets::of(std::size_t code_point) {
  for (; code_points_ < code_point && bytes_ < text_.size(); ++code_points_) decode_utf8(text_, bytes_);
  return bytes_;
}

std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && continues(text, max_bytes)) --max_bytes;
  return text.substr(0, max_bytes);
}

}  // namespace dateline
