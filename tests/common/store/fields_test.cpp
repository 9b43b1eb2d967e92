// The plain binary form of records: fields written are fields read, and damage is told.
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/store/fields.h"

namespace dateline {
namespace {

void read_all(const std::string& bytes) {
  for (FieldReader fields(bytes); fields.next();) {
  }
}

void check_refused(const std::string& bytes) {
  try {
    read_all(bytes);
    FAIL_CHECK("was taken");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::database);
  }
}

}  // namespace

TEST_CASE("fields are read in the order in which they were written", "[fields]") {
  std::string bytes;
  append_field(bytes, 1, std::string_view("boats"));
  append_field(bytes, 200, std::string_view(""));
  append_field(bytes, 3, std::uint64_t{300});
  append_field(bytes, 1, std::string_view("a\0b", 3));
  FieldReader fields(bytes);
  REQUIRE(fields.next());
  CHECK(fields.tag() == 1);
  CHECK(fields.bytes() == "boats");
  REQUIRE(fields.next());
  CHECK(fields.tag() == 200);
  CHECK(fields.text().empty());
  REQUIRE(fields.next());
  CHECK(fields.number() == 300);
  REQUIRE(fields.next());
  CHECK(fields.text() == std::string("a\0b", 3));
  CHECK_FALSE(fields.next());
  CHECK_FALSE(fields.next());
}

TEST_CASE("numbers of every length come back", "[fields]") {
  std::vector<std::uint64_t> numbers{0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX - 1, UINT64_MAX};
  for (int bit = 0; bit < 64; ++bit) numbers.push_back(std::uint64_t{1} << bit);
  for (std::uint64_t number : numbers) {
    std::string bytes;
    append_field(bytes, 7, number);
    FieldReader fields(bytes);
    REQUIRE(fields.next());
    CHECK(fields.number() == number);
  }
}

TEST_CASE("a number takes a byte for every seven bits", "[fields]") {
  const auto size = [](std::uint64_t number) {
    std::string bytes;
    append_varint(bytes, number);
    return bytes.size();
  };
  CHECK(size(0) == 1);
  CHECK(size(127) == 1);
  CHECK(size(128) == 2);
  CHECK(size(UINT64_MAX) == 10);
}

TEST_CASE("a field longer than 127 bytes comes back whole", "[fields]") {
  const std::string long_text(100'000, 'x');
  std::string bytes;
  append_field(bytes, 1, std::string_view(long_text));
  append_field(bytes, 2, std::string_view("after"));
  FieldReader fields(bytes);
  REQUIRE(fields.next());
  CHECK(fields.bytes() == long_text);
  REQUIRE(fields.next());
  CHECK(fields.bytes() == "after");
}

TEST_CASE("bytes cut within a field are refused wherever the cut is", "[fields]") {
  std::string bytes;
  append_field(bytes, 1, std::string_view(std::string(200, 'x')));
  for (std::size_t size = 1; size < bytes.size(); ++size) check_refused(bytes.substr(0, size));
  CHECK_NOTHROW(read_all(bytes));
  CHECK_NOTHROW(read_all(""));
}

TEST_CASE("a length that never ends, or is past the end, is refused", "[fields]") {
  check_refused("\x01" + std::string(11, '\xFF'));
  check_refused("\x01\xFF\xFF\xFF\xFF\x0F" "boats");
}

TEST_CASE("a field that is no number is refused as one", "[fields]") {
  for (const std::string& text : {std::string(), std::string("\x01\x01"), std::string("\x80"), std::string(11, '\xFF')}) {
    std::string bytes;
    append_field(bytes, 1, std::string_view(text));
    FieldReader fields(bytes);
    REQUIRE(fields.next());
    CHECK_THROWS_AS(fields.number(), Error);
  }
}

}  // namespace dateline
