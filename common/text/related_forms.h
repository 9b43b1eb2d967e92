// English words of one family that the stemmer keeps apart: tourist and tourism, sank and sink, labour and labor, archaeologist and archaeology. A query that
// has one finds the others too, a little below it. Made by related_forms.py from WordNet; what it buys: docs/decisions/ranking.md.
#pragma once

#include <string_view>
#include <vector>

namespace dateline {

// The English stems of the same family as `stem`, itself left out, rising; none for most. The views hold for ever.
std::vector<std::string_view> related_stems(std::string_view stem);

}  // namespace dateline
