// The date part of a score: what an article's nearness to the times wished for is worth.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "common/article.h"
#include "common/date.h"
#include "query/date_wish.h"

namespace dateline {

// Of an article as near as can be; tuned on names with a month (docs/decisions/ranking.md).
inline constexpr double kAroundWeight = 10;
inline constexpr double kRecencyWeight = 5;
inline constexpr double kAboutWeight = 5;

// Weights on articles by day of publication and times spoken of: what scored_query adds.
std::vector<Xapian::Query> date_queries(const std::vector<DateWish>& wishes, const Xapian::Database& database);

// What each wish gives one article; of several around: only the one it comes nearest to counts. `published`: its day, none when unknown.
std::vector<double> date_scores(const std::vector<DateWish>& wishes, std::optional<DayNumber> published, const std::vector<ArticleDate>& spoken_of);

}  // namespace dateline
