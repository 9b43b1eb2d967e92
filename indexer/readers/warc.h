// Web archives (ISO 28500) as crawlers write them: what the record and the HTTP response in it say, and the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/record_reader.h"

namespace dateline {

struct WarcHead {
  std::size_t bytes = 0;       // of the head, with the blank line that ends it
  std::uint64_t length = 0;    // of the block after it
  bool is_response = false;    // an HTTP response
  std::string url, date;       // WARC-Target-URI, WARC-Date
  std::string payload_type;    // WARC-Identified-Payload-Type
};
// Nothing when `record` does not begin with a WARC/1.x line and fields that give a length.
std::optional<WarcHead> read_warc_head(std::string_view record);

struct HttpHead {
  std::size_t bytes = 0;
  int status = 0;
  std::string type, charset;       // Content-Type: media type and charset, in small letters
  std::string encoding, transfer;  // Content-Encoding, Transfer-Encoding, in small letters
};
// Nothing when `message` is no HTTP response.
std::optional<HttpHead> read_http_head(std::string_view message);

// Whether the response, of which at least the head is there, is a page that was found (status 200, HTML or XHTML).
bool is_page(std::string_view message, const WarcHead& warc);

// The page, with WARC-Target-URI as its address when it names no canonical one, and WARC-Date as the time that nothing in it is newer than.
ParsedRecord article_from_warc(std::string_view record, const ParseContext& context);

}  // namespace dateline
