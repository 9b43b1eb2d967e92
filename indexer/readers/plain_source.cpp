#include "indexer/readers/plain_source.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/text/utf8.h"

namespace dateline {
namespace {

struct Mark {
  std::string_view bytes;
  std::size_t unit;  // bytes of a code unit
  bool big_endian;
};
// The longer first where one begins another.
constexpr Mark kMarks[] = {{{"\xFF\xFE\0\0", 4}, 4, false}, {{"\0\0\xFE\xFF", 4}, 4, true}, {"\xFF\xFE", 2, false}, {"\xFE\xFF", 2, true}};

class PlainSource : public ByteSource {
 public:
  explicit PlainSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  std::size_t read(char* to, std::size_t max) override {
    if (!begun_ && !begin()) return 0;
    while (at_ == ready_.size() && mark_ && !ended_)
      if (!convert_more()) return 0;
    if (at_ == ready_.size()) return mark_ ? 0 : source_->read(to, max);
    const std::size_t count = std::min(max, ready_.size() - at_);
    std::copy_n(ready_.data() + at_, count, to);
    at_ += count;
    return count;
  }

  bool paused() const override { return source_->paused(); }
  Fingerprint fingerprint() const override { return source_->fingerprint(); }

 private:
  static constexpr std::size_t kChunk = 64 * 1024, kLongestMark = 4;

  // Looks for the mark. False when the input pauses before it can be told.
  bool begin() {
    char bytes[kLongestMark];
    while (ready_.size() < kLongestMark) {
      const std::size_t more = source_->read(bytes, kLongestMark - ready_.size());
      if (more == 0 && source_->paused()) return false;
      if (more == 0) break;
      ready_.append(bytes, more);
    }
    begun_ = true;
    for (const Mark& mark : kMarks)
      if (!mark_ && std::string_view(ready_).substr(0, mark.bytes.size()) == mark.bytes) mark_ = &mark;
    if (mark_) rest_ = std::exchange(ready_, {}).substr(mark_->bytes.size());
    return true;
  }

  // False when the input pauses.
  bool convert_more() {
    std::vector<char> raw(kChunk);
    const std::size_t got = source_->read(raw.data(), raw.size());
    if (got == 0 && source_->paused()) return false;
    ended_ = got == 0;
    rest_.append(raw.data(), got);
    ready_.clear();
    at_ = 0;
    std::size_t next = 0;
    while (rest_.size() - next >= mark_->unit) {
      char32_t c = unit_at(next);
      if (mark_->unit == 2 && c >= 0xD800 && c <= 0xDBFF) {
        if (rest_.size() - next < 4 && !ended_) break;
        const char32_t low = rest_.size() - next >= 4 ? unit_at(next + 2) : 0;
        if (low >= 0xDC00 && low <= 0xDFFF) {
          c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
          next += 2;
        }
      }
      append_utf8(ready_, c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? kReplacement : c);
      next += mark_->unit;
    }
    rest_.erase(0, next);
    return true;
  }

  char32_t unit_at(std::size_t at) const {
    char32_t unit = 0;
    for (std::size_t i = 0; i < mark_->unit; ++i) unit = unit << 8 | static_cast<unsigned char>(rest_[mark_->big_endian ? at + i : at + mark_->unit - 1 - i]);
    return unit;
  }

  std::unique_ptr<ByteSource> source_;
  bool begun_ = false, ended_ = false;
  const Mark* mark_ = nullptr;
  std::string ready_, rest_;  // given out next; not yet converted
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> plain_source(std::unique_ptr<ByteSource> source) { return std::make_unique<PlainSource>(std::move(source)); }

}  // namespace dateline
