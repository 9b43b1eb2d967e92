// Date patterns as Java writes them (yyyy-MM-dd'T'HH:mm:ss.SSSXXX), and Elasticsearch's names for some of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "query/time_zone.h"

namespace dateline {

// What a text says of a moment. `finest` is the smallest unit it gives.
struct DateFields {
  enum class Unit { year, month, day, hour, minute, second, millisecond } finest = Unit::year;
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
  std::optional<int> zone;             // minutes
  std::optional<std::int64_t> instant; // milliseconds: of an epoch, and nothing else is said then
};

// Of one format, without ||. Nothing when the text is not of that form or no date; ElasticError 400 for an unknown format.
std::optional<DateFields> read_pattern(std::string_view text, std::string_view format);
std::string write_pattern(std::int64_t instant, std::string_view format, const TimeZone& zone);

// Milliseconds of the first or the last moment of what the fields say; in `zone` when they name none.
std::int64_t instant_of(const DateFields& fields, const TimeZone& zone, bool last);

}  // namespace dateline
