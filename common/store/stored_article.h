// The article as kept in a document's data: whole, so that snippets, export and re-analysis need nothing else.
#pragma once

#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

std::string encode_article(const Article& article);
// Error{database} when the bytes are no stored article.
Article decode_article(std::string_view bytes);

}  // namespace dateline
