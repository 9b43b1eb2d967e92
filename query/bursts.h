// When something was news: periods whose share of matching articles stands out against the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

struct Batch {
  std::uint64_t hits = 0;
  std::uint64_t articles = 0;  // all of the period, the hits among them (fewer than hits counts as hits)
};

// Batches [first, last], both with hits.
struct Burst {
  std::size_t first = 0, last = 0;
  double weight = 0;  // how much better the raised rate explains them than the usual one (difference in log likelihood); above 0
};

// The batches as a stream, after Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002, section 4 (batched arrivals): a period's articles match with a
// probability that belongs to a state, the lowest being the rate over all batches and each higher one twice the odds of that below; going up a state costs ln n; the cheapest sequence of
// states is found by Viterbi. Where Kleinberg multiplies the rate, we do the odds, so that a rate of nine tenths has states above it.
// Of nested bursts the innermost are told, the weightiest first: none of fewer than kFewestInBurst hits, none whose hits
// a chi-square of kLeastSurprise (log-likelihood ratio, p = 0.001) does not tell from the rest.
inline constexpr std::uint64_t kFewestInBurst = 5;
inline constexpr double kLeastSurprise = 10.83;
std::vector<Burst> find_bursts(const std::vector<Batch>& batches);

}  // namespace dateline
