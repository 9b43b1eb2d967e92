// Words that the best hits share though the query does not say them: whoever asks for ferry sinkings is served by "capsized" and "passengers". Pseudo-relevance feedback after the
// relevance model RM3 (Lavrenko and Croft, "Relevance-based language models", SIGIR 2001; Abdul-Jaleel and others, TREC 2004), weighed by idf. They add to the score of articles that match anyway.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/query_builder.h"

namespace dateline {

// Tuned on the TREC 2002 topics; docs/decisions/ranking.md.
inline constexpr std::size_t kFeedbackArticles = 5;
inline constexpr std::size_t kFeedbackWords = 10;
inline constexpr double kFeedbackWeight = 0.25;  // of all of them together beside the words of the query

struct FeedbackWord {
  std::string term;
  double weight = 0;  // sums to 1
};

// From the articles that score best by `words` (several leaves of a query) alone, each family of copies once: words that two of them have and at most a tenth of all articles,
// the heaviest first. Empty when there are not two such articles.
std::vector<FeedbackWord> feedback_words(const std::vector<Xapian::Query>& words, const Xapian::Database& database);

// Adds them to a query of which any word is enough: there they tell hits from chance ones. The words alone decide, not conditions beside them, so that the text part of a score
// stays what it is when a condition or another part goes.
void add_feedback(BuiltQuery& built, const Xapian::Database& database);

}  // namespace dateline
