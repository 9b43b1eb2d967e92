#include "common/text/terminal_escape.h"

#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

bool drives_terminal(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_space(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x2028 || c == 0x2029; }

}  // namespace

std::string escape_for_terminal(std::string_view text, bool one_line) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c == '\r' && at < text.size() && text[at] == '\n') continue;  // a Windows line end
    if (one_line && is_space(c)) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      append_utf8(out, drives_terminal(c) ? kReplacement : c);
    }
  }
  if (one_line)
    while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += char_info(decode_utf8(text, at)).width();
  return width;
}

std::string_view cut_to_width(std::string_view text, std::size_t columns) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    width += char_info(decode_utf8(text, at)).width();
    if (width > columns) return text.substr(0, begin);
  }
  return text;
}

}  // namespace dateline
