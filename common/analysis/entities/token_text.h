// Running text cut into tokens as labelled newspaper text is (Penn Treebank, CoNLL-2003), by which the recogniser learned. Not the tokens that are searched
// (common/text/tokenizer.h): here punctuation counts, and case.
//
// Words with inner hyphens, apostrophes (O'Brien), full stops (U.S., 4.5), AT&T and 10:30 stay whole, with the full stop of an abbreviation, an initial or U.S.; 's, n't, 're and their like are
// tokens; each punctuation mark is one, equal marks in a row together. Sentences end as common/text/sentences.h has it, and at empty lines.
#pragma once

#include <string_view>

#include "common/analysis/entities/tagger.h"

namespace dateline {

// Tokens view into `text`, which may hold anything; bytes that are no UTF-8 are tokens like punctuation. `out` is overwritten.
void cut_text(std::string_view text, TokenText& out);

}  // namespace dateline
