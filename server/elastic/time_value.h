// Lengths of time as Elasticsearch writes them: "30s", "1.5h", "7d".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

// Milliseconds; nanos and micros are cut off. ElasticError 400 naming `where` for what is none.
std::int64_t read_time_value(std::string_view text, const std::string& where);

}  // namespace dateline
