#include "query/present/layout.h"

#include <algorithm>

#include "common/text/terminal_escape.h"
#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kLinesInList = 6;
constexpr std::string_view kLeftToRight = "\u2066", kRightToLeft = "\u2067", kIsolateEnd = "\u2069";

// Letters of the scripts written from right to left: UAX #9, classes R and AL, by their blocks.
bool is_right_to_left(char32_t c) {
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

// Which isolate sets the text apart; none for a text without letters from right to left.
std::string_view isolate_of(const StyledLine& text) {
  std::string_view first;  // of the first letter
  for (const Span& span : text) {
    for (std::size_t at = 0; at < span.text.size();) {
      const char32_t c = decode_utf8(span.text, at);
      if (is_right_to_left(c)) return first.empty() ? kRightToLeft : first;
      const CharClass kind = char_info(c).char_class();
      if (first.empty() && (kind == CharClass::letter || kind == CharClass::bigram)) first = kLeftToRight;
    }
  }
  return {};
}

// An isolate ends with its line: one that is open there is closed, and opened on the next. They do not nest.
void close_isolates(std::vector<StyledLine>& lines) {
  std::string open;
  for (StyledLine& line : lines) {
    if (!open.empty()) line.insert(line.begin(), {open});
    for (const Span& span : line) {
      const std::size_t end = span.text.rfind(kIsolateEnd), begin = std::max(span.text.rfind(kLeftToRight) + 1, span.text.rfind(kRightToLeft) + 1);  // 0: none
      if (begin > 0 && (end == std::string::npos || begin > end))
        open = span.text.substr(begin - 1, kLeftToRight.size());
      else if (end != std::string::npos)
        open.clear();
    }
    if (!open.empty()) line.push_back({std::string(kIsolateEnd)});
  }
}

std::size_t width_of(const StyledLine& line) {
  std::size_t width = 0;
  for (const Span& span : line) width += display_width(span.text);
  return width;
}

void append(StyledLine& line, std::string_view text, Style style) {
  if (text.empty()) return;
  if (!line.empty() && line.back().style == style)
    line.back().text += text;
  else
    line.push_back({std::string(text), style});
}

// Escaped on one line, but for the spaces at its ends, which part it from its neighbours.
std::string escaped_piece(std::string_view text) {
  const std::string guarded = escape_for_terminal("|" + std::string(text) + "|", true);
  return guarded.substr(1, guarded.size() - 2);
}

// Parts of the text between spaces.
std::vector<StyledLine> words_of(const StyledLine& text) {
  std::vector<StyledLine> words(1);
  for (const Span& span : text) {
    std::size_t begin = 0;
    while (begin <= span.text.size()) {
      const std::size_t end = std::min(span.text.find_first_of(" \n\t", begin), span.text.size());
      append(words.back(), std::string_view(span.text).substr(begin, end - begin), span.style);
      if (end == span.text.size()) break;
      if (!words.back().empty()) words.emplace_back();
      begin = end + 1;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// The space before a word that goes on in the same style is marked too: a phrase is marked as a whole.
Style style_across(const StyledLine& line, const StyledLine& word) { return line.back().style == word.front().style ? word.front().style : kPlain; }

class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(std::max<std::size_t>(width, 2)) {}

  void add(const StyledLine& word) {
    const std::size_t columns = width_of(word);
    if (!line_.empty() && (columns <= width_ ? used_ + 1 + columns : used_ + 2) > width_) flush();
    if (!line_.empty()) {
      append(line_, " ", style_across(line_, word));
      ++used_;
    }
    if (columns <= width_) {
      for (const Span& span : word) append(line_, span.text, span.style);
      used_ += columns;
    } else {
      add_in_pieces(word);
    }
  }

  std::vector<StyledLine> lines() {
    flush();
    return std::move(lines_);
  }

 private:
  void flush() {
    if (!line_.empty()) lines_.push_back(std::move(line_));
    line_.clear();
    used_ = 0;
  }

  void add_in_pieces(const StyledLine& word) {
    for (const Span& span : word) {
      std::string_view rest = span.text;
      while (!rest.empty()) {
        std::string_view piece = cut_to_width(rest, width_ - used_);
        if (piece.empty() && !line_.empty()) {
          flush();
          continue;
        }
        if (piece.empty()) {  // wider than a whole line: nothing narrower than one character
          std::size_t at = 0;
          decode_utf8(rest, at);
          piece = rest.substr(0, at);
        }
        append(line_, piece, span.style);
        used_ += std::min(display_width(piece), width_ - used_);
        rest.remove_prefix(piece.size());
      }
    }
  }

  std::size_t width_, used_ = 0;
  StyledLine line_;
  std::vector<StyledLine> lines_;
};

std::vector<StyledLine> wrap_first(const StyledLine& text, std::size_t width, std::size_t most) {
  Wrapper wrapper(width);
  for (const StyledLine& word : words_of(text)) wrapper.add(word);
  std::vector<StyledLine> lines = wrapper.lines();
  const bool longer = lines.size() > most;
  if (longer) lines.resize(most);
  close_isolates(lines);
  if (longer) lines.push_back({{"…"}});
  return lines;
}

}  // namespace

StyledLine styled(std::string_view text, const std::vector<Mark>& marks) {
  StyledLine line;
  std::size_t at = 0;
  for (const auto& [begin, end, style] : marks) {
    if (begin < at || end <= begin || end > text.size()) continue;
    append(line, escaped_piece(text.substr(at, begin - at)), kPlain);
    append(line, escaped_piece(text.substr(begin, end - begin)), style);
    at = end;
  }
  append(line, escaped_piece(text.substr(at)), kPlain);
  return line;
}

StyledLine isolated(StyledLine text) {
  const std::string_view isolate = isolate_of(text);
  if (isolate.empty()) return text;
  text.insert(text.begin(), {std::string(isolate)});
  text.push_back({std::string(kIsolateEnd)});
  return text;
}

std::string isolated(const std::string& escaped) {
  const std::string_view isolate = isolate_of({{escaped}});
  return isolate.empty() ? escaped : std::string(isolate) + escaped + std::string(kIsolateEnd);
}

std::vector<Mark> marks_at(const std::vector<std::pair<std::size_t, std::size_t>>& ranges, Style style) {
  std::vector<Mark> marks;
  for (const auto& [begin, end] : ranges) marks.push_back({begin, end, style});
  return marks;
}

std::vector<StyledLine> wrap(const StyledLine& text, std::size_t width) { return wrap_first(text, width, SIZE_MAX); }

std::vector<StyledLine> wrap_beginning(const StyledLine& text, std::size_t width) { return wrap_first(text, width, kLinesInList); }

std::string rendered(const StyledLine& line, const std::string& on, const std::string& off) {
  std::string out;
  for (const Span& span : line) out += span.style != kPlain ? on + span.text + off : span.text;
  return out;
}

std::string rendered(const StyledLine& line, const std::vector<std::string>& on, const std::string& off) {
  std::string out;
  for (const Span& span : line) out += span.style != kPlain ? on.at(span.style - 1u) + span.text + off : span.text;
  return out;
}

std::string padded_right(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return used < width ? text + std::string(width - used, ' ') : text;
}

std::string padded_left(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return used < width ? std::string(width - used, ' ') + text : text;
}

}  // namespace dateline
