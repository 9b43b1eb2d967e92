// How much is gathered before it is written.
#pragma once

#include <cstdint>

namespace dateline {

// Bytes that a build may gather before it writes them down, when nobody says otherwise, and the least that can be said.
inline constexpr std::uint64_t kBuildMemory = std::uint64_t{400} << 20;
inline constexpr std::uint64_t kLeastBuildMemory = std::uint64_t{32} << 20;
inline constexpr std::uint64_t kLeastShardMemory = std::uint64_t{4} << 20;  // of each, when several are filled
// Bytes of text written to a database with articles after which, if it is also a twentieth of the database's bytes, the rest of a run is gathered: then a copy of the database with a
// segment is quicker.
inline constexpr std::uint64_t kMuchText = 4 << 20;

}  // namespace dateline
