// Bodies that come compressed.
#pragma once

#include <cstddef>
#include <functional>

#include "server/http/message.h"

namespace dateline {

enum class Unpacked {
  whole,
  unknown,   // a coding that is not one of these
  broken,
  too_long,  // more than `most` bytes
  too_much,  // `hold` refused
};

// Undoes the request's Content-Encoding (gzip, deflate, identity), and takes the header away with it. `hold` is asked before so many more bytes are taken up, and says whether they may be.
Unpacked undo_content_coding(HttpRequest& request, std::size_t most, const std::function<bool(std::size_t)>& hold);

}  // namespace dateline
