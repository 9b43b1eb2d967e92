// Bodies that come compressed.
#pragma once

#include <cstddef>
#include <string>

#include "server/http/message.h"

namespace dateline {

inline constexpr const char* kTooLongUnpacked = "the body is too long when unpacked";

// Undoes the request's Content-Encoding (gzip, deflate, identity). Returns what is wrong with it, or nothing; unpacks no more than `most` bytes.
std::string undo_content_coding(HttpRequest& request, std::size_t most);

}  // namespace dateline
