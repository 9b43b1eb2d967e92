// The text of a page's article: the blocks that article_blocks.h keeps.
#pragma once

#include <string>

#include "common/article.h"
#include "indexer/extraction/html_blocks.h"
#include "indexer/extraction/html_tree.h"

namespace dateline {

// Paragraphs separated by "\n\n". `told` is what html_metadata() found: its title is not repeated at the top, bios of its authors are left out, and its body, possibly
// cut short, tells which blocks are the article's, and stands in for them where the page shows none. Empty when the page holds no text.
std::string html_body(const PageBlocks& page, const Article& told);
// The text of all blocks of a fragment: what Markdown renders to.
std::string html_text(const GumboNode& root);

}  // namespace dateline
