#include <algorithm>
#include <utility>

#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

std::string too_large(const RecordLimits& limits) {
  return "record too large (over " + std::to_string(limits.max_record_bytes >> 20) + " MiB)";
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n\f\v") == line.npos; }

class Lines : public Splitter {
 public:
  Lines(CharStream& stream, const RecordLimits& limits) : stream_(stream), limits_(limits) {}

  bool next(Record& record) override {
    for (;;) {
      bool ended = false;
      while (!ended) {
        const std::string_view window = stream_.window();
        if (window.empty() && stream_.paused()) return false;  // the line goes on later
        if (window.empty()) break;
        const std::size_t newline = window.find('\n');
        const std::size_t count = std::min(newline, window.size());
        ended = newline != window.npos;
        large_ |= line_.size() + count > limits_.max_record_bytes;
        if (!large_) line_.append(window.substr(0, count));
        stream_.skip(count + ended);
      }
      record.bytes = std::exchange(line_, {});
      if (std::exchange(large_, false)) {
        record.bytes.clear();
        record.problem = too_large(limits_);
        return true;
      }
      if (std::exchange(first_, false) && record.bytes.rfind("\xEF\xBB\xBF", 0) == 0) record.bytes.erase(0, 3);
      if (!is_blank(record.bytes)) return true;
      if (!ended) return false;
    }
  }

 private:
  CharStream& stream_;
  RecordLimits limits_;
  std::string line_;  // as far as it has come
  bool large_ = false, first_ = true;
};

class Whole : public Splitter {
 public:
  Whole(CharStream& stream, const RecordLimits& limits) : stream_(stream), limits_(limits) {}

  bool next(Record& record) override {
    if (done_) return false;
    done_ = true;
    for (std::string_view window = stream_.window(); !window.empty(); window = stream_.window()) {
      if (record.problem.empty()) record.bytes.append(window);
      if (record.bytes.size() > limits_.max_record_bytes) {
        record.bytes.clear();
        record.problem = too_large(limits_);
      }
      stream_.skip(window.size());
    }
    return true;
  }

 private:
  CharStream& stream_;
  RecordLimits limits_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Splitter> split_lines(CharStream& stream, const RecordLimits& limits) { return std::make_unique<Lines>(stream, limits); }
std::unique_ptr<Splitter> whole_input(CharStream& stream, const RecordLimits& limits) { return std::make_unique<Whole>(stream, limits); }

}  // namespace dateline
