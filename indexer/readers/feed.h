// RSS 0.9x, 1.0 and 2.0, and Atom (RFC 4287, and 0.3 before it), with the modules that news uses: content, dc, dcterms, media, feedburner.
#pragma once

#include "indexer/readers/record_reader.h"
#include "indexer/readers/splitters.h"

namespace dateline {

// <item> and <entry>. The head is what the feed says of itself before the first of them: its title is the source of its items.
ElementNames feed_elements();

// The id is atom:id, or a guid that is no permalink and names its item in all the world (an address, URN, tag: or UUID); else the link speaks. The text is the full content
// where the feed gives it, else the teaser.
ParsedRecord article_from_feed_item(const Record& record);

}  // namespace dateline
