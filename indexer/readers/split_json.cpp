// A scanner that knows strings and nesting, no more: it finds where values begin and end; parsing is the workers'.
#include <algorithm>
#include <array>

#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 8> kWrappers = {"articles", "items", "results", "docs", "documents", "data", "hits", "response"};

// Keys that an article has and a wrapper has not (a feed may well have a title).
constexpr std::array<std::string_view, 6> kTexts = {"headline", "body", "text", "content", "articleBody", "message"};

class JsonValues : public Splitter {
 public:
  JsonValues(CharStream& stream, const RecordLimits& limits) : stream_(stream), limits_(limits) {}

  bool next(Record& record) override {
    for (;;) {
      const int c = skip_blanks();
      if (c < 0 && open_.empty()) return false;
      if (c < 0) {
        open_.clear();
        record.problem = "JSON that ends too early";
        record.bytes.clear();
        return true;
      }
      if (c == ',' || c == ':') {
        take();
      } else if (c == '[' && descends()) {
        take();
        open_.push_back('[');
        accounted_ = true;
      } else if (c == '{' && descends() && kind_that_follows() == Kind::wrapper) {
        take();
        if (open_.empty()) accounted_ = false;
        open_.push_back('{');
      } else if (c == ']' || c == '}') {
        take();
        const bool was_open = !open_.empty();
        if (was_open) open_.pop_back();
        if (was_open && open_.empty() && !accounted_) {
          record.problem = "JSON around articles, without any list of them";
          record.bytes.clear();
          accounted_ = true;
          return true;
        }
      } else if (c == '{' || (open_.empty() && c == '[')) {
        value(record);
        return true;
      } else if (!open_.empty() && open_.back() == '{') {
        if (member(record)) return true;
      } else {
        // A bare number or string where an article should be.
        value(record);
        if (record.problem.empty()) {
          record.problem = "not a JSON object";
          record.bytes.clear();
        }
        return true;
      }
    }
  }

 private:
  int peek() {
    const std::string_view window = stream_.window();
    return window.empty() ? -1 : static_cast<unsigned char>(window.front());
  }
  int take() {
    const int c = peek();
    if (c >= 0) stream_.skip(1);
    return c;
  }
  int skip_blanks() {
    for (int c = peek();; c = peek()) {
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
      take();
    }
  }

  // Only lists at the top, or within wrappers, are opened up.
  bool descends() const { return std::all_of(open_.begin(), open_.end(), [](char c) { return c == '{'; }) && open_.size() < 3; }

  // What the object at the current place is, by its keys as far as the buffer shows: a wrapper has a wrapper's key whose value is a list of objects (or, for
  // some, an object) and none of the keys under which only articles have text.
  enum class Kind { wrapper, article, other };
  Kind kind_that_follows() {
    const std::string_view text = stream_.peek(64 * 1024);
    const auto skip_blanks_from = [&](std::size_t at) {
      while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) ++at;
      return at;
    };
    int depth = 0;
    Kind kind = Kind::other;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      depth += c == '{' || c == '[';
      if ((c == '}' || c == ']') && --depth == 0) break;
      if (c != '"') continue;
      std::size_t end = at + 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      if (end >= text.size()) break;
      const std::string_view name = text.substr(at + 1, end - at - 1);
      const std::size_t colon = skip_blanks_from(end + 1);
      at = end;
      if (depth != 1 || colon >= text.size() || text[colon] != ':') continue;
      if (std::find(kTexts.begin(), kTexts.end(), name) != kTexts.end()) return Kind::article;
      if (name == "title" && kind == Kind::other) kind = Kind::article;
      if (std::find(kWrappers.begin(), kWrappers.end(), name) == kWrappers.end()) continue;
      const std::size_t value = skip_blanks_from(colon + 1);
      if (value >= text.size()) break;
      const std::size_t inner = skip_blanks_from(value + 1);
      const bool list = text[value] == '[' && inner < text.size() && (text[inner] == '{' || text[inner] == ']');
      if (list || (text[value] == '{' && wraps_object(name))) kind = Kind::wrapper;
    }
    return kind;
  }
  static bool wraps_object(std::string_view name) { return name == "hits" || name == "response" || name == "data"; }

  // Inside a wrapper: a key, and its value unless it is opened up next. True when the value is an article, or there is a problem to tell.
  bool member(Record& record) {
    if (peek() != '"') {
      value(record);
      return malformed(record);
    }
    std::string name;
    take();
    for (int c = take(); c >= 0 && c != '"'; c = take()) {
      if (c == '\\') take();
      if (name.size() < 64) name.push_back(static_cast<char>(c));
    }
    if (skip_blanks() != ':') return malformed(record);
    take();
    const int c = skip_blanks();
    const bool wraps = std::find(kWrappers.begin(), kWrappers.end(), name) != kWrappers.end();
    if (wraps && c == '[') {
      take();
      open_.push_back('[');
      accounted_ = true;
      return false;
    }
    if (wraps && c == '{' && wraps_object(name)) {
      const Kind kind = kind_that_follows();
      if (kind == Kind::article) {
        value(record);
        accounted_ = true;
        return true;
      }
      if (kind == Kind::wrapper && open_.size() < 3) {
        take();
        open_.push_back('{');
        return false;
      }
    }
    Record passed_over;
    if (c >= 0) value(passed_over);
    return open_.empty() && malformed(record);  // it ran to the end of the input
  }

  // What should have been a member of a wrapper is not: told once, and the rest is read as well as may be.
  bool malformed(Record& record) {
    if (malformed_) return false;
    malformed_ = accounted_ = true;
    record.bytes.clear();
    record.problem = "malformed JSON around the articles";
    return true;
  }

  // One value, whole.
  void value(Record& record) {
    record.bytes.clear();
    bool large = false, in_string = false, escaped = false;
    long depth = 0;
    for (bool done = false; !done;) {
      const std::string_view window = stream_.window();
      if (window.empty()) {
        open_.clear();  // the record itself shows that the input ends too early
        break;
      }
      std::size_t at = 0;
      for (; at < window.size(); ++at) {
        const char c = window[at];
        if (in_string) {
          if (escaped) escaped = false;
          else if (c == '\\') escaped = true;
          else if (c == '"') {
            in_string = false;
            if (depth == 0) {
              done = true;
              ++at;
              break;
            }
          }
          continue;
        }
        if (c == '"') in_string = true;
        if (c == '{' || c == '[') ++depth;
        const bool closes = c == '}' || c == ']';
        if (closes && --depth == 0) {
          done = true;
          ++at;
          break;
        }
        // A bare word ends at what cannot be in it.
        if (depth <= 0 && (closes || c == ',' || c == '\n')) {
          done = true;
          break;
        }
      }
      large |= record.bytes.size() + at > limits_.max_record_bytes;
      if (!large) record.bytes.append(window.substr(0, at));
      stream_.skip(at);
    }
    if (large) {
      record.bytes.clear();
      record.problem = "record too large (over " + std::to_string(limits_.max_record_bytes >> 20) + " MiB)";
    }
  }

  CharStream& stream_;
  RecordLimits limits_;
  std::vector<char> open_;  // brackets opened up so far
  bool malformed_ = false;
  bool accounted_ = true;  // a list or an article was found in the wrapper at hand, or a problem told
};

}  // namespace

std::unique_ptr<Splitter> split_json(CharStream& stream, const RecordLimits& limits) { return std::make_unique<JsonValues>(stream, limits); }

}  // namespace dateline
