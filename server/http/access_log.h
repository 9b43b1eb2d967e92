// A line of JSON for each request.
#pragma once

#include <cstdint>
#include <string>

#include "server/http/http_server.h"

namespace dateline {

// {"time": RFC 3339 with milliseconds, "peer", "method", "path", "query", "route", "status", "bytes_in", "bytes_out", "ms", "agent"} and a line break. `milliseconds`: since 1970. The query string
// is told as sent, but for its length.
std::string access_line(const HttpRecord& record, std::int64_t milliseconds);

}  // namespace dateline
