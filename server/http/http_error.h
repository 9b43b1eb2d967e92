// What ends a request with another answer than the one asked for. A handler throws it; the route's family of answers gives it its form.
#pragma once

#include <stdexcept>
#include <string>

#include "common/error.h"

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

// The answer to an error of the library: usage 400, locked 503, interrupted 503, the rest 503 too: the request was right, the disk was not.
HttpError http_error_of(const Error& error);

}  // namespace dateline
