// The text of a whole page, menus and all, as a scraper that knows no markup leaves it: which of its lines are the article's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The title (when one is found), the lines that say by whom and when, and those of the text, without runs of links. Nothing when little stands around the text:
// then it is no page. The article is the run of lines with the highest sum, where sentences count for it and stray words against it (maximum subsequence
// segmentation: Pasternack and Roth 2009); the title is the line above it that shares most words with it and stands first.
struct PageText {
  std::string title;  // empty: none found
  std::vector<std::string> head, lines;
};
std::optional<PageText> read_page_text(std::string_view plain);

}  // namespace dateline
