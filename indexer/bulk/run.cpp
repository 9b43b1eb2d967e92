#include "indexer/bulk/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "common/error.h"
#include "indexer/bulk/glass_coding.h"

namespace dateline {
namespace {

// What has been read is let go of in pieces of this size.
constexpr std::size_t kWindowBytes = 8 << 20;
constexpr std::size_t kBufferBytes = 1 << 20;

}  // namespace

TemporaryFile::TemporaryFile(std::string path) : path_(std::move(path)), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
  if (file_ < 0) fail();
  ::unlink(path_.c_str());
}

TemporaryFile::TemporaryFile(const std::string& path, std::string_view bytes) : TemporaryFile(path) {
  write(bytes);
  finish();
}

TemporaryFile::~TemporaryFile() {
  if (bytes_) ::munmap(const_cast<char*>(bytes_), size_);
  if (file_ >= 0) ::close(file_);
}

void TemporaryFile::fail() const { throw Error(ErrorKind::io, path_ + ": " + std::strerror(errno)); }

void TemporaryFile::write(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) fail();
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TemporaryFile::append(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() < kBufferBytes) return;
  write(buffer_);
  buffer_.clear();
}

void TemporaryFile::finish() {
  write(std::exchange(buffer_, {}));
  if (size_) {
    void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file_, 0);
    if (mapped == MAP_FAILED) fail();
    bytes_ = static_cast<const char*>(mapped);
  }
  ::close(std::exchange(file_, -1));
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
