// What a page says of its article's date: JSON-LD and other scripts, meta elements, microdata, <time>, and what a reader sees around the headline.
#pragma once

#include <string_view>

#include "indexer/extraction/html_tree.h"
#include "indexer/extraction/publication_date.h"

namespace dateline {

struct PageDates {
  DateLedger ledger;                // candidates, not yet judged; the address is not among them
  std::optional<bool> month_first;  // how the page's region writes 3/4/2024, by its language and its other dates
};

// `address`: of the page, where it is known; its domain may say how dates are written there.
PageDates html_dates(const GumboNode& root, std::string_view address);

}  // namespace dateline
