#include "server/http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <limits>

#include "server/http/content_coding.h"
#include "server/http/url.h"

namespace dateline {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using std::chrono::seconds;

constexpr std::size_t kReadBytes = 4096;
constexpr std::size_t kMostBuffered = 128 * 1024;   // read ahead of the parser: what a chunk says of itself may be as long as its sender likes

constexpr std::size_t kLineBytes = 4;  // ": " and the line break
const std::string kLongHeader = "the header is longer than ";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  return out;
}

}  // namespace

Connection::Connection(Socket socket, std::string peer, Connections& all) : stream_(std::move(socket)), all_(all), peer_(std::move(peer)), buffer_(all.limits.header_bytes + kMostBuffered) {
  all_.open.insert(this);
}

Connection::~Connection() {
  forget_body();
  free_answer();
  all_.open.erase(this);
}

void Connection::start() { await_request(); }

void Connection::refuse() {
  keep_ = false;
  unread_ = true;
  HttpRequest none;
  answer(all_.application.refuse(none, 503, "the server has as many connections as it takes; try again later"));
}

void Connection::close_if_idle() {
  if (idle_) close_now();
}

void Connection::close_now() {
  Code ignored;
  stream_.socket().close(ignored);
}

// Waits for the first byte of a request as long as an idle connection may, before the time of the header begins to count.
void Connection::await_request() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(all_.limits.header_bytes));
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // what is read is counted in take_body_bytes
  request_ = HttpRequest();
  record_ = HttpRecord();
  lane_ = Lane::read;
  status_ = 0;
  unread_ = head_only_ = false;
  if (buffer_.size()) return read_head();
  buffer_.shrink_to_fit();
  idle_ = true;
  if (all_.draining) return close();
  stream_.expires_after(seconds(all_.limits.idle_seconds));
  stream_.async_read_some(buffer_.prepare(kReadBytes), [self = shared_from_this()](Code code, std::size_t bytes) {
    self->idle_ = false;
    if (code) return self->close();
    self->buffer_.commit(bytes);
    self->read_head();
  });
}

void Connection::read_head() {
  begun_ = Clock::now();
  stream_.expires_after(seconds(all_.limits.header_seconds));
  http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](Code code, std::size_t) {
    if (code) return self->head_failed(code);
    self->admit();
  });
}

void Connection::head_failed(Code code) {
  keep_ = false;
  unread_ = true;
  record_.method = "-";  // nobody knows, but that it came is told
  record_.peer = peer_;
  if (code == http::error::header_limit) return answer_error(431, kLongHeader + std::to_string(all_.limits.header_bytes) + " bytes");
  if (code == boost::beast::error::timeout || code == http::error::end_of_stream || code == http::error::partial_message || code.category() != http::make_error_code(http::error::bad_method).category())
    return close();
  answer_error(400, "this is no HTTP request: " + code.message());
}

void Connection::admit() {
  begun_ = Clock::now();
  const auto& head = parser_->get();
  keep_ = parser_->keep_alive() && !all_.draining;
  old_ = head.version() < 11;
  request_.method = std::string(head.method_string());
  head_only_ = request_.method == "HEAD";
  request_.peer = record_.peer = peer_;
  record_.method = request_.method;
  std::string_view target(head.target().data(), head.target().size());
  if (target.rfind("http://", 0) == 0) target = target.find('/', 7) == target.npos ? "/" : target.substr(target.find('/', 7));  // as sent to a proxy
  const std::size_t mark = target.find('?');
  request_.path = record_.path = std::string(target.substr(0, mark));
  if (mark != target.npos) record_.query = std::string(target.substr(mark + 1));
  std::size_t header_bytes = target.size();
  for (const auto& field : head) {
    request_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}), std::string(field.value()));
    header_bytes += field.name_string().size() + field.value().size() + kLineBytes;
  }
  record_.agent = std::string(request_.header("user-agent"));
  const bool has_body = !parser_->is_done();
  unread_ = has_body;
  if (header_bytes > all_.limits.header_bytes) return answer_error(431, kLongHeader + std::to_string(all_.limits.header_bytes) + " bytes");  // the parser's own limit lets many short lines pass
  if (request_.path.empty() || request_.path.front() != '/') return answer_error(400, "the path has to begin with /");
  std::optional<NamedValues> parameters = read_query_string(record_.query);
  if (!parameters) return answer_error(400, "the query string has a broken percent escape, or bytes that are not UTF-8");
  request_.parameters = *std::move(parameters);
  HttpAdmission admission = all_.application.admit(request_);
  lane_ = admission.lane;
  client_ = std::move(admission.client);
  record_.route = std::move(admission.route);
  if (admission.refusal) return answer(*std::move(admission.refusal));
  const auto length = parser_->content_length();
  if (length && *length > most_body_bytes()) return answer_error(413, "a body may have " + std::to_string(most_body_bytes()) + " bytes at most here");
  if (!has_body) return dispatch();
  body_begun_ = Clock::now();
  if (lower(request_.header("expect")) != "100-continue") return read_body();
  out_head_ = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.expires_after(seconds(all_.limits.stall_seconds));
  asio::async_write(stream_, asio::buffer(out_head_), [self = shared_from_this()](Code code, std::size_t) { code ? self->close() : self->read_body(); });
}

