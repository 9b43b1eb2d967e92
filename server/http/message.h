// One request and its answer, as plain values: what handlers see of HTTP. Nothing outside server/http knows the library that speaks it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// What a caller may do, by the token it showed (tokens.h).
struct Grant {
  bool read = false, write = false;
  std::vector<std::string> databases;  // names; empty: all there are
  std::string holder = {};             // of the token, for fair shares: which one of the file it is; empty without tokens

  bool covers(std::string_view database) const;
};

// Where a request is worked on. Each lane has its threads and a bound on what waits for them, so that slow work of one kind leaves the other kinds alone.
enum class Lane {
  immediate,  // on the thread that does the input and output: for what takes microseconds
  read,       // searches
  write,      // changes: mostly waits for the writer
  stream,     // exports: as long as the client takes
  longer,     // searches whose answers are long, or that are many in one
};
inline constexpr int kLanes = 5;

struct HttpRequest {
  std::string method;                  // GET, POST ...
  std::string path;                    // as sent, percent-encoded, without the query
  NamedValues parameters;              // of the query string, decoded, in their order
  NamedValues headers;                 // names in lower case
  std::string body;                    // with its content-encoding undone
  std::string peer;                    // address of the client; "unix" for a socket file
  std::vector<std::string> arguments;  // what stands for the {names} of the route's pattern, decoded
  Grant grant;
  Lane lane = Lane::immediate;         // where it is being worked on

  const std::string* parameter(std::string_view name) const;  // the first of that name; nullptr when there is none
  std::string_view header(std::string_view name) const;       // `name` in lower case; empty when there is none
};

// Takes the next piece of a streamed body; waits while the client is slow. False when the client is gone.
using PartSink = std::function<bool(std::string_view)>;

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";  // empty: no body
  std::string body;
  NamedValues headers;                            // besides Content-Type, Content-Length and Date
  std::function<void(const PartSink&)> stream;    // instead of `body`: runs on the lane's thread
  std::optional<Lane> elsewhere;                  // no answer yet: the request is to be worked on in this lane
};

}  // namespace dateline
