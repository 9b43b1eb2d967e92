// Text as scrapers leave it: title, byline, date, body, and what stood around them on the page.
#pragma once

#include <string_view>

#include "common/article.h"
#include "indexer/extraction/publication_date.h"

namespace dateline {

// `text` is UTF-8. Nothing is invented: what the text does not say stays empty. Dates are not judged: they go to `dates`.
Article article_from_text(std::string_view text, DateLedger& dates);

}  // namespace dateline
