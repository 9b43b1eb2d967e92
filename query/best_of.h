// The best of several ways to score.
#pragma once

#include <xapian.h>

#include <vector>

namespace dateline {

// Matches where any does; scores as the best of them (OP_MAX). Xapian 1.4.22 may ask an OP_MAX that has come to its end once more for its highest weight, and looks at what is
// gone: here it is never driven to its end (docs/decisions/several-databases.md).
Xapian::Query best_of(const std::vector<Xapian::Query>& ways);

}  // namespace dateline
