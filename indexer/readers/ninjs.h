// ninjs (IPTC), versions 1 to 3: news in JSON with keys of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// A ninjs object with the keys of docs/output.md: uri is the id, the text is body_text, else body_html or body_xhtml, else the description. Keys that
// mean nothing else stay. Nothing when `json` is no ninjs: it has a uri, and a time of its version or a body in ninjs's way.
std::optional<std::string> article_json_of_ninjs(std::string_view json);

}  // namespace dateline
