// A way round a fault of Xapian 1.4.22. Where no weight is asked for, it takes the list of all articles for that of a term that all of them have, but reads it on under the term's name: when the list is in several
// chunks (from some 700 articles, before some were removed) and an article has been removed, the search ends with "Unexpected end of posting list". So all articles are asked for as what they are.
#pragma once

#include <xapian.h>

#include "common/store/database.h"

namespace dateline {

// What matches and scores the same. `weighted`: ranked by weights that look at how often a term stands in an article; else by none (BoolWeight). For one database.
Xapian::Query without_whole_lists(const Xapian::Query& query, const Xapian::Database& database, bool weighted);
// The same for several: what all articles of one of them have is read by a source of our own. Where one of them is remote, which knows no such source, the query comes back as it is.
Xapian::Query without_whole_lists(const Xapian::Query& query, Database& database, bool weighted);

}  // namespace dateline
