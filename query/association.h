// How much two events that happen together belong together.
#pragma once

#include <cstdint>

namespace dateline {

// Log-likelihood ratio (G squared) of the two being independent; Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics
// 19(1), 1993. Of `all` cases `one` have the first, `other` the second, `both` the two. 0 where they are together no more often than chance has it; what is
// in nearly all cases gets little, however frequent. Counts that make no sense give 0.
double log_likelihood_ratio(std::uint64_t both, std::uint64_t one, std::uint64_t other, std::uint64_t all);

}  // namespace dateline
