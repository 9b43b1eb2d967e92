// Clauses on words and phrases of titles, bodies or either (clause.h). Words score as in the query language, wherever they are found to stand.
#pragma once

#include <string>
#include <vector>

#include "query/clause.h"
#include "query/clause_builder.h"
#include "query/query_builder.h"
#include "query/search_session.h"
#include "query/word_terms.h"

namespace dateline {

// Not for use across snapshots. Borrows both.
class TextClauses {
 public:
  TextClauses(const ClauseOptions& options, SearchSession& session);

  // Of kind words, phrase, word_prefix or word_pattern. The query is empty when the text has no word.
  BuiltQuery build(const Clause& clause);

 private:
  BuiltQuery words(const Clause& clause);
  BuiltQuery word(const std::string& text, TextPart part);
  BuiltQuery phrase(const Clause& clause);
  BuiltQuery plain_phrase(const Clause& clause);
  BuiltQuery any_term(const Clause& clause, const std::set<std::string>& terms);
  std::set<std::string> beginning_with(const std::string& start, const std::string& text);
  std::set<std::string> like(const std::string& pattern);
  Xapian::Query standing(const std::set<std::string>& terms, TextPart part) const;
  // The words of one of the ways, as the clause wants them to stand there.
  Xapian::Query sequences(const std::vector<std::vector<Alternatives>>& ways, unsigned slop, TextPart part) const;
  BuiltQuery from_language(const Node& node);

  const ClauseOptions& options_;
  SearchSession& session_;
  BuildOptions build_options_;
  WordTerms words_;
};

}  // namespace dateline
