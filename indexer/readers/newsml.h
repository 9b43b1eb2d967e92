// NewsML-G2 (IPTC): news items, alone or in a news message. NewsML 1, its forerunner, too.
#pragma once

#include "indexer/readers/record_reader.h"
#include "indexer/readers/splitters.h"

namespace dateline {

// <newsItem> of NewsML-G2 and <NewsItem> of NewsML 1. Packages, concepts and planning items are passed over: they hold no text.
ElementNames newsml_elements();

// The id is the item's guid (NewsML 1: its public identifier). A picture, or an item that was cancelled or is withheld, is none, and the problem says so.
ParsedRecord article_from_news_item(const Record& record);

}  // namespace dateline
