// Articles by their length.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>

namespace dateline {

// Articles whose title and body have [from, to) words, as the ranking counts them, either end open. No scores. Looks at every article of a local database: the posting source goes to no remote one.
Xapian::Query length_query(std::optional<std::int64_t> from, std::optional<std::int64_t> to);

}  // namespace dateline
