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
    if (c == kReplacement)
      append_utf8(out, c);
    else
      append_folded(out, c, info, text.substr(begin, at - begin));
  }
  return out;
}

void append_folded(std::string& out, char32_t c, CharInfo info, std::string_view bytes) {
  constexpr char32_t kBreve = 0x306;
  constexpr std::string_view kI = "\u0438", kShortI = "\u0439";
  if (!info.folds()) {
    out.append(bytes);
  } else if (c == kBreve && out.size() >= kI.size() && out.compare(out.size() - kI.size(), kI.size(), kI) == 0) {
    out.replace(out.size() - kI.size(), kI.size(), kShortI);  // written apart; of all letters with a dropped mark, й alone is one of its own
  } else {
    out.append(info.folded());
  }
}

}  // namespace dateline
