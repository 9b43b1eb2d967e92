// Hashes of the recogniser: of words, and of features, which are known by nothing but their hash (feature hashing: Weinberger et al., ICML 2009, with a
// 32-bit fingerprint kept so that strangers are told apart). Part of the models' format: a change here needs new models.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace dateline {

inline std::uint64_t hash_text(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

// The finaliser of MurmurHash3.
inline std::uint64_t mix(std::uint64_t h) {
  h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDULL;
  h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53ULL;
  return h ^ h >> 33;
}

// A feature: what is said (`kind`, one number for each template) and of which value.
inline std::uint64_t hash_feature(std::uint32_t kind, std::uint64_t value) { return mix(value + kind * 0x9E3779B97F4A7C15ULL); }

}  // namespace dateline