void Connection::read_body() {
  if (parser_->is_done()) {
    unread_ = false;
    request_.body = std::move(parser_->get().body());
    record_.bytes_in = request_.body.size();
    return dispatch();
  }
  stream_.expires_after(seconds(all_.limits.stall_seconds));
  http::async_read_some(stream_, buffer_, *parser_, [self = shared_from_this()](Code code, std::size_t) { self->take_body_bytes(code); });
}

void Connection::take_body_bytes(Code code) {
  if (code == http::error::need_buffer) code = {};
  if (code == boost::beast::error::timeout) return close();
  if (code && code.category() == http::make_error_code(http::error::bad_method).category() && code != http::error::partial_message && code != http::error::end_of_stream) {
    keep_ = false;
    return answer_error(400, "the body is broken: " + code.message());
  }
  if (code) return close();
  const std::size_t size = parser_->get().body().size();
  all_.body_bytes += size - held_;
  held_ = size;
  if (size > most_body_bytes()) return answer_error(413, "a body may have " + std::to_string(most_body_bytes()) + " bytes at most here");
  if (all_.body_bytes > all_.limits.body_bytes_in_all) return answer_error(429, "the server is taking in as much as it can hold; try again later");
  const double took = std::chrono::duration<double>(Clock::now() - body_begun_).count() - all_.limits.stall_seconds;
  if (took > 0 && static_cast<double>(size) < took * static_cast<double>(all_.limits.slowest_bytes_per_second)) return answer_error(408, "the body comes too slowly");
  read_body();
}

// Questions are short; what is taken in may be long.
std::size_t Connection::most_body_bytes() const { return lane_ == Lane::write ? all_.limits.body_bytes : std::min(all_.limits.body_bytes, all_.limits.question_bytes); }

void Connection::dispatch() {
  if (lane_ == Lane::immediate) return answer(all_.application.handle(request_));
  // While it is worked on nothing is read, and nothing expires.
  stream_.expires_never();
  request_.lane = lane_;
  all_.lanes.offer(lane_, client_, [self = shared_from_this()](bool taken) mutable {
    if (!taken) return self->answer_error(429, "the server has as many requests as it takes; try again later");
    HttpResponse response = self->respond();
    // The connection goes back to its own thread, where alone it may end.
    asio::io_context& io = self->all_.io;
    if (response.elsewhere) {
      asio::post(io, [self = std::move(self), lane = *response.elsewhere] {
        self->lane_ = lane;
        self->dispatch();
      });
      return;
    }
    Streamed streamed;
    if (response.stream) {
      streamed = self->stream(response);
      if (streamed.instead) response = *std::move(streamed.instead);
    }
    if (response.stream)
      asio::post(io, [self = std::move(self), whole = streamed.whole] { self->end_stream(whole); });
    else
      asio::post(io, [self = std::move(self), response = std::move(response)]() mutable { self->answer(std::move(response)); });
  });
}

// On the lane's thread. Throws nothing.
HttpResponse Connection::respond() {
  try {
    const auto hold = [&](std::size_t more) {
      held_ += more;
      return (all_.body_bytes += more) <= all_.limits.body_bytes_in_all;
    };
    switch (undo_content_coding(request_, most_body_bytes(), hold)) {
      case Unpacked::whole: return all_.application.handle(request_);
      case Unpacked::unknown: return all_.application.refuse(request_, 415, "this content encoding is not understood; gzip and deflate are");
      case Unpacked::broken: return all_.application.refuse(request_, 400, "the body is not what its content encoding says, or not whole");
      case Unpacked::too_long: return all_.application.refuse(request_, 413, "a body may have " + std::to_string(most_body_bytes()) + " bytes at most when unpacked");
      case Unpacked::too_much: return all_.application.refuse(request_, 429, "the server is taking in as much as it can hold; try again later");
    }
  } catch (const std::exception&) {
    // No memory, not even for saying so in full.
  }
  HttpResponse response;
  response.status = 503;
  response.content_type.clear();
  return response;
}

void Connection::close() {
  finish(0);
  close_now();
}

void Connection::finish(int status) {
  if (record_.method.empty()) return;
  record_.status = status;
  record_.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  all_.application.done(record_);
  record_.method.clear();
}

void Connection::forget_body() { all_.body_bytes -= std::exchange(held_, 0); }

}  // namespace dateline
