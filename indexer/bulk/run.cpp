#include "indexer/bulk/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "common/error.h"
#include "indexer/bulk/glass_coding.h"

namespace dateline {
namespace {

// What has been read is let go of in pieces of this size.
constexpr std::size_t kWindowBytes = 8 << 20;

}  // namespace

TemporaryFile::TemporaryFile(const std::string& path, std::string_view bytes) : size_(bytes.size()) {
  if (!size_) return;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::unlink(path.c_str());
    while (!bytes.empty()) {
      const ssize_t written = ::write(file, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) break;
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    void* mapped = bytes.empty() ? ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    if (mapped != MAP_FAILED) bytes_ = static_cast<const char*>(mapped);
  }
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!bytes_) throw Error(ErrorKind::io, path + ": " + std::strerror(reason));
}

TemporaryFile::~TemporaryFile() {
  if (bytes_) ::munmap(const_cast<char*>(bytes_), size_);
}

void TemporaryFile::done_before(const char* place) const {
  const std::size_t bytes = static_cast<std::size_t>(place - bytes_) / kWindowBytes * kWindowBytes;
  if (bytes) ::madvise(const_cast<char*>(bytes_), bytes, MADV_DONTNEED);
}

PostingReader::PostingReader(const TemporaryFile& file) : file_(file), at_(file.bytes().data()), end_(at_ + file.bytes().size()), kept_(at_) {}

bool PostingReader::next_term() {
  while (left_) next();
  if (at_ == end_) return false;
  if (static_cast<std::size_t>(at_ - kept_) >= kWindowBytes) {
    file_.done_before(at_);
    kept_ = at_;
  }
  header_.term = glass::get_string(at_);
  header_.documents = left_ = static_cast<std::uint32_t>(glass::get_uint(at_));
  header_.collection_frequency = glass::get_uint(at_);
  posting_.docid = 0;
  return true;
}

bool PostingReader::next() {
  if (!left_) return false;
  --left_;
  posting_.docid += static_cast<std::uint32_t>(glass::get_uint(at_));
  posting_.wdf = static_cast<std::uint32_t>(glass::get_uint(at_));
  posting_.positions = glass::get_string(at_);
  return true;
}

TermlistReader::TermlistReader(const TemporaryFile& file) : file_(file), at_(file.bytes().data()), end_(at_ + file.bytes().size()), kept_(at_) {}

bool TermlistReader::next() {
  if (at_ == end_) return false;
  if (static_cast<std::size_t>(at_ - kept_) >= kWindowBytes) {
    file_.done_before(at_);
    kept_ = at_;
  }
  docid_ = static_cast<std::uint32_t>(glass::get_uint(at_));
  form_ = *at_++ ? glass::Tag::deflated : glass::Tag::plain;
  tag_ = glass::get_string(at_);
  return true;
}

WordReader::WordReader(const TemporaryFile& file) : at_(file.bytes().data()), end_(at_ + file.bytes().size()) {}

bool WordReader::next() {
  if (at_ == end_) return false;
  word_.word = glass::get_string(at_);
  word_.articles = glass::get_uint(at_);
  word_.as_form = glass::get_uint(at_);
  return true;
}

}  // namespace dateline
