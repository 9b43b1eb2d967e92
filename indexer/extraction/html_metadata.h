// What a page says of its article: in JSON-LD, meta elements, links, <time> and by its marked-up byline.
#pragma once

#include <string>

#include "common/article.h"
#include "indexer/extraction/html_blocks.h"
#include "indexer/extraction/html_tree.h"

namespace dateline {

// The address is the canonical one where the page names it. The body is the one that JSON-LD gives, which may be cut short: a witness for html_body().
Article html_metadata(const GumboNode& root, const PageBlocks& page);

}  // namespace dateline
