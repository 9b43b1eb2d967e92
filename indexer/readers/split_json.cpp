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
      if (c < 0) return false;
      if (c == ',' || c == ':') {
        take();
      } else if (c == '[' && descends()) {
        take();
        open_.push_back('[');
      } else if (c == '{' && descends() && wrapper_follows()) {
        take();
        open_.push_back('{');
      } else if (c == ']' || c == '}') {
        take();
        if (!open_.empty()) open_.pop_back();
      } else if (c == '{' || (open_.empty() && c == '[')) {
        value(record);
        return true;
      } else if (!open_.empty() && open_.back() == '{') {
        member();
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

  // Is the object at the current place a wrapper? Looks at its keys as far as the buffer shows, for a wrapper's key whose value is a list or an object
  // of its own and no key that only an article has.
  bool wrapper_follows() {
    const std::string_view text = stream_.peek(64 * 1024);
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') {
        if (--depth == 0) return false;
      }
      if (c != '"') continue;
      std::size_t end = at + 1;
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      if (end >= text.size()) return false;
      const std::string_view name = text.substr(at + 1, end - at - 1);
      std::size_t after = end + 1;
      while (after < text.size() && (text[after] == ' ' || text[after] == '\n' || text[after] == '\r' || text[after] == '\t')) ++after;
      const bool key = after < text.size() && text[after] == ':';
      at = end;
      if (!key || depth != 1) continue;
      if (std::find(kTexts.begin(), kTexts.end(), name) != kTexts.end()) return false;
      if (std::find(kWrappers.begin(), kWrappers.end(), name) == kWrappers.end()) continue;
      std::size_t value = after + 1;
      while (value < text.size() && (text[value] == ' ' || text[value] == '\n' || text[value] == '\r' || text[value] == '\t')) ++value;
      if (value >= text.size()) return false;
      if (text[value] == '{' && (name == "hits" || name == "response" || name == "data")) return true;
      if (text[value] != '[') continue;
      // A list of objects, or an empty one.
      do ++value;
      while (value < text.size() && (text[value] == ' ' || text[value] == '\n' || text[value] == '\r' || text[value] == '\t'));
      if (value < text.size() && (text[value] == '{' || text[value] == ']')) return true;
    }
    return false;
  }

  // Inside a wrapper: a key, and its value unless it is opened up next.
  void member() {
    if (peek() != '"') {
      Record passed_over;
      value(passed_over);
      return;
    }
    std::string name;
    take();
    for (int c = take(); c >= 0 && c != '"'; c = take()) {
      if (c == '\\') take();
      if (name.size() < 64) name.push_back(static_cast<char>(c));
    }
    if (skip_blanks() != ':') return;
    take();
    const int c = skip_blanks();
    const bool wraps = std::find(kWrappers.begin(), kWrappers.end(), name) != kWrappers.end();
    if (wraps && c == '[') {
      take();
      open_.push_back('[');
    } else if (wraps && c == '{' && open_.size() < 3) {
      take();
      open_.push_back('{');
    } else if (c >= 0) {
      Record passed_over;
      value(passed_over);
    }
  }

  // One value, whole.
  void value(Record& record) {
    record.bytes.clear();
    bool large = false, in_string = false, escaped = false;
    long depth = 0;
    for (bool done = false; !done;) {
      const std::string_view window = stream_.window();
      if (window.empty()) break;
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
};

}  // namespace

std::unique_ptr<Splitter> split_json(CharStream& stream, const RecordLimits& limits) { return std::make_unique<JsonValues>(stream, limits); }

}  // namespace dateline
