// Who may do what: tokens from a file, a line each: TOKEN read|write [DATABASE,...]. Blank lines and those that begin with # say nothing.
//
//   s3cr3t-of-the-dashboard  read   news,wire
//   s3cr3t-of-the-shipper    write
//
// `write` also reads. A token is at least 16 bytes without white space.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace dateline {

class Tokens {
 public:
  // Error{usage} naming the line that cannot be read, a file that others may write or that holds no token.
  static Tokens from_file(const std::string& path);
  static Tokens from_text(std::string_view text, const std::string& path);

  // What "Authorization: Bearer TOKEN", "ApiKey TOKEN" or "Basic base64(name:TOKEN)" gives; nothing when no token is shown or it is not known. Every known token is compared, each in a time that
  // does not depend on how much of it is right.
  std::optional<Grant> grant_of(const HttpRequest& request) const;

 private:
  struct Token {
    std::string text;
    Grant grant;
  };
  std::vector<Token> tokens_;
};

}  // namespace dateline
