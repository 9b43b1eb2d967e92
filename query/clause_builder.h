// Clause tree -> Xapian query (clause.h says what each clause means), against the present snapshot of a session. Text clauses score as the words of the query language do; all others 1 where they
// match, times their boost.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "query/clause.h"
#include "query/query_builder.h"
#include "query/ranking.h"
#include "query/request.h"
#include "query/search_session.h"

namespace dateline {

struct ClauseOptions {
  std::vector<std::string> stem_languages;   // as Request
  std::int64_t now = 0;
  std::optional<int> timezone_minutes;
  ScoreParts parts{true, false, false};
  bool strict = false;                       // as StructuredRequest
};

struct BuiltClause {
  BuiltQuery built;    // query, leaves, highlight, warnings
  std::set<std::string> in_title, in_body;  // those of its highlight that are asked of titles, of bodies; what is asked of either is in both
  Scoring scoring;     // of the clauses of the query language, as far as the parts are asked for
};

// Error{usage} names the clause that cannot be answered.
BuiltClause build_clause(const Clause& clause, const ClauseOptions& options, SearchSession& session);
// The same where no score is needed.
Xapian::Query build_filter(const Clause& clause, const ClauseOptions& options, SearchSession& session);

}  // namespace dateline
