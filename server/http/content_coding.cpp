#include "server/http/content_coding.h"

#include <zlib.h>

#include <memory>
#include <new>
#include <string>

namespace dateline {

Unpacked undo_content_coding(HttpRequest& request, std::size_t most, const std::function<bool(std::size_t)>& hold) {
  const std::string_view coding = request.header("content-encoding");
  if (coding.empty() || coding == "identity" || request.body.empty()) return Unpacked::whole;
  if (coding != "gzip" && coding != "x-gzip" && coding != "deflate") return Unpacked::unknown;
  z_stream stream{};
  constexpr int kGzipOrZlib = 15 + 32;
  if (inflateInit2(&stream, kGzipOrZlib) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
  constexpr std::size_t kPart = 256 * 1024;
  std::string out;
  stream.next_in = reinterpret_cast<Bytef*>(request.body.data());
  stream.avail_in = static_cast<uInt>(request.body.size());
  int status = Z_OK;
  while (status == Z_OK && out.size() <= most) {
    const std::size_t had = out.size();
    if (!hold(kPart)) return Unpacked::too_much;
    out.resize(had + kPart);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = static_cast<uInt>(kPart);
    status = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (status == Z_STREAM_END && stream.avail_in) status = inflateReset(&stream);  // members one after the other are one body (RFC 1952)
  }
  if (out.size() > most) return Unpacked::too_long;
  if (status != Z_STREAM_END) return Unpacked::broken;
  request.body = std::move(out);
  std::erase_if(request.headers, [](const auto& header) { return header.first == "content-encoding"; });
  return Unpacked::whole;
}

}  // namespace dateline
