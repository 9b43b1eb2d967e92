// The text of a page's article: the element that holds it found by scores, its paragraphs taken.
#pragma once

#include <string>
#include <string_view>

#include "indexer/extraction/html_tree.h"

namespace dateline {

// Paragraphs separated by "\n\n". `title` repeated at the top is left out. Empty when the page holds no text.
std::string html_body(const GumboNode& root, std::string_view title);
// All text of a fragment, nothing left out: what Markdown renders to.
std::string html_text(const GumboNode& root);

}  // namespace dateline
