// A date ledger for people and for programs: what extract --explain-date prints.
#pragma once

#include <iosfwd>
#include <string>

#include "common/article.h"
#include "indexer/extraction/publication_date.h"

namespace dateline {

// The article's id, what was decided, and a line for each candidate; strings are escaped for the terminal.
void print_ledger(const Article& article, const DateLedger& ledger, std::ostream& out);

// The article's line of NDJSON with one more key, `published_evidence`: a list of {date, precision, role, from, detail, text, confidence} with `chosen` (true)
// or `set_aside` (why).
std::string explained_json(const Article& article, const DateLedger& ledger);

}  // namespace dateline
