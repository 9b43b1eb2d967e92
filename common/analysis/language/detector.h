// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// ISO 639-1 code, or "und" when unsure (too short, mixed, unknown). Looks at no more than the first `max_bytes` of the text.
// Method: script first, then function words (detector.cpp names the source).
std::string detect_language(std::string_view text, std::size_t max_bytes = 8192);

}  // namespace dateline
