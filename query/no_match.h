// To Xapian a query that matches nothing is an empty one. Here an empty one is what says nothing (punctuation alone) and is passed over; a condition that no article can meet
// is another thing.
#pragma once

#include <xapian.h>

namespace dateline {

// A term that no article has.
inline Xapian::Query no_match() { return Xapian::Query("\x01"); }

}  // namespace dateline
