#include "server/http/content_coding.h"

#include <zlib.h>

namespace dateline {

std::string undo_content_coding(HttpRequest& request, std::size_t most) {
  const std::string_view coding = request.header("content-encoding");
  if (coding.empty() || coding == "identity") return {};
  if (coding != "gzip" && coding != "x-gzip" && coding != "deflate") return "the content encoding '" + std::string(coding.substr(0, 40)) + "' is not understood; gzip is";
  z_stream stream{};
  constexpr int kGzipOrZlib = 15 + 32;
  if (inflateInit2(&stream, kGzipOrZlib) != Z_OK) return "there is no memory to unpack the body";
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(request.body.data());
  stream.avail_in = static_cast<uInt>(request.body.size());
  int status = Z_OK;
  while (status == Z_OK && out.size() <= most) {
    const std::size_t had = out.size();
    out.resize(had + 256 * 1024);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = static_cast<uInt>(out.size() - had);
    status = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (status == Z_STREAM_END && stream.avail_in) status = inflateReset(&stream);  // members one after the other are one body (RFC 1952)
  }
  inflateEnd(&stream);
  if (out.size() > most) return kTooLongUnpacked;
  if (status != Z_STREAM_END) return "the body is not whole " + std::string(coding);
  request.body = std::move(out);
  return {};
}

}  // namespace dateline
