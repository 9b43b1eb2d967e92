// What the programs ask about the terminal and the streams they were started with.
#pragma once

#include <cstddef>
#include <string>

namespace dateline {

enum class When { automatic, always, never };  // --color, --progress

bool is_terminal(int fd);
// Occupies standard input, output and error where they are closed, so that no file opened later takes their place and what is printed
// never lands in it. Reading or writing them fails as before.
void hold_standard_streams();
// Whether nobody reads the pipe behind `fd` any more.
bool is_closed_pipe(int fd);
// Columns of the terminal behind `fd`, or `fallback`.
std::size_t terminal_columns(int fd, std::size_t fallback = 80);

// 21578 -> 21,578
std::string with_separators(unsigned long long number);

// SGR sequences, or empty strings when colour is off.
struct Palette {
  std::string title, match, name, date, label, warning, dim, reset;
};
Palette palette(bool colour);

}  // namespace dateline
