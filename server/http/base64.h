// Base64 (RFC 4648) as headers hold it.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The bytes it stands for; what is no base64 in it is passed over.
std::string base64_decoded(std::string_view text);

}  // namespace dateline
