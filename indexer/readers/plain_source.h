// UTF-16 and UTF-32 with a byte order mark, as some programs save JSON and tables, read as UTF-8; everything else as it is.
#pragma once

#include <memory>

#include "indexer/readers/byte_source.h"

namespace dateline {

// The fingerprint stays that of the raw bytes.
std::unique_ptr<ByteSource> plain_source(std::unique_ptr<ByteSource> source);

}  // namespace dateline
