// Words as written in titles and bodies that are indexed as another word, their stem: what a wildcard stands for beside the terms that begin so ("party*" finds parti by
// it). Like the spelling data, but open to remote shards, to which Xapian's spelling data is not. Metadata: word.<word>, in how many articles (LEB128).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/store/metadata_table.h"

namespace dateline {

// Those that begin with `start`, rising.
std::vector<std::string> word_forms(const Xapian::Database& database, std::string_view start);

// By how many articles each changes.
void change_word_forms(MetadataTable table, const std::unordered_map<std::string, std::int64_t>& changes);

}  // namespace dateline
