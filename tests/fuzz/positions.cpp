// Packed positions: damaged values, and values that were packed just now, which give back what went in. The first byte chooses.
#include "common/store/packed_positions.h"

#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "tests/fuzz/held_memory.h"

using namespace dateline;

namespace {

void unpack(std::string_view value) {
  const HeldMemory held;
  try {
    const PackedPositions positions(value);
    std::uint64_t sum = 0;
    positions.each([&](std::uint32_t code, std::uint32_t position) { sum += code + position; });
    const std::uint32_t code = positions.code(packed_term_hash("harbour", positions.seed()));
    must(code < positions.codes(), "a code is below their number");
    positions.each_of(code, [&](std::uint32_t position) { sum += position; });
  } catch (const Error&) {  // damaged
  }
  must(held.most() <= 1024, "positions are read where they lie");
}

// Two bytes make a place: how far it is from the one before, and its term. Every term has its first place in the order of their numbers.
void pack(std::string_view input) {
  std::vector<std::string> names;
  std::vector<PositionPacker::Place> places;
  std::uint32_t position = 0;
  for (; input.size() >= 2; input.remove_prefix(2)) {
    const auto step = static_cast<unsigned char>(input[0]), term = static_cast<unsigned char>(input[1]);
    position += step < 200 ? 1 : 1u << (step - 200) % 16;
    const std::size_t number = term % 2 ? names.size() : term % (names.size() + 1);
    if (number == names.size()) names.push_back("term" + std::to_string(number));
    places.push_back({position, static_cast<std::uint32_t>(number)});
  }
  std::vector<std::uint64_t> hashes;
  for (const std::string& name : names) hashes.push_back(packed_term_hash(name, 0));
  const std::string packed = PositionPacker().pack({names.begin(), names.end()}, hashes, places, position / 2);
  if (places.empty()) return must(packed.empty(), "no places are no bytes");
  const PackedPositions positions(packed);
  must(positions.title_positions() == position / 2, "the title is as long as it was");
  for (std::size_t term = 0; term < names.size(); ++term) {
    std::vector<std::uint32_t> wanted, got;
    for (const auto& place : places)
      if (place.term == term) wanted.push_back(place.position);
    positions.each_of(positions.code(packed_term_hash(names[term], positions.seed())), [&](std::uint32_t at) { got.push_back(at); });
    must(got == wanted, "a term stands where it stood");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [way, input] = choose(as_text(data, size), 2);
  way ? pack(input) : unpack(input);
  return 0;
}
