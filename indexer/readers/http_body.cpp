#include "indexer/readers/http_body.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>

#include "indexer/extraction/lines.h"
#include "indexer/readers/page.h"

namespace dateline {
namespace {

// Beyond this nothing more is unpacked: the page is too large anyway.
constexpr std::size_t kLongestBody = kLargestPage + 1;

// Nothing but bytes that are not in chunks give an empty result for a body that is not empty.
std::string without_chunks(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const std::size_t line = body.find('\n');
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + std::min(line, body.size()), size, 16);
    const bool ends_well = error == std::errc() && (end == body.data() + body.size() || *end == '\r' || *end == '\n' || *end == ';' || *end == ' ');
    if (line == body.npos || !ends_well || size == 0) break;
    body.remove_prefix(line + 1);
    size = std::min(size, body.size());
    out.append(body.substr(0, size));
    body.remove_prefix(size);
    body.remove_prefix(std::min(body.size(), body.find('\n') == 0 ? std::size_t{1} : std::size_t{2}));
  }
  return out;
}

// `window` as zlib's inflateInit2 has it. Empty when the first bytes already are not in this encoding.
std::string inflated(std::string_view bytes, int window) {
  z_stream stream{};
  std::string out;
  if (inflateInit2(&stream, window) != Z_OK) return out;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int status = Z_OK;
  while (status == Z_OK && out.size() < kLongestBody) {
    const std::size_t had = out.size();
    out.resize(had + 256 * 1024);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = static_cast<uInt>(out.size() - had);
    status = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() == had && stream.avail_in == 0) break;
  }
  inflateEnd(&stream);
  return out;
}

}  // namespace

HttpBody decode_http_body(std::string_view body, std::string_view transfer, std::string_view encoding) {
  constexpr int kGzip = 15 + 16, kZlib = 15, kRaw = -15;
  HttpBody result;
  if (transfer.find("chunked") != transfer.npos) {
    result.bytes = without_chunks(body);
    if (!result.bytes.empty()) body = result.bytes;
  }
  const bool packed = body.substr(0, 2) == "\x1f\x8b";
  const bool text = !body.empty() && (body.front() == '<' || body.front() == ' ' || body.front() == '\n' || body.front() == '\r' || body.front() == '\xEF');
  std::string plain;
  encoding = trimmed(encoding);
  if (packed) plain = inflated(body, kGzip);
  else if (encoding == "deflate" && !text) plain = inflated(body, kZlib);
  if (encoding == "deflate" && !text && plain.empty()) plain = inflated(body, kRaw);
  const bool known = encoding.empty() || encoding == "identity" || encoding == "utf-8" || packed || encoding == "deflate" || encoding == "gzip" || encoding == "x-gzip";
  if (packed && plain.empty()) result.problem = "damaged gzip data in the response";
  else if (!known && !text) result.problem = "content encoding '" + std::string(encoding.substr(0, 40)) + "' is not read";
  else if (!plain.empty()) result.bytes = std::move(plain);
  else if (result.bytes.empty()) result.bytes = body;
  return result;
}

}  // namespace dateline
