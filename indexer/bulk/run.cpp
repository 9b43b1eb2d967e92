#include "indexer/bulk/run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "common/disk_error.h"
#include "common/error.h"
#include "indexer/bulk/glass_coding.h"

namespace dateline {
namespace {

constexpr std::size_t kBufferBytes = 256 << 10;
constexpr std::size_t kLongestNumber = 10;  // bytes

}  // namespace

TemporaryFile::TemporaryFile(std::string path) : path_(std::move(path)), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
  if (file_ < 0) fail("cannot make ");
  if (!::unlink(path_.c_str())) return;
  const int why = errno;
  ::close(file_);
  throw_disk_error("cannot remove " + path_, why);
}

TemporaryFile::~TemporaryFile() {
  if (file_ >= 0) ::close(file_);
}

void TemporaryFile::fail(const char* what) const { throw_disk_error(what + path_, errno); }

void TemporaryFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) fail("cannot write ");
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void TemporaryFile::append(std::string_view bytes) {
  size_ += bytes.size();
  if (bytes.size() >= kBufferBytes) {
    flush();
    write(bytes);
    return;
  }
  buffer_.append(bytes);
  if (buffer_.size() >= kBufferBytes) flush();
}

void TemporaryFile::flush() {
  write(buffer_);
  buffer_.clear();
}

void TemporaryFile::read(std::uint64_t offset, char* into, std::size_t bytes) const {
  while (bytes) {
    const ssize_t got = ::pread(file_, into, bytes, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read ");
    if (!got) throw Error(ErrorKind::io, path_ + " ends too early; try again");
    into += got;
    offset += static_cast<std::uint64_t>(got);
    bytes -= static_cast<std::size_t>(got);
  }
}

// At least so many bytes, if there are.
void PartReader::fill(std::size_t bytes) {
  const auto left = static_cast<std::size_t>(end_ - at_);
  const auto more = static_cast<std::size_t>(std::min<std::uint64_t>(part_.end - part_.begin, std::max(window_bytes_, bytes) - left));
  if (!more) return;
  if (left) std::memmove(window_.data(), at_, left);
  if (window_.size() < left + more) window_.resize(left + more);
  part_.file->read(part_.begin, window_.data() + left, more);
  part_.begin += more;
  at_ = window_.data();
  end_ = at_ + left + more;
}

std::uint64_t PartReader::uint() {
  need(kLongestNumber);
  return glass::get_uint(at_);
}

std::string_view PartReader::string() {
  const auto size = static_cast<std::size_t>(uint());
  need(size);
  const std::string_view text(at_, size);
  at_ += size;
  return text;
}

bool PostingReader::next_term() {
  while (left_) next();
  if (in_.at_end()) return false;
  header_.term = term_ = in_.string();
  header_.documents = left_ = static_cast<std::uint32_t>(in_.uint());
  header_.collection_frequency = in_.uint();
  posting_.docid = 0;
  return true;
}

bool PostingReader::next() {
  if (!left_) return false;
  --left_;
  posting_.docid += static_cast<std::uint32_t>(in_.uint());
  posting_.wdf = static_cast<std::uint32_t>(in_.uint());
  posting_.positions = in_.string();
  return true;
}

bool TermlistReader::next() {
  if (in_.at_end()) return false;
  docid_ = static_cast<std::uint32_t>(in_.uint());
  form_ = in_.uint() ? glass::Tag::deflated : glass::Tag::plain;
  tag_ = in_.string();
  return true;
}

bool WordReader::next() {
  if (in_.at_end()) return false;
  word_.word = text_ = in_.string();
  word_.articles = in_.uint();
  word_.as_form = in_.uint();
  return true;
}

}  // namespace dateline
