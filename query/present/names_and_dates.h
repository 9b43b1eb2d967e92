// Where an article's names and dates stand in its text. Names are stored by their forms alone and found again here; dates have their places.
#pragma once

#include <vector>

#include "common/article.h"
#include "query/present/layout.h"

namespace dateline {

inline constexpr Style kNameStyle = 1, kDateStyle = 2;

// Of the title, which has names alone. Rising and disjoint, as those of the body.
std::vector<Mark> title_marks(const Article& article);
// Where a name and a date overlap, the longer of them; of two as long, the date.
std::vector<Mark> body_marks(const Article& article);

}  // namespace dateline
