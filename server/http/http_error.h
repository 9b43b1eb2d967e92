// What ends a request with another answer than the one asked for. A handler throws it; the route's family of answers gives it its form.
#pragma once

#include <stdexcept>
#include <string>

#include "common/error.h"
#include "server/http/message.h"

namespace dateline {

class HttpError : public std::runtime_error {
 public:
  // `type`: what a program can go by, such as "not_found" or Elasticsearch's "index_not_found_exception". The message says what is wrong and what to do.
  HttpError(int status, std::string type, const std::string& message) : std::runtime_error(message), status_(status), type_(std::move(type)) {}
  int status() const { return status_; }
  const std::string& type() const { return type_; }

 private:
  int status_;
  std::string type_;
};

// Thrown by a handler of Lane::read that finds its answer to be long: it is called again, in Lane::longer, so that short answers do not wait for long ones.
struct LongAnswer {};

// For such handlers, before they change anything of the request. `hits`: how many articles the answer may tell.
inline constexpr std::size_t kShortAnswer = 100;
void want_room_for(const HttpRequest& request, std::size_t hits);

// The answer to an error of the library: usage 400, locked 503, interrupted 503, the rest 503 too: the request was right, the disk was not.
HttpError http_error_of(const Error& error);

}  // namespace dateline
