// Which article says what a set of hits was about.
#pragma once

#include <xapian.h>

#include <optional>
#include <set>
#include <string>

#include "common/store/database.h"
#include "query/result.h"

namespace dateline {

// Of the articles that match `inside`, the one whose title has most of what sets their titles apart from those that match `outside`. Each of its words counts by log-likelihood ratio
// (association.h); the sum is divided by the root of their number, so that length alone wins nothing, multiplied by one more than the number of words that are `asked` for
// (index terms without prefix: a headline should say what it is about), and by the article's score. Looks at the best kTitlesInside and kTitlesOutside; of equals the earliest wins. Nothing
// when no title has a word.
inline constexpr Xapian::doccount kTitlesInside = 200, kTitlesOutside = 400;
std::optional<Headline> headline_of(const Xapian::Query& inside, const Xapian::Query& outside, const std::set<std::string>& asked, Database& database);

}  // namespace dateline
