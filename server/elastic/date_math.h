// Dates as Elasticsearch has them in requests and answers: formats ("strict_date_optional_time||epoch_millis", "yyyy-MM-dd"), date math
// ("now-7d/d", "2024-03-14||+1M/d") and rounding: what a date leaves open is its first moment, or its last for a bound that includes it (lte) or leaves it behind (gt).
// All instants are milliseconds since 1970, UTC.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "query/time_zone.h"

namespace dateline {

inline constexpr std::string_view kDefaultDateFormat = "strict_date_optional_time||epoch_millis";

// "+01:00", "Z", "Europe/Berlin"; ElasticError 400 for what is none.
std::shared_ptr<const TimeZone> time_zone(const std::string& name);

// Articles are dated to the second: the second an instant is in, and the first that does not begin before it. Seconds since 1970.
std::int64_t floor_second(std::int64_t ms);
std::int64_t ceil_second(std::int64_t ms);

struct DateReading {
  std::int64_t now = 0;
  std::shared_ptr<const TimeZone> zone;          // of a date that names none; nullptr: UTC
  std::string_view format = kDefaultDateFormat;  // any of them, separated by ||
};

// ElasticError 400 (parse_exception) when it cannot be read. `last`: the last millisecond of what is left open, rather than the first.
std::int64_t read_date(std::string_view text, const DateReading& reading, bool last);

// By the first of the formats. ElasticError 400 for a format or a letter in a pattern that is not known.
std::string format_date(std::int64_t instant, std::string_view format, const TimeZone& zone = TimeZone());
// ElasticError 400 when format_date or read_date would not know it.
void check_date_format(std::string_view format);

}  // namespace dateline
