// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

#include "common/text/tokenizer.h"

namespace dateline {

// ISO 639-1 code, or "und" when unsure (too short, mixed, unknown). Looks at no more than the first `max_bytes` of the text.
// Method: script first, then function words (detector.cpp names the source).
inline constexpr std::size_t kDetectBytes = 8192;
std::string detect_language(std::string_view text, std::size_t max_bytes = kDetectBytes);
// The same of a text that has been cut into tokens.
std::string detect_language(std::string_view text, const TokenList& tokens, std::size_t max_bytes = kDetectBytes);

}  // namespace dateline
