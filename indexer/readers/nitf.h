// NITF, the News Industry Text Format (IPTC), alone or within NewsML.
#pragma once

#include <string>
#include <string_view>

#include "common/article.h"
#include "indexer/readers/record_reader.h"
#include "indexer/readers/xml.h"

namespace dateline {

// A document of one <nitf>. The id is doc-id's id-string.
ParsedRecord article_from_nitf(std::string_view document);

// What an <nitf> element says, into the fields of `article` that are still empty.
void read_nitf(const pugi::xml_node& nitf, Article& article);

}  // namespace dateline
