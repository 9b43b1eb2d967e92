// One form for each number, however its thousands and its fraction are set apart.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dateline {

// The points and commas of a number whose form is the end of a longer text.
struct NumberSeparators {
  std::string marks;                     // in order
  std::vector<std::size_t> places;       // of each, in the text
  std::vector<std::size_t> lengths{0};   // digits before the first, between them, after the last

  void clear();
  void add(char mark, std::size_t place);
};

// Thousands lose their separators (3,000; 1,234,567.89; 1.000.000), a decimal comma becomes a point (3,5).
void normalise_number(const NumberSeparators& separators, std::string& text);

}  // namespace dateline
