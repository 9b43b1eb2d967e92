// A random UUID (RFC 4122, version 4). Asks the system for random bytes, not for a file that a container may lack.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

std::string random_uuid();                      // its 16 bytes
std::string uuid_text(std::string_view bytes);  // "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"

}  // namespace dateline
