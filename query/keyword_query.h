// Conditions on whole values (clause.h has the fields): which terms or articles they are. No scores.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/search_session.h"

namespace dateline {

bool is_keyword_field(std::string_view field);
// Error{usage} with the fields there are.
void check_keyword_field(std::string_view field);

// The prefix of the terms that hold the values of source, author, section, tag, lang or id; empty for the others.
std::string value_prefix(std::string_view field);
// The value in a term with that prefix; of one that was shortened, as an article has it.
std::string value_in_term(const std::string& field, const std::string& term, Database& database);
std::vector<std::string> values_in_article(const Article& article, std::string_view field);

// A pattern with * and ?, and \ before what stands for itself, over the whole of `text` (code points); ignore_case: of ASCII letters, as in Lucene.
bool matches_pattern(std::string_view pattern, std::string_view text, bool ignore_case);
// What comes before its first * or ?, as it is meant.
std::string pattern_head(std::string_view pattern);

// Articles with any of the values.
Xapian::Query keyword_query(const std::string& field, const std::vector<std::string>& values, SearchSession& session);
// With a value that the pattern covers. Error{usage} when these are more than kMostPatternTerms.
Xapian::Query keyword_pattern_query(const std::string& field, const std::string& pattern, bool ignore_case, SearchSession& session);
// With any value at all. `field`: also published, title, body.
Xapian::Query exists_query(const std::string& field, SearchSession& session);

}  // namespace dateline
