#include "common/text/fold.h"

#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text, at);
    const CharInfo info = char_info(c);
    if (info.folds())
      out.append(info.folded());
    else if (c == kReplacement)
      append_utf8(out, c);
    else
      out.append(text.substr(begin, at - begin));
  }
  return out;
}

}  // namespace dateline
