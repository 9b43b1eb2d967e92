#include <algorithm>

#include "indexer/readers/mail.h"
#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

// A line longer than this is given in pieces: only its beginning can mean anything here.
constexpr std::size_t kLineBytes = 64 * 1024;

class Messages : public Splitter {
 public:
  Messages(CharStream& stream, const RecordLimits& limits) : stream_(stream), limits_(limits) {}

  bool next(Record& record) override {
    bool large = false, any = inside_;
    while (line()) {
      const bool separates = after_blank_ && at_line_start_ && is_mbox_separator(line_);
      after_blank_ = at_line_start_ && line_.find_first_not_of("\r\n") == line_.npos;
      if (separates) {
        const bool ends = inside_;
        inside_ = true;
        if (ends) return give(record, large);
        any = true;
        continue;
      }
      if (!inside_) continue;
      std::string_view text = line_;
      if (at_line_start_ && is_quoted_separator(text)) text.remove_prefix(1);
      large |= record.bytes.size() + text.size() > limits_.max_record_bytes;
      if (!large) record.bytes.append(text);
    }
    inside_ = false;
    return any && give(record, large);
  }

 private:
  // The next line, or piece of one, into line_.
  bool line() {
    at_line_start_ = line_.empty() || line_.back() == '\n';
    line_.clear();
    while (line_.size() < kLineBytes) {
      const std::string_view window = stream_.window();
      if (window.empty()) break;
      const std::size_t end = window.find('\n');
      const std::size_t count = std::min({end == window.npos ? window.size() : end + 1, kLineBytes - line_.size()});
      line_.append(window.substr(0, count));
      stream_.skip(count);
      if (line_.back() == '\n') break;
    }
    return !line_.empty();
  }

  // ">From ", ">>From ": a line of the message that some mailer has guarded.
  static bool is_quoted_separator(std::string_view line) {
    const std::size_t quoted = line.find_first_not_of('>');
    return quoted != line.npos && quoted > 0 && line.substr(quoted, 5) == "From ";
  }

  bool give(Record& record, bool large) {
    if (!large) return true;
    record.bytes.clear();
    record.problem = "message too large (over " + std::to_string(limits_.max_record_bytes >> 20) + " MiB)";
    return true;
  }

  CharStream& stream_;
  RecordLimits limits_;
  std::string line_;
  bool at_line_start_ = true, after_blank_ = true;
  bool inside_ = false;  // a message has begun
};

}  // namespace

std::unique_ptr<Splitter> split_mbox(CharStream& stream, const RecordLimits& limits) { return std::make_unique<Messages>(stream, limits); }

}  // namespace dateline
