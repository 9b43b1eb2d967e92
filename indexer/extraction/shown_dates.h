// The dates that a reader of a page sees: around the headline, in bylines, in <time>, in the dateline of the text.
#pragma once

#include <cstddef>

#include "indexer/extraction/page_lines.h"
#include "indexer/extraction/publication_date.h"

namespace dateline {

// How many dates such as 14/3/2024 and 3/14/2024 the page holds.
struct WrittenOrder {
  std::size_t day_first = 0, month_first = 0;
};

// Enters them as candidates.
WrittenOrder add_shown_dates(const PageLines& lines, DateLedger& ledger);

}  // namespace dateline
