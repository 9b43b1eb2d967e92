#include "server/http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <cstdio>
#include <ctime>
#include <future>
#include <limits>

#include "server/http/content_coding.h"
#include "server/http/url.h"

namespace dateline {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using std::chrono::seconds;

constexpr std::size_t kReadBytes = 4096;
constexpr std::size_t kLingerBytes = 256 * 1024;  // read and thrown away of a body that is not wanted, so that the client sees the answer

std::string http_date() {
  char out[40];
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {out, std::strftime(out, sizeof out, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  return out;
}

// A value of ours must not end the line it stands in.
void add_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (const char c : value) head.push_back(c == '\r' || c == '\n' || c == '\0' ? ' ' : c);
  head.append("\r\n");
}

}  // namespace

Connection::Connection(Socket socket, std::string peer, Connections& all) : stream_(std::move(socket)), all_(all), peer_(std::move(peer)) { all_.open.insert(this); }

Connection::~Connection() {
  forget_body();
  all_.open.erase(this);
}

void Connection::start() { await_request(); }

void Connection::refuse() {
  keep_ = false;
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
  body_unread_ = head_only_ = false;
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
  if (code == http::error::header_limit) return answer_error(431, "the header is longer than " + std::to_string(all_.limits.header_bytes) + " bytes");
  if (code == boost::beast::error::timeout || code == http::error::end_of_stream || code == http::error::partial_message || code.category() != http::make_error_code(http::error::bad_method).category())
    return close();
  answer_error(400, "this is no HTTP request: " + code.message());
}

void Connection::admit() {
  begun_ = Clock::now();
  const auto& head = parser_->get();
  keep_ = head.keep_alive() && !all_.draining;
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
  for (const auto& field : head) request_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}), std::string(field.value()));
  record_.agent = std::string(request_.header("user-agent"));
  const bool has_body = !parser_->is_done();
  body_unread_ = has_body;
  if (request_.path.empty() || request_.path.front() != '/') return answer_error(400, "the path has to begin with /");
  std::optional<NamedValues> parameters = read_query_string(record_.query);
  if (!parameters) return answer_error(400, "the query string has a broken percent escape, or bytes that are not UTF-8");
  request_.parameters = *std::move(parameters);
  HttpAdmission admission = all_.application.admit(request_);
  lane_ = admission.lane;
  record_.route = std::move(admission.route);
  if (admission.refusal) return answer(*std::move(admission.refusal));
  const auto length = parser_->content_length();
  if (length && *length > all_.limits.body_bytes) return answer_error(413, "a body may have " + std::to_string(all_.limits.body_bytes) + " bytes at most");
  if (!has_body) return dispatch();
  body_begun_ = Clock::now();
  if (lower(request_.header("expect")) != "100-continue") return read_body();
  out_head_ = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.expires_after(seconds(all_.limits.stall_seconds));
  asio::async_write(stream_, asio::buffer(out_head_), [self = shared_from_this()](Code code, std::size_t) { code ? self->close() : self->read_body(); });
}

void Connection::read_body() {
  if (parser_->is_done()) {
    body_unread_ = false;
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
  if (size > all_.limits.body_bytes) return answer_error(413, "a body may have " + std::to_string(all_.limits.body_bytes) + " bytes at most");
  if (all_.body_bytes > all_.limits.body_bytes_in_all) return answer_error(429, "the server is taking in as much as it can hold; try again later");
  const double took = std::chrono::duration<double>(Clock::now() - body_begun_).count() - all_.limits.stall_seconds;
  if (took > 0 && static_cast<double>(size) < took * static_cast<double>(all_.limits.slowest_bytes_per_second)) return answer_error(408, "the body comes too slowly");
  read_body();
}

void Connection::dispatch() {
  if (lane_ == Lane::immediate) return answer(all_.application.handle(request_));
  // While it is worked on nothing is read, and nothing expires.
  stream_.expires_never();
  const bool taken = all_.lanes.offer(lane_, [self = shared_from_this()]() mutable {
    HttpRequest& request = self->request_;
    HttpResponse response;
    if (const std::string problem = undo_content_coding(request, self->all_.limits.body_bytes); !problem.empty())
      response = self->all_.application.refuse(request, problem == kTooLongUnpacked ? 413 : 400, problem);
    else
      response = self->all_.application.handle(request);
    // The connection goes back to its own thread, where alone it may end.
    asio::io_context& io = self->all_.io;
    if (response.stream) {
      const bool whole = self->stream(response);
      asio::post(io, [self = std::move(self), whole] { self->end_stream(whole); });
    } else {
      asio::post(io, [self = std::move(self), response = std::move(response)]() mutable { self->answer(std::move(response)); });
    }
  });
  if (!taken) answer_error(429, "the server has as many requests as it takes; try again later");
}

void Connection::answer_error(int status, const std::string& reason) { answer(all_.application.refuse(request_, status, reason)); }

std::string Connection::head_of(const HttpResponse& response, bool chunked) const {
  const auto reason = http::obsolete_reason(static_cast<http::status>(response.status));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason) + "\r\n";
  add_header(head, "Date", http_date());
  if (!response.content_type.empty()) add_header(head, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) add_header(head, name, value);
  const bool no_body = response.status == 204 || response.status == 304;
  if (chunked)
    add_header(head, "Transfer-Encoding", "chunked");
  else if (!no_body && !(response.stream && old_))
    add_header(head, "Content-Length", std::to_string(response.body.size()));
  if (!keep_)
    add_header(head, "Connection", "close");
  else if (old_)
    add_header(head, "Connection", "keep-alive");
  return head + "\r\n";
}

