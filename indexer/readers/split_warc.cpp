#include <algorithm>

#include "indexer/readers/splitters.h"
#include "indexer/readers/warc.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestHead = 64 * 1024;  // of a record, or of the HTTP message in it

class Pages : public Splitter {
 public:
  Pages(CharStream& stream, const RecordLimits& limits) : stream_(stream), limits_(limits) {}

  bool next(Record& record) override {
    while (seek_record()) {
      record.bytes = std::move(head_);
      const std::optional<WarcHead> warc = read_warc_head(record.bytes);
      if (!warc) {
        record.bytes.clear();
        record.problem = "WARC record without a length";
        return true;
      }
      std::uint64_t left = warc->length;
      if (warc->is_response) left -= take_head(record.bytes, left);
      if (warc->is_response && is_page(std::string_view(record.bytes).substr(warc->bytes), *warc)) {
        if (record.bytes.size() + left > limits_.max_record_bytes) {
          record.bytes.clear();
          record.problem = "page too large (over " + std::to_string(limits_.max_record_bytes >> 20) + " MiB)";
        }
        pass(left, record.problem.empty() ? &record.bytes : nullptr);
        return true;
      }
      pass(left, nullptr);
    }
    return false;
  }

 private:
  // To the next "WARC/" line, over the blank lines between records or whatever else is there, and its head into head_; false at the end.
  bool seek_record() {
    for (;;) {
      const std::string_view start = stream_.peek(5);
      if (start.empty()) return false;
      if (start == "WARC/") break;
      const std::string_view window = stream_.window();
      const std::size_t line = window.find('\n');
      stream_.skip(line == window.npos ? window.size() : line + 1);
    }
    head_.clear();
    take_head(head_, UINT64_MAX);
    return true;
  }

  // Appends bytes up to and with the first blank line, `most` at most; returns how many.
  std::uint64_t take_head(std::string& to, std::uint64_t most) {
    const std::size_t begin = to.size();
    for (;;) {
      const std::string_view window = stream_.window().substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most - (to.size() - begin), SIZE_MAX)));
      if (window.empty() || to.size() - begin >= kLongestHead) break;
      const std::size_t line = window.find('\n');
      const std::size_t count = line == window.npos ? window.size() : line + 1;
      to.append(window.substr(0, count));
      stream_.skip(count);
      const std::string_view taken = std::string_view(to).substr(begin);
      if (taken.size() >= 2 && (taken.substr(taken.size() - 2) == "\n\n" || (taken.size() >= 4 && taken.substr(taken.size() - 4) == "\r\n\r\n"))) break;
    }
    return to.size() - begin;
  }

  // Over so many bytes, which are appended to `to` unless it is null.
  void pass(std::uint64_t count, std::string* to) {
    while (count > 0) {
      const std::string_view window = stream_.window();
      if (window.empty()) return;
      const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(count, window.size()));
      if (to) to->append(window.substr(0, part));
      stream_.skip(part);
      count -= part;
    }
  }

  CharStream& stream_;
  RecordLimits limits_;
  std::string head_;
};

}  // namespace

std::unique_ptr<Splitter> split_warc(CharStream& stream, const RecordLimits& limits) { return std::make_unique<Pages>(stream, limits); }

}  // namespace dateline
