// Which of a page's blocks are its article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extraction/html_blocks.h"

namespace dateline {

struct ArticleHints {
  std::string_view title;
  const std::vector<std::string>& authors;
  std::string_view body;  // as the page's data tells it (JSON-LD's articleBody), possibly cut short
};

// One for each block: why it is left out, or that it is kept.
enum class Verdict : std::uint8_t { kept, outside, framed, above, linked, caption, notice, byline, title, lone_heading, tail, unattested, bio, repeated };

std::vector<Verdict> judge_blocks(const PageBlocks& page, const ArticleHints& hints);

}  // namespace dateline
