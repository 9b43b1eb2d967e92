// Text as scrapers leave it: title, byline, date, body, and what stood around them on the page.
#pragma once

#include <string_view>

#include "common/article.h"

namespace dateline {

// `text` is UTF-8. Nothing is invented: what the text does not say stays empty.
Article article_from_text(std::string_view text);

}  // namespace dateline
