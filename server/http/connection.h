// One client's connection: request after request, each within its limits. Lives on the thread of input and output, but for what a streamed answer sends.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "server/http/http_server.h"
#include "server/http/lanes.h"

namespace dateline {

class Connection;

// What the connections of a server share.
struct Connections {
  const HttpLimits& limits;
  const HttpApplication& application;
  Lanes& lanes;
  boost::asio::io_context& io;
  std::set<Connection*> open;        // all there are
  std::atomic<std::size_t> body_bytes{0};  // held by requests under way, as sent and unpacked
  std::size_t answer_bytes = 0;      // held by answers that are being written
  std::size_t most_answer_bytes = 0; // since memory was given back
  bool draining = false;             // answers end their connection, idle ones are closed
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::generic::stream_protocol::socket;

  Connection(Socket socket, std::string peer, Connections& all);
  ~Connection();

  void start();
  void refuse();           // the server has too many connections
  void close_if_idle();
  void close_now();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  using Clock = std::chrono::steady_clock;
  using Code = boost::beast::error_code;

  void await_request();
  void read_head();
  void head_failed(Code code);
  void admit();
  void read_body();
  void take_body_bytes(Code code);
  void dispatch();
  std::size_t most_body_bytes() const;
  HttpResponse respond();
  void answer_error(int status, const std::string& reason);
  void answer(HttpResponse response);
  bool make_room(std::size_t bytes);
  void write_answer();
  void answer_written(std::size_t bytes);
  struct Streamed {
    bool whole = true;
    std::optional<HttpResponse> instead;  // it failed before anything was out
  };
  Streamed stream(const HttpResponse& response);
  bool send_part(std::string_view part, const std::string& head);
  void end_stream(bool whole);
  std::string head_of(const HttpResponse& response, bool chunked) const;
  void answered(Code code);
  void finish(int status);
  void close();
  void linger();
  void forget_body();
  void forget_answer();
  void free_answer();

  boost::beast::basic_stream<boost::asio::generic::stream_protocol> stream_;
  Connections& all_;
  std::string peer_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  HttpRequest request_;
  HttpRecord record_;
  Lane lane_ = Lane::read;
  std::string client_;
  Clock::time_point begun_;          // the request
  Clock::time_point body_begun_;
  Clock::time_point write_begun_, linger_end_;
  std::size_t held_ = 0;             // of Connections::body_bytes
  std::size_t answer_held_ = 0;      // of Connections::answer_bytes
  std::size_t written_ = 0;          // of head and body
  int status_ = 0;
  std::string out_head_, out_body_;
  bool keep_ = false, idle_ = false, head_only_ = false, old_ = false;  // old_: HTTP/1.0
  bool unread_ = false;              // answered before all of the request was in
};

}  // namespace dateline
