// Newswire collections in SGML: Reuters-21578 (<REUTERS>), those of TREC and the LDC (<DOC>: AP, WSJ, LA Times, FT, AQUAINT, Gigaword), and Reuters RCV1 (<newsitem>). Their
// elements differ and their markup is loose; the names of the fields are much the same.
#pragma once

#include "indexer/readers/record_reader.h"
#include "indexer/readers/splitters.h"

namespace dateline {

ElementNames sgml_elements();

// The id is DOCNO, DOCID, or the attribute that stands for it (NEWID, itemid, id). Topics are tags; places, people and other lists of a Reuters record go to `extra`.
ParsedRecord article_from_sgml(const Record& record);

}  // namespace dateline
