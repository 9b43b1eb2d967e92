// Words in their order, told by where they stand in one article: what the engine's own phrases cannot say, of a phrase in the body alone, and of one with slop as Lucene has it
// (SloppyPhraseMatcher): each word may be moved, and the moves come to at most `slop`; two words that change places take two.
#pragma once

#include <xapian.h>

#include <vector>

#include "query/clause.h"
#include "query/word_terms.h"

namespace dateline {

// Positions of each place, each rising, chosen from so that no two places share one. Places say where the word stands in the phrase: 0, 1, 2 ...
bool stand_as_phrase(const std::vector<std::vector<Xapian::termpos>>& places, unsigned slop);

// `places`: terms of title and body (without prefix). `docid`: in all of `database`.
bool has_phrase(const std::vector<Alternatives>& places, unsigned slop, TextPart part, Xapian::docid docid, const Xapian::Database& database);

}  // namespace dateline
