// How Xapian 1.4's glass backend packs numbers, strings and positions into keys and tags. Worked out from its published sources; held by tests against databases that Xapian itself writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/store/fields.h"

namespace dateline::glass {

// Each appends to `out`.

inline void put_uint(std::string& out, std::uint64_t number) { append_varint(out, number); }
void put_uint_last(std::string& out, std::uint64_t number);  // little-endian bytes to the end of the string; 0 is none
void put_uint_sort(std::string& out, std::uint32_t number);  // for keys: sorts like the number
void put_fixed4(std::string& out, std::uint32_t number);     // big-endian
void put_string(std::string& out, std::string_view text);    // its length first
// For keys: sorts like the text. The open form ends the key.
void put_open_string_sort(std::string& out, std::string_view text);
void put_string_sort(std::string& out, std::string_view text);
// Rising, without repeats, from 1 on, at least one. Interpolative coding (Moffat and Stuiver, 2000), the bits from the lowest up.
void put_positions(std::string& out, const std::uint32_t* positions, std::size_t count);

// The numbers of put_uint where the bytes are our own and there is room for them.

inline std::size_t uint_bytes(std::uint64_t number) {
  std::size_t bytes = 1;
  for (; number >= 0x80; number >>= 7) ++bytes;
  return bytes;
}

// Returns where it ends.
inline char* put_uint(char* at, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) *at++ = static_cast<char>(number | 0x80);
  *at++ = static_cast<char>(number);
  return at;
}

// Moves `at` past it.
inline std::uint64_t get_uint(const char*& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return number;
  }
}

// As put_string puts it.
inline std::string_view get_string(const char*& at) {
  const std::size_t size = get_uint(at);
  const char* begin = at;
  at += size;
  return {begin, size};
}

}  // namespace dateline::glass
