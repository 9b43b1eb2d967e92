// Where an article's names and dates stand in its text. Names are stored by their forms alone and found again here; dates have their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "query/present/layout.h"

namespace dateline {

inline constexpr Style kNameStyle = 1, kDateStyle = 2;

// Of the title, which has names alone. Rising and disjoint, as those of the body.
std::vector<Mark> title_marks(const Article& article);
// Where a name and a date overlap, the longer of them; of two as long, the date.
std::vector<Mark> body_marks(const Article& article);

// Every place where one of `names` stands as whole words, letter by letter (white space aside); of several that begin at one place the longest. Linear in the text
// but for the length of the names, which is bounded.
std::vector<Mark> find_names(std::string_view text, std::vector<std::string> names);

}  // namespace dateline
