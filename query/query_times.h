// Times in the free words of a query: "ceasefire march 2024", "elections last year". They say when, and are not words that an article should have.
#pragma once

#include <cstdint>

#include "query/syntax.h"

namespace dateline {

// Takes expressions of time out of the free words of a parsed query and puts around: of the same days beside them, with `text` as the query says it. Only what can hardly be
// anything else: with a year, a relative word (last, ago) or a whole date in figures. A year alone may be part of a name (Euro 2024): the word stays, but need not be
// there. Where nothing else is asked for, the words stay as well. `now` as in parse_query.
void understand_times(Node& root, std::int64_t now);

}  // namespace dateline
