#include "query/present/layout.h"

#include <algorithm>

#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

std::size_t width_of(const StyledLine& line) {
  std::size_t width = 0;
  for (const Span& span : line) width += display_width(span.text);
  return width;
}

void append(StyledLine& line, std::string_view text, bool marked) {
  if (text.empty()) return;
  if (!line.empty() && line.back().marked == marked)
    line.back().text += text;
  else
    line.push_back({std::string(text), marked});
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
      append(words.back(), std::string_view(span.text).substr(begin, end - begin), span.marked);
      if (end == span.text.size()) break;
      if (!words.back().empty()) words.emplace_back();
      begin = end + 1;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// Whether the space before a word lies inside a mark: a phrase is marked as a whole.
bool marked_across(const StyledLine& line, const StyledLine& word) { return line.back().marked && word.front().marked; }

class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(std::max<std::size_t>(width, 2)) {}

  void add(const StyledLine& word) {
    const std::size_t columns = width_of(word);
    if (!line_.empty() && (columns <= width_ ? used_ + 1 + columns : used_ + 2) > width_) flush();
    if (!line_.empty()) {
      append(line_, " ", marked_across(line_, word));
      ++used_;
    }
    if (columns <= width_) {
      for (const Span& span : word) append(line_, span.text, span.marked);
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
        append(line_, piece, span.marked);
        used_ += std::min(display_width(piece), width_ - used_);
        rest.remove_prefix(piece.size());
      }
    }
  }

  std::size_t width_, used_ = 0;
  StyledLine line_;
  std::vector<StyledLine> lines_;
};

}  // namespace

StyledLine styled(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& marks) {
  StyledLine line;
  std::size_t at = 0;
  for (const auto& [begin, end] : marks) {
    if (begin < at || end <= begin || end > text.size()) continue;
    append(line, escaped_piece(text.substr(at, begin - at)), false);
    append(line, escaped_piece(text.substr(begin, end - begin)), true);
    at = end;
  }
  append(line, escaped_piece(text.substr(at)), false);
  return line;
}

std::vector<StyledLine> wrap(const StyledLine& text, std::size_t width) {
  Wrapper wrapper(width);
  for (const StyledLine& word : words_of(text)) wrapper.add(word);
  return wrapper.lines();
}

std::string rendered(const StyledLine& line, const std::string& on, const std::string& off) {
  std::string out;
  for (const Span& span : line) out += span.marked ? on + span.text + off : span.text;
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
