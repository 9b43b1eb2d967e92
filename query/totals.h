// How many articles matched, and how many families of near-duplicates they are, as far as the engine counted them.
#pragma once

#include <xapian.h>

#include <cstdint>

#include "query/result.h"

namespace dateline {

Total total_of(const Xapian::MSet& mset);
// When near-duplicates are folded: `seen` were looked at, at least `check_at_least` where there are so many.
Total total_of(const Xapian::MSet& folded, std::uint64_t seen, Xapian::doccount check_at_least);
// Of the articles that were looked at each family counts once; the share is taken for that of all.
Total families_of(const Total& articles, const Xapian::ValueCountMatchSpy& families);

}  // namespace dateline
