// The words that tell an article from the others of a database: a query for more like it is made of them. Chosen by tf.idf, as Lucene's MoreLikeThis does
// (org.apache.lucene.queries.mlt), with Xapian's term frequencies over all databases that are searched as one.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/article.h"

namespace dateline {

struct TellingWord {
  std::string term;            // of the index, without prefix
  std::string word;            // as the article has it most, folded
  double weight = 0;           // 0 to 1: how much the article is made of it, less and less for each more time (a title word counts as in the index)
  double idf = 0;              // the logarithm of all articles over those with it
};

// At most `most`, the most telling first. No numbers, and no word that fewer than `fewest` articles have.
std::vector<TellingWord> telling_words(const Article& article, const Xapian::Database& database, std::size_t most, std::uint64_t fewest);

}  // namespace dateline
