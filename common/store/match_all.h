// The query that every article matches. Xapian's own, Query::MatchAll, is one object that counts who uses it without a lock: threads that search at the same time, each with its own database, destroy it under each other.
#pragma once

#include <xapian.h>

#include <string>

namespace dateline {

inline Xapian::Query match_all() { return Xapian::Query(std::string()); }

}  // namespace dateline
