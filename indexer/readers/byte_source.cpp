#include "indexer/readers/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "common/error.h"

namespace dateline {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;
constexpr std::uint64_t kFreeExpansion = std::uint64_t{64} << 20;

[[noreturn]] void fail(const std::string& name, const std::string& reason) { throw Error(ErrorKind::io, name + ": " + reason); }

struct FreeHash {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

class Digest {
 public:
  Digest() : state_(XXH3_createState()) { XXH3_128bits_reset(state_.get()); }
  void add(const char* bytes, std::size_t count) {
    XXH3_128bits_update(state_.get(), bytes, count);
    bytes_ += count;
  }
  Fingerprint fingerprint() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
    char hex[33];
    std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(hash.high64), static_cast<unsigned long long>(hash.low64));
    return {bytes_, hex};
  }

 private:
  std::unique_ptr<XXH3_state_t, FreeHash> state_;
  std::uint64_t bytes_ = 0;
};

// An open descriptor, read through a buffer, digested on the way.
class RawInput {
 public:
  RawInput(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)), buffer_(kBufferBytes) {}
  ~RawInput() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  }
  RawInput(const RawInput&) = delete;

  // Refills when empty; false at the end, or when paused.
  bool fill() {
    if (begin_ < end_) return true;
    for (;;) {
      if (descriptor_ == STDIN_FILENO) {
        pollfd ready{descriptor_, POLLIN, 0};
        const int polled = ::poll(&ready, 1, kPauseMilliseconds);
        if (polled < 0 && errno == EINTR) continue;
        paused_ = polled == 0;
        if (paused_) return false;
      }
      const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail(name_, std::strerror(errno));
      begin_ = 0;
      end_ = static_cast<std::size_t>(got);
      digest_.add(buffer_.data(), end_);
      return got > 0;
    }
  }
  const char* data() const { return buffer_.data() + begin_; }
  std::size_t size() const { return end_ - begin_; }
  void skip(std::size_t count) { begin_ += count; }
  bool paused() const { return paused_; }
  const std::string& name() const { return name_; }
  Fingerprint fingerprint() const { return digest_.fingerprint(); }

 private:
  int descriptor_;
  std::string name_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool paused_ = false;
  Digest digest_;
};

class PlainSource : public ByteSource {
 public:
  explicit PlainSource(std::unique_ptr<RawInput> raw) : raw_(std::move(raw)) {}
  std::size_t read(char* to, std::size_t max) override {
    if (!raw_->fill()) return 0;
    const std::size_t count = std::min(max, raw_->size());
    std::memcpy(to, raw_->data(), count);
    raw_->skip(count);
    return count;
  }
  bool paused() const override { return raw_->paused(); }
  Fingerprint fingerprint() const override { return raw_->fingerprint(); }

 protected:
  std::unique_ptr<RawInput> raw_;
};

// Keeps a small file from filling memory or disk: real text does not shrink a thousandfold.
class ExpansionGuard {
 public:
  explicit ExpansionGuard(const ByteLimits& limits) : limits_(limits) {}
  void count(std::size_t in, std::size_t out, const std::string& name) {
    in_ += in;
    out_ += out;
    if (out_ > kFreeExpansion && out_ / limits_.max_expansion > in_) fail(name, "expands too much: no ordinary compressed text");
  }

 private:
  ByteLimits limits_;
  std::uint64_t in_ = 0, out_ = 0;
};

class GzipSource : public PlainSource {
 public:
  GzipSource(std::unique_ptr<RawInput> raw, const ByteLimits& limits) : PlainSource(std::move(raw)), guard_(limits) {
    constexpr int kGzipWindow = 15 + 16;
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) fail(raw_->name(), "zlib has no memory");
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* to, std::size_t max) override {
    for (;;) {
      if (!raw_->fill()) {
        if (inside_ && !raw_->paused()) fail(raw_->name(), "truncated gzip data");
        return 0;
      }
      if (!inside_) {
        // Padding of zero bytes may follow the last member.
        if (members_ > 0 && *raw_->data() == '\0') {
          raw_->skip(1);
          continue;
        }
        inflateReset(&stream_);
        inside_ = true;
      }
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(raw_->data()));
      stream_.avail_in = static_cast<uInt>(raw_->size());
      stream_.next_out = reinterpret_cast<Bytef*>(to);
      stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(max, 1u << 30));
      const uInt room = stream_.avail_out;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      const std::size_t used = raw_->size() - stream_.avail_in, made = room - stream_.avail_out;
      raw_->skip(used);
      guard_.count(used, made, raw_->name());
      if (status == Z_STREAM_END) {
        inside_ = false;
        ++members_;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        fail(raw_->name(), std::string("damaged gzip data") + (stream_.msg ? std::string(": ") + stream_.msg : ""));
      }
      if (made > 0) return made;
    }
  }

 private:
  z_stream stream_{};
  ExpansionGuard guard_;
  bool inside_ = false;
  std::size_t members_ = 0;
};

