#include "indexer/readers/plain_source.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/text/utf8.h"

namespace dateline {
namespace {

class PlainSource : public ByteSource {
 public:
  explicit PlainSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  std::size_t read(char* to, std::size_t max) override {
    if (!begun_) begin();
    while (at_ == ready_.size() && wide_ && !ended_) convert_more();
    if (at_ == ready_.size()) return wide_ ? 0 : source_->read(to, max);
    const std::size_t count = std::min(max, ready_.size() - at_);
    std::copy_n(ready_.data() + at_, count, to);
    at_ += count;
    return count;
  }

  Fingerprint fingerprint() const override { return source_->fingerprint(); }

 private:
  static constexpr std::size_t kChunk = 64 * 1024;

  // Looks for the mark.
  void begin() {
    begun_ = true;
    char head[2];
    std::size_t got = 0;
    while (got < sizeof head) {
      const std::size_t more = source_->read(head + got, sizeof head - got);
      if (more == 0) break;
      got += more;
    }
    ready_.assign(head, got);
    wide_ = ready_ == "\xFF\xFE" || ready_ == "\xFE\xFF";
    big_endian_ = ready_ == "\xFE\xFF";
    if (wide_) ready_.clear();
  }

  void convert_more() {
    std::vector<char> raw(kChunk);
    const std::size_t got = source_->read(raw.data(), raw.size());
    ended_ = got == 0;
    rest_.append(raw.data(), got);
    ready_.clear();
    at_ = 0;
    std::size_t next = 0;
    while (rest_.size() - next >= 2) {
      const char32_t unit = unit_at(next);
      const bool high = unit >= 0xD800 && unit <= 0xDBFF;
      if (high && rest_.size() - next < 4 && !ended_) break;
      const char32_t low = high && rest_.size() - next >= 4 ? unit_at(next + 2) : 0;
      const bool pair = low >= 0xDC00 && low <= 0xDFFF;
      const bool lone = !pair && unit >= 0xD800 && unit <= 0xDFFF;
      append_utf8(ready_, pair ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : lone ? kReplacement : unit);
      next += pair ? 4 : 2;
    }
    rest_.erase(0, next);
  }

  char32_t unit_at(std::size_t at) const {
    const auto first = static_cast<unsigned char>(rest_[at]), second = static_cast<unsigned char>(rest_[at + 1]);
    return big_endian_ ? first << 8 | second : second << 8 | first;
  }

  std::unique_ptr<ByteSource> source_;
  bool begun_ = false, wide_ = false, big_endian_ = false, ended_ = false;
  std::string ready_, rest_;  // given out next; not yet converted
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> plain_source(std::unique_ptr<ByteSource> source) { return std::make_unique<PlainSource>(std::move(source)); }

}  // namespace dateline
