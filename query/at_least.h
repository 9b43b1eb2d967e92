// At least so many of several conditions, exactly.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

namespace dateline {

// Articles that match at least `least` (>= 1) of `conditions`; each scores what `scored` gives it. Xapian has no such operator: it is spelled out by halves (i of the first half and the rest of the second, for
// each i). Error{usage} where that would be longer than kMostSpelledOut.
inline constexpr std::size_t kMostSpelledOut = 20'000;  // conditions
Xapian::Query at_least(std::size_t least, const std::vector<Xapian::Query>& conditions, const Xapian::Query& scored);

}  // namespace dateline
