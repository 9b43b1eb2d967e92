// Words as numbers: each word has one, whatever its hash.
#include "common/text/vocabulary.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dateline {
namespace {

TEST_CASE("words that differ in one byte are told apart, even where their hashes are one", "[vocabulary]") {
  Vocabulary vocabulary;
  std::vector<std::string> words{""};
  for (const std::size_t size : {1U, 2U, 7U, 8U, 9U, 15U, 16U, 17U, 40U}) {
    words.emplace_back(size, 'x');
    for (std::size_t at = 0; at < size; ++at) {
      words.emplace_back(size, 'x');
      words.back()[at] = 'y';
    }
  }
  constexpr std::uint64_t kHash = 0x123456789ABCDEF0;
  for (std::size_t i = 0; i < words.size(); ++i) CHECK(vocabulary.intern(words[i], kHash) == i);
  for (std::size_t i = 0; i < words.size(); ++i) {
    CHECK(vocabulary.intern(words[i], kHash) == i);
    CHECK(vocabulary.word(static_cast<std::uint32_t>(i)) == words[i]);
  }
  CHECK(vocabulary.size() == words.size());
}

TEST_CASE("words keep their numbers while more come, and are sorted by their bytes", "[vocabulary]") {
  Vocabulary vocabulary;
  for (std::uint32_t i = 0; i < 50'000; ++i) REQUIRE(vocabulary.intern("w" + std::to_string(i * 7919 % 50'000)) == i);
  for (std::uint32_t i = 0; i < 50'000; i += 997) CHECK(vocabulary.intern("w" + std::to_string(i * 7919 % 50'000)) == i);
  const std::vector<std::uint32_t> sorted = vocabulary.sorted();
  REQUIRE(sorted.size() == vocabulary.size());
  for (std::size_t i = 1; i < sorted.size(); ++i) REQUIRE(vocabulary.word(sorted[i - 1]) < vocabulary.word(sorted[i]));
}

}  // namespace
}  // namespace dateline
