// Pages: one way to an article, whether the page lies in a file, in a crawl or in a mail.
#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/readers/record_reader.h"

namespace dateline {

inline constexpr std::size_t kLargestPage = std::size_t{32} << 20;  // bytes

// `charset` is what was said of the page from outside (an HTTP header); empty: the page may say.
ParsedRecord article_from_page(std::string_view page, const ParseContext& context, std::string_view charset = {});

}  // namespace dateline
