// The body of an HTTP/1.1 response as it went over the wire -> the bytes of the page.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

struct HttpBody {
  std::string bytes;
  std::string problem;  // the encoding is unknown, or the bytes are not in it
};

// Undoes the chunks of RFC 9112 (section 7.1) when `transfer` names them, then gzip and deflate as `encoding` names them. Crawlers often undo these and keep the
// fields, so bytes that are plainly not in an encoding are taken as they are. A body that was cut short gives what there is of it. What
// would be longer than a page may be ends there.
HttpBody decode_http_body(std::string_view body, std::string_view transfer, std::string_view encoding);

}  // namespace dateline
