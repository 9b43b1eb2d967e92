// Percent-encoding and query strings (RFC 3986, and the form encoding of HTML for the query).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace dateline {

// Nothing when an escape is broken, or what it stands for is not UTF-8 or holds NUL. `plus_is_space` in query strings.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);
std::string percent_encoded(std::string_view text);  // all but letters, digits and -._~

// "a=1&b=x%20y&c": c has the empty value. Nothing when an escape is broken.
std::optional<NamedValues> read_query_string(std::string_view text);

// "/a//b%2Fc/" -> "a", "", "b/c", "" without the leading slash. Nothing when an escape is broken.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

}  // namespace dateline
