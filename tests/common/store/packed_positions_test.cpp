#include "common/store/packed_positions.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/error.h"

namespace dateline {

TEST_CASE("packed positions say what was packed, however many terms there are", "[packed_positions]") {
  std::mt19937 random(11);
  const auto below = [&](std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); };
  PositionPacker packer;
  for (const std::size_t count : {1U, 2U, 3U, 4U, 5U, 7U, 10U, 30U, 100U, 200U, 213U, 214U, 1000U, 5000U, 40000U}) {
    for (int round = 0; round < (count > 1000 ? 2 : 20); ++round) {
      std::vector<std::string> words;
      for (std::size_t i = 0; i < count; ++i) words.push_back("w" + std::to_string(i * 7919 + static_cast<std::size_t>(round) * 104729));
      const std::vector<std::string_view> terms(words.begin(), words.end());
      std::vector<std::uint64_t> hashes;
      for (const std::string_view term : terms) hashes.push_back(packed_term_hash(term, 0));
      std::vector<PositionPacker::Place> places;
      std::map<std::uint32_t, std::vector<std::uint32_t>> expected;  // by term
      std::uint32_t position = 0;
      for (std::size_t i = 0; i < 2 * count; ++i) {
        // Every term somewhere; at times several at one position, or a gap.
        const auto term = static_cast<std::uint32_t>(i < count ? i : below(count));
        if (i == 0 || !below(10) || places.back().term >= term) position += static_cast<std::uint32_t>(below(8) ? 1 : 1 + below(130));
        places.push_back({position, term});
        expected[term].push_back(position);
      }
      const std::string value = packer.pack(terms, hashes, places, 17);
      const PackedPositions packed(value);
      CHECK(packed.title_positions() == 17);
      std::map<std::uint32_t, std::vector<std::uint32_t>> found;  // by code
      packed.each([&](std::uint32_t code, std::uint32_t at) { found[code].push_back(at); });
      bool same = found.size() == expected.size();
      for (const auto& [term, at] : expected) same &= found[packed.code(packed_term_hash(terms[term], packed.seed()))] == at;
      CHECK(same);
    }
  }
  CHECK(packer.pack({}, {}, {}, 0).empty());
}

TEST_CASE("a damaged value of positions is an error or some positions, and never a crash", "[packed_positions]") {
  PositionPacker packer;
  const std::string value = packer.pack({"a", "b", "c"}, {packed_term_hash("a", 0), packed_term_hash("b", 0), packed_term_hash("c", 0)}, {{1, 0}, {2, 1}, {60, 2}, {60, 1}}, 2);
  std::mt19937 random(5);
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = value.substr(0, random() % (value.size() + 1));
    for (std::size_t changes = random() % 3; changes-- && !bytes.empty();) bytes[random() % bytes.size()] = static_cast<char>(random());
    try {
      const PackedPositions packed(bytes);
      std::size_t places = 0;
      packed.each([&](std::uint32_t code, std::uint32_t) { places += code < packed.codes(); });
      CHECK(places <= bytes.size());
      CHECK(packed.code(packed_term_hash("a", packed.seed())) < packed.codes());
    } catch (const Error&) {
      ++refused;
    }
  }
  CHECK(refused > 100);
}

}  // namespace dateline