class ZstdSource : public PlainSource {
 public:
  ZstdSource(std::unique_ptr<RawInput> raw, const ByteLimits& limits)
      : PlainSource(std::move(raw)), guard_(limits), stream_(ZSTD_createDCtx(), ZSTD_freeDCtx) {}

  std::size_t read(char* to, std::size_t max) override {
    for (;;) {
      const bool more = raw_->fill();
      if (!more && !inside_) return 0;
      ZSTD_inBuffer in{raw_->data(), more ? raw_->size() : 0, 0};
      ZSTD_outBuffer out{to, max, 0};
      const std::size_t hint = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(hint)) fail(raw_->name(), std::string("damaged zstd data: ") + ZSTD_getErrorName(hint));
      raw_->skip(in.pos);
      guard_.count(in.pos, out.pos, raw_->name());
      inside_ = hint != 0;
      if (out.pos > 0) return out.pos;
      if (raw_->paused()) return 0;
      if (!more) fail(raw_->name(), "truncated zstd data");
    }
  }

 private:
  ExpansionGuard guard_;
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> stream_;
  bool inside_ = false;
};

// Told by the first bytes, which are there unless the input is empty.
std::unique_ptr<ByteSource> decompressed(std::unique_ptr<RawInput> raw, const ByteLimits& limits) {
  if (raw->fill() && raw->size() >= 2) {
    const std::string_view start(raw->data(), std::min<std::size_t>(raw->size(), 4));
    if (start.substr(0, 2) == "\x1f\x8b") return std::make_unique<GzipSource>(std::move(raw), limits);
    const bool skippable = start.size() == 4 && (start[0] & '\xF0') == '\x50' && start.substr(1) == "\x2a\x4d\x18";
    if (start == "\x28\xb5\x2f\xfd" || skippable) return std::make_unique<ZstdSource>(std::move(raw), limits);
  }
  return std::make_unique<PlainSource>(std::move(raw));
}

// Nothing may have come yet.
class StandardInput : public ByteSource {
 public:
  explicit StandardInput(const ByteLimits& limits) : limits_(limits), raw_(std::make_unique<RawInput>(STDIN_FILENO, "standard input")) {}
  std::size_t read(char* to, std::size_t max) override {
    if (!source_ && !raw_->fill() && raw_->paused()) return 0;
    if (!source_) source_ = decompressed(std::move(raw_), limits_);
    return source_->read(to, max);
  }
  bool paused() const override { return source_ ? source_->paused() : raw_->paused(); }
  Fingerprint fingerprint() const override { return source_ ? source_->fingerprint() : raw_->fingerprint(); }

 private:
  ByteLimits limits_;
  std::unique_ptr<RawInput> raw_;  // until the first bytes have come
  std::unique_ptr<ByteSource> source_;
};

int open_regular(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) fail(path, std::strerror(errno));
  struct stat status;
  if (::fstat(descriptor, &status) || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    fail(path, "not a regular file");
  }
  return descriptor;
}

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::string& path, const ByteLimits& limits) {
  return decompressed(std::make_unique<RawInput>(open_regular(path), path), limits);
}

std::unique_ptr<ByteSource> open_standard_input(const ByteLimits& limits) {
  return std::make_unique<StandardInput>(limits);
}

Fingerprint fingerprint_of(const std::string& path, std::uint64_t bytes) {
  const int descriptor = open_regular(path);
  Digest digest;
  std::vector<char> buffer(kBufferBytes);
  while (bytes > 0) {
    const ssize_t got = ::read(descriptor, buffer.data(), static_cast<std::size_t>(std::min<std::uint64_t>(bytes, buffer.size())));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      const int error = errno;
      ::close(descriptor);
      fail(path, std::strerror(error));
    }
    if (got == 0) break;
    digest.add(buffer.data(), static_cast<std::size_t>(got));
    bytes -= static_cast<std::uint64_t>(got);
  }
  ::close(descriptor);
  return digest.fingerprint();
}

}  // namespace dateline
