// How far two words are apart, for "did you mean".
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

// Optimal string alignment: bytes put in, taken out, replaced, or swapped with their neighbour.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace dateline
