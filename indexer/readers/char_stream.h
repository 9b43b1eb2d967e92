// A byte source with a buffer in front: what the splitters read from.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/byte_source.h"

namespace dateline {

class CharStream {
 public:
  explicit CharStream(std::unique_ptr<ByteSource> source) : source_(std::move(source)), buffer_(kBytes) {}

  // What is buffered; refilled when empty. Empty at the end, or when paused().
  std::string_view window() {
    if (begin_ == end_) {
      begin_ = 0;
      end_ = source_->read(buffer_.data(), buffer_.size());
    }
    return {buffer_.data() + begin_, end_ - begin_};
  }
  void skip(std::size_t count) { begin_ += count; }
  // The next bytes without taking them, up to `count` and the buffer's size: for telling the format.
  std::string_view peek(std::size_t count) {
    count = std::min(count, buffer_.size());
    if (end_ - begin_ < count && begin_ > 0) {
      std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
      end_ -= begin_;
      begin_ = 0;
    }
    while (end_ - begin_ < count) {
      const std::size_t got = source_->read(buffer_.data() + end_, buffer_.size() - end_);
      if (got == 0) break;
      end_ += got;
    }
    return {buffer_.data() + begin_, std::min(count, end_ - begin_)};
  }
  bool paused() const { return begin_ == end_ && source_->paused(); }
  Fingerprint fingerprint() const { return source_->fingerprint(); }

 private:
  static constexpr std::size_t kBytes = 256 * 1024;
  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace dateline
