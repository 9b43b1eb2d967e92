#include "indexer/readers/markup_scanner.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kLongestTag = 64 * 1024;
constexpr std::string_view kCdata = "<![CDATA[";

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80; }
bool ends_name(char c) { return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '<'; }

}  // namespace

std::size_t MarkupScanner::scan(std::string_view window) {
  token_ = MarkupToken::unfinished;
  switch (state_) {
    case State::text: {
      const std::size_t open = std::min(window.find('<'), window.size());
      if (open > 0) return end(MarkupToken::text, open);
      state_ = State::opening;
      tag_ = "<";
      return 1;
    }
    case State::opening: return scan_opening(window);
    case State::tag: return scan_tag(window);
    case State::comment: return scan_until(window, '-', '-');
    case State::cdata: return scan_until(window, ']', ']');
    case State::instruction: return scan_until(window, 0, '?');
    case State::declaration: return scan_declaration(window);
  }
  return window.size();
}

// Until it is clear what the "<" has begun.
std::size_t MarkupScanner::scan_opening(std::string_view window) {
  const char c = window.front();
  before_[0] = before_[1] = quote_ = 0;
  length_ = 0;
  brackets_ = 0;
  if (tag_ == "<" && c == '?') {
    state_ = State::instruction;
    return 1;
  }
  if ((tag_ == "<" || tag_ == "</") && begins_name(c)) {
    state_ = State::tag;
    return 0;
  }
  if (tag_ == "<" && (c == '/' || c == '!')) {
    tag_.push_back(c);
    return 1;
  }
  if (tag_.size() < 2 || tag_[1] != '!') return end(MarkupToken::text, 0);
  tag_.push_back(c);
  if (tag_ == "<!--" || tag_ == kCdata) {
    state_ = tag_ == kCdata ? State::cdata : State::comment;
    return 1;
  }
  if (tag_ == "<!-" || kCdata.substr(0, tag_.size()) == tag_) return 1;
  state_ = State::declaration;
  tag_.pop_back();
  return 0;
}

std::size_t MarkupScanner::scan_tag(std::string_view window) {
  for (std::size_t at = 0; at < window.size(); ++at) {
    const char c = window[at];
    if (c == '<' || tag_.size() >= kLongestTag) return end(tag_[1] == '/' ? MarkupToken::end_tag : MarkupToken::start_tag, at);
    tag_.push_back(c);
    if (quote_) {
      if (c == quote_) quote_ = 0;
    } else if (c == '>') {
      return end(tag_[1] == '/' ? MarkupToken::end_tag : MarkupToken::start_tag, at + 1);
    } else if ((c == '"' || c == '\'') && tag_[tag_.size() - 2] == '=') {
      quote_ = c;
    }
  }
  return window.size();
}

std::size_t MarkupScanner::scan_until(std::string_view window, char before_last, char before_end) {
  for (std::size_t at = 0;; ++at) {
    at = window.find('>', at);
    if (at == window.npos) break;
    const char last = at >= 1 ? window[at - 1] : before_[1], last_but_one = at >= 2 ? window[at - 2] : before_[at];
    if (last == before_end && (!before_last || last_but_one == before_last)) return end(state_ == State::cdata ? MarkupToken::cdata : MarkupToken::other, at + 1);
  }
  before_[0] = window.size() >= 2 ? window[window.size() - 2] : before_[1];
  before_[1] = window.back();
  return window.size();
}

std::size_t MarkupScanner::scan_declaration(std::string_view window) {
  for (std::size_t at = 0; at < window.size(); ++at) {
    const char c = window[at];
    if (++length_ > kLongestTag) return end(MarkupToken::other, at);
    if (quote_) {
      if (c == quote_) quote_ = 0;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '[' || c == ']') {
      brackets_ += c == '[' ? 1 : -1;
    } else if (c == '>' && brackets_ <= 0) {
      return end(MarkupToken::other, at + 1);
    }
  }
  return window.size();
}

std::size_t MarkupScanner::end(MarkupToken token, std::size_t taken) {
  state_ = State::text;
  token_ = token;
  return taken;
}

std::string_view MarkupScanner::name() const {
  if (tag_.size() < 2) return {};
  std::string_view name = std::string_view(tag_).substr(tag_.size() > 1 && tag_[1] == '/' ? 2 : 1);
  return name.substr(0, static_cast<std::size_t>(std::find_if(name.begin(), name.end(), ends_name) - name.begin()));
}

bool MarkupScanner::closes_itself() const { return tag_.size() > 2 && tag_.substr(tag_.size() - 2) == "/>"; }

std::string_view name_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? std::string_view() : name.substr(0, colon);
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace dateline
