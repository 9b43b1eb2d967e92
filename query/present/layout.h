// Lines for a terminal: text with marked parts, wrapped by display width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// A piece of escaped text, marked or not.
struct Span {
  std::string text;
  bool marked = false;
};
using StyledLine = std::vector<Span>;

// Text from an article, on one line, escaped; `marks` are byte ranges of it, rising and disjoint (others are ignored).
StyledLine styled(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& marks);
// Lines of at most `width` columns, broken at white space, and inside a word only when it is wider than a line. No line ends in a space.
std::vector<StyledLine> wrap(const StyledLine& text, std::size_t width);
// The marked parts between `on` and `off`.
std::string rendered(const StyledLine& line, const std::string& on, const std::string& off);

// Filled with spaces on the right, or the left, to `width` columns.
std::string padded_right(const std::string& text, std::size_t width);
std::string padded_left(const std::string& text, std::size_t width);

}  // namespace dateline
