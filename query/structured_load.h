// From a row to a hit: the stored article, its words marked, its score explained.
#pragma once

#include <array>
#include <vector>

#include "query/clause_builder.h"
#include "query/match_list.h"
#include "query/search_session.h"
#include "query/structured_hit.h"

namespace dateline {

// One snapshot and one question. Borrows all.
class HitLoader {
 public:
  // `asked`: what the hits matched.
  HitLoader(const LoadRequest& wish, const BuiltClause& asked, const ClauseOptions& options, SearchSession& session);

  // Without sort values, tie and score. The article must be there.
  StructuredHit load(Xapian::docid docid);
  // The text parts of the hits of a page, with explain.
  void add_text_parts(const std::vector<Xapian::docid>& docids, std::vector<StructuredHit>& hits);

 private:
  const LoadRequest& wish_;
  const BuiltClause& asked_;
  const ClauseOptions& options_;
  SearchSession& session_;
  // By the words to mark: all of them, or those asked of titles, of bodies. Made for the fields there are.
  std::array<std::optional<Highlighter>, 3> highlighters_;
};

}  // namespace dateline