void Connection::answer(HttpResponse response) {
  if (body_unread_ || all_.draining) keep_ = false;
  forget_body();
  status_ = response.status;
  out_head_ = head_of(response, false);
  out_body_ = head_only_ ? std::string() : std::move(response.body);
  record_.bytes_out = out_body_.size();
  stream_.expires_after(seconds(all_.limits.stall_seconds + static_cast<long long>(out_body_.size() / all_.limits.slowest_bytes_per_second)));
  asio::async_write(stream_, std::array<asio::const_buffer, 2>{asio::buffer(out_head_), asio::buffer(out_body_)},
                    [self = shared_from_this()](Code code, std::size_t) { self->answered(code); });
}

// On the lane's thread: each part is handed over and waited for, so that no more than one is held.
bool Connection::stream(const HttpResponse& response) {
  const bool chunked = !old_;
  if (!chunked) keep_ = false;
  status_ = response.status;
  std::string head = head_of(response, chunked);
  bool whole = true, failed = false;
  const auto send = [&](std::string_view part) {
    if (failed || (part.empty() && head.empty())) return !failed;
    char size[24];
    std::string framed = std::exchange(head, {});
    if (!part.empty() && chunked) framed.append(size, static_cast<std::size_t>(std::snprintf(size, sizeof size, "%zx\r\n", part.size())));
    if (head_only_) part = {};
    failed = !send_part(part, framed);
    return !failed;
  };
  try {
    if (!head_only_) response.stream(send);
  } catch (...) {
    whole = false;  // the status is out: breaking off is the only way left to say it
  }
  if (!failed && !head.empty()) failed = !send_part({}, head);
  return whole && !failed;
}

bool Connection::send_part(std::string_view part, const std::string& head) {
  std::promise<bool> sent;
  asio::post(all_.io, [&] {
    stream_.expires_after(seconds(all_.limits.stall_seconds + static_cast<long long>(part.size() / all_.limits.slowest_bytes_per_second)));
    const std::string_view tail = !part.empty() && !old_ ? "\r\n" : "";
    asio::async_write(stream_, std::array<asio::const_buffer, 3>{asio::buffer(head), asio::buffer(part.data(), part.size()), asio::buffer(tail.data(), tail.size())},
                      [&](Code code, std::size_t) {
                        record_.bytes_out += part.size();
                        sent.set_value(!code);
                      });
  });
  return sent.get_future().get();
}

void Connection::end_stream(bool whole) {
  forget_body();
  if (!whole) return close();
  out_head_ = old_ || head_only_ ? "" : "0\r\n\r\n";
  stream_.expires_after(seconds(all_.limits.stall_seconds));
  asio::async_write(stream_, asio::buffer(out_head_), [self = shared_from_this()](Code code, std::size_t) { self->answered(code); });
}

void Connection::answered(Code code) {
  if (code) return close();
  finish(status_);
  out_body_ = {};
  if (keep_) return await_request();
  Code ignored;
  stream_.socket().shutdown(Socket::shutdown_send, ignored);
  if (body_unread_) return linger();
  close();
}

void Connection::finish(int status) {
  if (record_.method.empty()) return;
  record_.status = status;
  record_.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  all_.application.done(record_);
  record_.method.clear();
}

void Connection::close() {
  finish(0);
  close_now();
}

// Closing with unread bytes would reset the connection, and the client might lose the answer.
void Connection::linger() {
  held_ = 0;
  auto left = std::make_shared<std::size_t>(kLingerBytes);
  auto again = std::make_shared<std::function<void()>>();
  buffer_.clear();
  stream_.expires_after(seconds(1));
  *again = [self = shared_from_this(), left, weak = std::weak_ptr<std::function<void()>>(again)] {
    self->stream_.async_read_some(self->buffer_.prepare(kReadBytes), [self, left, again = weak.lock()](Code code, std::size_t bytes) {
      *left -= std::min(*left, bytes);
      if (code || *left == 0 || !again) return self->close_now();
      (*again)();
    });
  };
  (*again)();
}

void Connection::forget_body() {
  all_.body_bytes -= std::exchange(held_, 0);
}

}  // namespace dateline
