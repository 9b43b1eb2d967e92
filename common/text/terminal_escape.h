// Article text on its way to a terminal: nothing in it may drive the terminal.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// C0 and C1 controls (but \n and \t), DEL, and bidirectional overrides, embeddings and isolates become U+FFFD; invalid UTF-8 too.
// With `one_line`, runs of white space become one space.
std::string escape_for_terminal(std::string_view text, bool one_line);

// Columns a terminal uses for the text: 2 for East Asian wide characters and emoji, 0 for combining marks.
std::size_t display_width(std::string_view text);
// The longest prefix of at most `columns` columns; cuts between characters.
std::string_view cut_to_width(std::string_view text, std::size_t columns);

}  // namespace dateline
