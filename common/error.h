// An error that ends a command. What is expected (a bad article, an odd date, no hits) is a value instead.
#pragma once

#include <stdexcept>
#include <string>

namespace dateline {

enum class ErrorKind {
  usage,        // the command line or a query makes no sense
  database,     // the database is missing, damaged, of another version, or its disk failed
  io,           // a file or stream other than the database
  locked,       // another writer holds the database
  interrupted,  // Ctrl-C or SIGTERM, after what was complete has been committed
};

// The message says what failed, on which path or id, and what to do next.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

}  // namespace dateline
