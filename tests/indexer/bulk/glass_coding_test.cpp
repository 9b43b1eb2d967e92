#include "indexer/bulk/glass_coding.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dateline {
namespace {

std::string hex(const std::string& bytes) {
  std::string text;
  for (const unsigned char byte : bytes)
    for (const int digit : {byte >> 4, byte & 15}) text.push_back("0123456789abcdef"[digit]);
  return text;
}

template <typename Put, typename... Values>
std::string packed(Put put, const Values&... values) {
  std::string out;
  put(out, values...);
  return hex(out);
}

std::string positions(const std::vector<std::uint32_t>& values) {
  std::string out;
  glass::put_positions(out, values.data(), values.size());
  return hex(out);
}

TEST_CASE("numbers are packed as glass packs them") {
  CHECK(packed(glass::put_uint_last, 0U).empty());
  CHECK(packed(glass::put_uint_last, 258U) == "0201");
  CHECK(packed(glass::put_fixed4, 258U) == "00000102");
}

TEST_CASE("a number in a key is as short as its size allows") {
  const auto [number, bytes] = GENERATE(table<std::uint32_t, std::string>({{1, "0001"}, {32767, "7fff"}, {32768, "808000"}, {4194303, "bfffff"}, {4194304, "c0400000"}, {1U << 29, "e020000000"}, {~0U, "e0ffffffff"}}));
  CHECK(packed(glass::put_uint_sort, number) == bytes);
}

TEST_CASE("a string in a key has its zeros marked") {
  const std::string text("a\0b", 3);
  CHECK(packed(glass::put_open_string_sort, text) == "6100ff62");
  CHECK(packed(glass::put_string_sort, text) == "6100ff6200");
  CHECK(packed(glass::put_string, text) == "03610062");
}

TEST_CASE("positions are packed as glass packs them") {
  CHECK(positions({5}) == "05");
  CHECK(positions({1, 3}) == "0301");
  CHECK(positions({0, 2}) == "0200");
  CHECK(positions({7, 8, 9, 10}) == "0a17");
  CHECK(positions({1, 3, 4, 10, 200}) == "c8010103010b00");
}

}  // namespace
}  // namespace dateline
