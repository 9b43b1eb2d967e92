// Phrases as the engine's queries: the words of each place, all of them, and a look at where they stand. They score as the words do.
//
// In local databases a posting source looks at each article that has the words. It cannot cross the wire: where a shard is remote Xapian's own phrases answer if all shards have its table of
// positions (PositionForm::xapian); else each article with the words is fetched and looked at once for a snapshot (exact_articles.h), as is what Xapian's phrases cannot say: one in the body
// alone, or with Lucene's slop.
#pragma once

#include <xapian.h>

#include <memory>

#include "common/store/database.h"
#include "query/exact_articles.h"
#include "query/phrase.h"
#include "query/time_limit.h"

namespace dateline {

// For one snapshot. Borrows both; `limit`: none, as long as it takes.
class PhraseQueries {
 public:
  PhraseQueries(Database& database, ExactArticles& exact, std::shared_ptr<const TimeLimit> limit) : database_(database), exact_(exact), limit_(std::move(limit)) {}

  // Of a phrase of two places or more; the words of one, whatever else is asked of it.
  Xapian::Query query(const Phrase& phrase) const;

 private:
  bool all_have_tables() const;

  Database& database_;
  ExactArticles& exact_;
  std::shared_ptr<const TimeLimit> limit_;
};

}  // namespace dateline
