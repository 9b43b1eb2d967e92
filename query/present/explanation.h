// How a hit's score comes about, for people: a table whose columns add up.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "common/terminal.h"
#include "query/result.h"

namespace dateline {

// What Request::explain found, each line `indent` columns in and of at most `width` columns after that, where that can be. On the left the parts, which add up to the score; beside
// each what it is made of, which adds up to the part, with its score and what that comes from. On a narrow screen a line a row does without the columns.
void print_explanation(const Hit& hit, std::size_t indent, std::size_t width, const Palette& colours, std::ostream& out);

}  // namespace dateline
