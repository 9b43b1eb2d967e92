// Where names stand in a text. Articles are stored with the forms of their names alone, not with their places.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// ASCII white space.
bool is_space(char c);
// Runs of it as one space, none at either end.
std::string squeezed(std::string_view text);

// Every place, as bytes [begin, end), where one of `names` stands as whole words, letter by letter (white space aside); of several that begin at one place the longest.
// Rising and disjoint. Linear in the text but for the length of the names, which is bounded; where no name begins a byte is looked at and no more.
std::vector<std::pair<std::size_t, std::size_t>> find_names(std::string_view text, std::vector<std::string> names);

}  // namespace dateline
