// What a page says of its article: in JSON-LD, meta elements, links, <time> and by its marked-up byline.
#pragma once

#include <string>

#include "common/article.h"
#include "indexer/extraction/html_tree.h"

namespace dateline {

// Everything but the body and the dates (html_dates.h). The address is the canonical one where the page names it.
Article html_metadata(const GumboNode& root);

}  // namespace dateline
