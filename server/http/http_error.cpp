#include "server/http/http_error.h"

#include <string_view>

namespace dateline {

namespace {

// What the library says of "--limit" is said of the parameter "limit" here; what names dateline-index is about options of that program.
std::string without_dashes(std::string_view message) {
  if (message.find("dateline-index") != message.npos) return std::string(message);
  std::string out;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const bool option = message.substr(at, 2) == "--" && at + 2 < message.size() && message[at + 2] >= 'a' && message[at + 2] <= 'z' && (at == 0 || message[at - 1] == ' ');
    if (option) at += 2;
    out.push_back(message[at]);
  }
  return out;
}

}  // namespace

void want_room_for(const HttpRequest& request, std::size_t hits) {
  if (request.lane == Lane::read && hits > kShortAnswer) throw LongAnswer();
}

HttpError http_error_of(const Error& error) {
  switch (error.kind()) {
    case ErrorKind::usage: return {400, "bad_request", without_dashes(error.what())};
    case ErrorKind::locked: return {503, "locked", error.what()};
    case ErrorKind::interrupted: return {503, "stopping", error.what()};
    case ErrorKind::database: return {503, "database", error.what()};
    case ErrorKind::io: return {503, "io", error.what()};
  }
  return {503, "database", error.what()};
}

}  // namespace dateline
