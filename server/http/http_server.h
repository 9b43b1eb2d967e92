// Speaks HTTP/1.1 on TCP and Unix sockets: reads requests within limits, hands them to their lane, writes the answers. One thread does the input and output,
// so a slow client costs a socket and no thread. The choice of library: docs/decisions/http-library.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/http/message.h"

namespace dateline {

struct HttpLimits {
  std::size_t header_bytes = 16 * 1024;            // request line and header; beyond: 431
  std::size_t body_bytes = std::size_t{100} << 20;  // of one request, also unpacked; beyond: 413
  std::size_t question_bytes = std::size_t{8} << 20;  // the same where nothing is taken in (lanes other than write)
  std::size_t body_bytes_in_all = std::size_t{400} << 20;  // of all requests at a time, as sent and unpacked; beyond: 429
  std::size_t answer_bytes_in_all = std::size_t{128} << 20;  // of answers that wait for their readers; beyond, the slowest lose theirs
  int patient_seconds = 2;                         // before a reader may be called slow
  std::size_t connections = 4000;                  // beyond: 503 and closed
  int header_seconds = 10;                         // from its first byte to its last
  int idle_seconds = 75;                           // between two requests of a connection
  int stall_seconds = 20;                          // without a byte of the body read, or of the answer written
  std::size_t slowest_bytes_per_second = 4 * 1024;  // of a body or an answer, after the first stall_seconds
  int drain_seconds = 15;                          // at the end, for requests under way
  std::array<unsigned, kLanes> threads{0, 2, 32, 4, 1};     // by Lane; the immediate one has none
  std::array<unsigned, kLanes> waiting{0, 512, 512, 4, 128};  // requests that may wait for a thread; beyond: 429
};

// What was done, for the log and the metrics.
struct HttpRecord {
  std::string method, path, peer, route;  // route: its pattern, or empty
  std::string query;                      // as sent
  std::string agent;
  int status = 0;                         // 0: the connection broke before an answer was whole
  std::uint64_t bytes_in = 0, bytes_out = 0;  // bodies
  double seconds = 0;                     // from the header's end to the answer's
};

// What is decided on a request when its header is in and its body is not.
struct HttpAdmission {
  Lane lane = Lane::read;
  std::optional<HttpResponse> refusal;
  std::string route;
  std::string client;  // who asks: each gets its turn in the lanes
};

struct HttpApplication {
  std::function<HttpAdmission(HttpRequest&)> admit;    // on the thread of input and output
  std::function<HttpResponse(HttpRequest&)> handle;    // on a thread of the lane; throws nothing
  std::function<HttpResponse(const HttpRequest&, int status, const std::string& reason)> refuse;  // for limits: gives the error its form
  std::function<void(const HttpRecord&)> done;         // on the thread of input and output
};

class HttpServer {
 public:
  HttpServer(const HttpLimits& limits, HttpApplication application);
  ~HttpServer();

  // Error{io} naming the address when it cannot be listened on.
  void listen(const std::string& host, std::uint16_t port);
  void listen_unix(const std::string& path);  // a left-over socket file that nobody listens on is replaced; mode 0660
  void adopt(int descriptor);                 // a socket that listens already, as from systemd
  std::uint16_t port() const;                 // of the first TCP socket: the one chosen, when 0 was asked for

  // Serves until stop(); then lets requests under way end, for at most drain_seconds.
  void run();
  void stop();  // from any thread, and from a signal's handler by way of one

  std::size_t connections() const;
  std::size_t waiting(Lane lane) const;  // requests in the lane, running or not

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
