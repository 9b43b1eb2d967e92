// Lines for a terminal: text with marked parts, wrapped by display width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

using Style = std::uint8_t;  // of a mark: a number of the caller's; 0 is none
inline constexpr Style kPlain = 0;

// Bytes [begin, end) of a text, and how they are shown.
struct Mark {
  std::size_t begin, end;
  Style style;
  friend bool operator==(const Mark&, const Mark&) = default;
};

// A piece of escaped text in one style.
struct Span {
  std::string text;
  Style style = kPlain;
};
using StyledLine = std::vector<Span>;

// Text from an article, on one line, escaped; `marks` are rising and disjoint (others are ignored).
StyledLine styled(std::string_view text, const std::vector<Mark>& marks = {});
// Byte ranges as marks of one style.
std::vector<Mark> marks_at(const std::vector<std::pair<std::size_t, std::size_t>>& ranges, Style style);
// A text that holds right-to-left letters is set apart from what stands beside it on its line, in the direction it begins with: between the isolates U+2066 or U+2067 and
// U+2069 (UAX #9), of no width. Any other is left as it is.
StyledLine isolated(StyledLine text);
// The same of a text that is escaped already.
std::string isolated(const std::string& escaped);
// Lines of at most `width` columns, each with its isolates closed, broken at white space, and inside a word only when it is wider than a line. No line ends in a space.
std::vector<StyledLine> wrap(const StyledLine& text, std::size_t width);
// The first six of them, and an ellipsis on a line of its own where there are more: what stands in a list of articles may be of any length.
std::vector<StyledLine> wrap_beginning(const StyledLine& text, std::size_t width);
// The marked parts, of whatever style, between `on` and `off`.
std::string rendered(const StyledLine& line, const std::string& on, const std::string& off);
// Each between what switches its style on, on[style - 1], and `off`.
std::string rendered(const StyledLine& line, const std::vector<std::string>& on, const std::string& off);

// Filled with spaces on the right, or the left, to `width` columns.
std::string padded_right(const std::string& text, std::size_t width);
std::string padded_left(const std::string& text, std::size_t width);

}  // namespace dateline
