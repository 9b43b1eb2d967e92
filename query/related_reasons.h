// What tells an article from others, and what of it another one shares: why that one is related.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/text/tokenizer.h"
#include "query/highlight.h"
#include "query/result.h"
#include "query/telling_words.h"

namespace dateline {

struct TellingEntity {
  std::string id;
  double weight = 0;  // with which its salience in another article counts
  double idf = 0;     // as of a word
  std::vector<std::string> surfaces;
};

struct Telling {
  std::vector<TellingWord> words;        // the most telling first
  std::vector<TellingEntity> entities;   // the most salient first
  double least_idf = 0;                  // of what is not common: a third of the logarithm of all articles, so that of 1,000 at most 100 have it
  bool tells(double idf) const { return idf >= least_idf; }
};

// To mark the words in a text, the common ones left out.
TermWeights weights_of(const Telling& telling);

// Borrows `telling`. Not thread-safe.
class Reasons {
 public:
  // `readable`: an entity's name as written.
  Reasons(const Telling& telling, std::function<std::string(const std::string& entity)> readable);

  // Of an article whose entities have their ids in the database (name_entities). `has_term`: whether it has a term of the index.
  Because of(const Article& hit, const std::function<bool(const std::string& term)>& has_term);

 private:
  std::set<std::string, std::less<>> words_of_names(const std::vector<const TellingEntity*>& entities);

  const Telling& telling_;
  std::function<std::string(const std::string&)> readable_;
  std::map<std::string, std::string> names_;
  TokenList tokens_;
};

}  // namespace dateline
