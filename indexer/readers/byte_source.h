// Bytes of one input, decompressed: a file or standard input, plain, gzip or zstd (told by its first bytes, whatever the name).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace dateline {

// What has been read of the raw (still compressed) input: its length and the XXH3 128-bit digest of exactly these bytes. Equal
// fingerprints mean equal bytes; a file that grew has the old fingerprint as that of its first `bytes` bytes.
struct Fingerprint {
  std::uint64_t bytes = 0;
  std::string digest;  // 32 hex digits
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills up to `max` bytes and returns how many; 0 at the end, or when paused(). Throws Error{io} with the path and the reason (unreadable,
  // damaged or truncated compression, expansion beyond the limits).
  virtual std::size_t read(char* to, std::size_t max) = 0;
  // After a read that gave nothing: nothing has come for kPauseMilliseconds, more may come. Standard input alone pauses.
  virtual bool paused() const { return false; }
  // Of all raw bytes consumed so far.
  virtual Fingerprint fingerprint() const = 0;
};

inline constexpr int kPauseMilliseconds = 200;

struct ByteLimits {
  std::uint64_t max_expansion = 1000;          // decompressed bytes for each raw byte, once past 64 MiB of output
};

// Regular files only: a FIFO, device or socket is refused with Error{io}. Opened without blocking.
std::unique_ptr<ByteSource> open_file(const std::string& path, const ByteLimits& limits = {});
std::unique_ptr<ByteSource> open_standard_input(const ByteLimits& limits = {});

// The fingerprint of the first `bytes` bytes of the file (of all of it when it is shorter: then `bytes` tells). Error{io} if unreadable.
Fingerprint fingerprint_of(const std::string& path, std::uint64_t bytes = UINT64_MAX);

}  // namespace dateline
