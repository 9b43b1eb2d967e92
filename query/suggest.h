// Spellings and completions, from the words of titles and bodies.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "common/store/name_table.h"
#include "query/result.h"
#include "query/searcher.h"

namespace dateline {

// The query with misspelt words mended (edit distance at most 2), when that makes a difference. Only words that some article has.
std::vector<Suggestion> suggest_spellings(const std::string& query, const std::vector<std::string>& typed_words,
                                          const Xapian::Database& database);

std::vector<Completion> complete_word(const std::string& prefix, std::size_t limit, const Xapian::Database& database);

// Entities by the beginning of a name they go by, in most articles first; without their names as written.
std::vector<EntityCount> complete_name(const std::string& prefix, std::size_t limit, const std::string& type, const std::vector<Xapian::Database>& databases, NameTable& names);

}  // namespace dateline
