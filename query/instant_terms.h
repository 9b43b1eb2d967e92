// Times of publication to the second.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>

#include "common/date.h"

namespace dateline {

DayNumber day_of(std::int64_t instant);  // UTC

// Articles published in [from, to), seconds since 1970, either end open; none without a date. No scores. The days as written, which lie up to a day beside, narrow it down.
Xapian::Query instants_query(std::optional<std::int64_t> from, std::optional<std::int64_t> to, const Xapian::Database& database);

}  // namespace dateline
