// Spellings and completions, from the words of titles and bodies.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/result.h"
#include "query/searcher.h"

namespace dateline {

// The query with misspelt words mended (edit distance at most 2), when that makes a difference. Only words that some article has.
std::vector<Suggestion> suggest_spellings(const std::string& query, const std::vector<std::string>& typed_words,
                                          const Xapian::Database& database);

std::vector<Completion> complete_word(const std::string& prefix, std::size_t limit, const Xapian::Database& database);

}  // namespace dateline
