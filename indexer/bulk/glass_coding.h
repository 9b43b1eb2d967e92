// How Xapian 1.4's glass backend packs numbers, strings and positions into keys and tags. Worked out from its published sources; held by tests against databases that Xapian itself writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::glass {

// Each appends to `out`.

void put_uint(std::string& out, std::uint64_t number);       // 7 bits a byte, the lowest first
void put_uint_last(std::string& out, std::uint64_t number);  // little-endian bytes to the end of the string; 0 is none
void put_uint_sort(std::string& out, std::uint32_t number);  // for keys: sorts like the number
void put_fixed4(std::string& out, std::uint32_t number);     // big-endian
void put_string(std::string& out, std::string_view text);    // its length first
// For keys: sorts like the text. The open form ends the key.
void put_open_string_sort(std::string& out, std::string_view text);
void put_string_sort(std::string& out, std::string_view text);
// Rising, without repeats, from 1 on, at least one. Interpolative coding (Moffat and Stuiver, 2000), the bits from the lowest up.
void put_positions(std::string& out, const std::uint32_t* positions, std::size_t count);

}  // namespace dateline::glass
