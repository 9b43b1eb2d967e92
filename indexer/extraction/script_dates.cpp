#include "indexer/extraction/script_dates.h"

#include <algorithm>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/named_date.h"

namespace dateline {
namespace {

constexpr std::size_t kMostDates = 400, kDeepest = 64, kLongestKept = 400;
constexpr int kDeepestInStrings = 2;

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '@'; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

class Scanner {
 public:
  Scanner(std::string_view text, bool json_ld, int depth, std::vector<ScriptDate>& out) : text_(text), json_ld_(json_ld), depth_(depth), out_(out) {}

  void run() {
    while (at_ < text_.size() && out_.size() < kMostDates) {
      const char c = text_[at_];
      if (c == '"' || (c == '\'' && !json_ld_)) {
        string(c);
      } else if (c == '{' || c == '[') {
        open(c == '{');
      } else if (c == '}' || c == ']') {
        close();
      } else if (is_name_char(c)) {
        bare();
      } else {
        if (c == ',') key_.clear();
        ++at_;
      }
    }
    while (!stack_.empty()) close();
  }

 private:
  struct Frame {
    bool object;
    std::string key, type, title;
    std::size_t first_date;
  };

  void open(bool object) {
    ++at_;
    if (stack_.size() >= kDeepest) {
      ++too_deep_;
    } else {
      std::string key = stack_.empty() || stack_.back().object ? key_ : std::string();
      path_ += "/" + key;
      stack_.push_back({object, std::move(key), {}, {}, out_.size()});
    }
    if (object) key_.clear();
  }

  void close() {
    if (at_ < text_.size()) ++at_;
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    key_.clear();
    if (stack_.empty()) return;
    const Frame& frame = stack_.back();
    if (frame.object)
      for (std::size_t i = frame.first_date; i < out_.size(); ++i)
        if (out_[i].inside == kOpen) {
          out_[i].type = frame.type;
          out_[i].title = frame.title;
          out_[i].inside = path_;
        }
    path_.resize(path_.size() - frame.key.size() - 1);
    stack_.pop_back();
  }

  // Whether what has just been read is followed by a colon; then past it.
  bool is_key() {
    std::size_t next = at_;
    while (next < text_.size() && is_blank(text_[next])) ++next;
    if (next >= text_.size() || text_[next] != ':') return false;
    at_ = next + 1;
    return true;
  }

  void string(char quote) {
    const std::size_t begin = ++at_;
    bool escaped = false;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\') {
        escaped = true;
        ++at_;
      } else if (text_[at_] == '\n' && !json_ld_) {
        return;  // no string after all
      }
    }
    const std::string_view raw = text_.substr(begin, std::min(at_, text_.size()) - begin);
    if (at_ < text_.size()) ++at_;
    if (is_key()) {
      key_ = raw.size() <= 64 ? fold(raw) : std::string();
      return;
    }
    if (escaped && depth_ < kDeepestInStrings && raw.size() > 40 && raw.find("ate") != raw.npos && raw.find("\\\"") != raw.npos)
      Scanner(unescaped(raw), false, depth_ + 1, out_).run();
    value(raw, escaped);
  }

  // A bare key, number or word.
  void bare() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_char(text_[at_])) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (is_key())
      key_ = word.size() <= 64 && !json_ld_ ? fold(word) : std::string();
    else if (word[0] >= '0' && word[0] <= '9')
      value(word, false);
  }

  void value(std::string_view raw, bool escaped) {
    if (stack_.empty() || key_.empty() || raw.empty() || raw.size() > kLongestKept) return;
    Frame& frame = stack_.back();
    // In a list, the key is that of the list.
    Frame& object = frame.object || stack_.size() < 2 ? frame : stack_[stack_.size() - 2];
    if (key_ == "@type") {
      if (object.type.empty()) object.type = fold(raw);
    } else if (key_ == "headline" || ((key_ == "name" || key_ == "title") && object.title.empty())) {
      object.title = escaped ? unescaped(raw) : std::string(raw);
    } else if (raw.size() >= 6 && raw.size() <= 80 && raw.find_first_of("0123456789") != raw.npos) {
      const NamedDate named = named_date(key_);
      if (named == NamedDate::published || named == NamedDate::created || named == NamedDate::modified)
        out_.push_back({key_, escaped ? unescaped(raw) : std::string(raw), {}, {}, std::string(kOpen)});
    }
    if (frame.object) key_.clear();
  }

  static std::string unescaped(std::string_view raw) {
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '\\' || i + 1 == raw.size()) {
        out.push_back(raw[i]);
        continue;
      }
      const char c = raw[++i];
      if (c == 'u' && i + 4 < raw.size()) {
        char32_t code = 0;
        for (std::size_t k = i + 1; k <= i + 4; ++k) {
          const char h = raw[k];
          code = code * 16 + static_cast<char32_t>(h >= '0' && h <= '9' ? h - '0' : (h | 32) >= 'a' && (h | 32) <= 'f' ? (h | 32) - 'a' + 10 : 0);
        }
        i += 4;
        append_utf8(out, code >= 0xD800 && code <= 0xDFFF ? kReplacement : code);
      } else {
        out.push_back(c == 'n' || c == 't' || c == 'r' ? ' ' : c);
      }
    }
    return out;
  }

  static constexpr std::string_view kOpen = "?";  // `inside` of a date whose object is still open

  std::string_view text_;
  bool json_ld_;
  int depth_;
  std::vector<ScriptDate>& out_;
  std::size_t at_ = 0, too_deep_ = 0;
  std::string key_, path_;
  std::vector<Frame> stack_;
};

}  // namespace

std::vector<ScriptDate> script_dates(std::string_view text, bool json_ld) {
  std::vector<ScriptDate> dates;
  Scanner(text, json_ld, 0, dates).run();
  return dates;
}

}  // namespace dateline
