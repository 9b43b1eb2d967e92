// All articles that a query matches, as numbers: what is left of a question once the engine has found and scored.
#pragma once

#include <xapian.h>

#include <vector>

#include "common/store/database.h"
#include "query/snapshot_mark.h"

namespace dateline {

struct ScoredMatch {
  Xapian::docid docid = 0;
  double score = 0;
};

using Matches = std::vector<ScoredMatch>;

// Rising by document. Scores as ranking.h has them, or 0 where none are asked for.
Matches all_matches(const Xapian::Query& query, bool scored, Database& database);

// Takes those away that came after a mark of the same database.
void leave_out_later(const SnapshotMark& mark, Matches& matches);

// Which documents a query matches.
class DocumentSet {
 public:
  DocumentSet(const Xapian::Query& query, Database& database);
  bool has(Xapian::docid docid) const { return docid < in_.size() && in_[docid]; }

 private:
  std::vector<bool> in_;
};

}  // namespace dateline
