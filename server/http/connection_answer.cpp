// The half of a connection that writes.
#include <malloc.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/status.hpp>
#include <cstdio>
#include <ctime>
#include <future>

#include "server/http/connection.h"
#include "server/http/http_error.h"

namespace dateline {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using std::chrono::seconds;

constexpr std::size_t kLargeAnswer = 64 * 1024;      // smaller ones are not worth counting
constexpr std::size_t kMuchForAnswers = 32 << 20;     // after so much at once, memory is given back
constexpr std::size_t kLingerBytes = 64 * 1024;      // read at a time
constexpr seconds kLinger{5}, kLingerPause{1};       // how long, and without a byte

std::string http_date() {
  char out[40];
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {out, std::strftime(out, sizeof out, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

// A value of ours must not end the line it stands in.
void add_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (const char c : value) head.push_back(c == '\r' || c == '\n' || c == '\0' ? ' ' : c);
  head.append("\r\n");
}

}  // namespace

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
  if (head_only_) response.body.clear();
  if (!make_room(response.body.size())) response = all_.application.refuse(request_, 503, "the server holds as many long answers as it can; try again later, or read faster");
  if (unread_ || all_.draining) keep_ = false;
  forget_body();
  status_ = response.status;
  out_head_ = head_of(response, false);
  out_body_ = std::move(response.body);
  all_.answer_bytes += answer_held_ = out_body_.size();
  all_.most_answer_bytes = std::max(all_.most_answer_bytes, all_.answer_bytes);
  record_.bytes_out = out_body_.size();
  written_ = 0;
  write_begun_ = Clock::now();
  write_answer();
}

// Whether so long an answer may be held until it is written. Where there are too many, those go first whose readers have let them lie the longest.
bool Connection::make_room(std::size_t bytes) {
  if (bytes < kLargeAnswer) return true;
  while (all_.answer_bytes && all_.answer_bytes + bytes > all_.limits.answer_bytes_in_all) {
    Connection* slowest = nullptr;
    for (Connection* other : all_.open)
      if (other->answer_held_ >= kLargeAnswer && (!slowest || other->write_begun_ < slowest->write_begun_)) slowest = other;
    if (!slowest || Clock::now() - slowest->write_begun_ < seconds(all_.limits.patient_seconds)) return false;
    slowest->forget_answer();
    slowest->close_now();
  }
  return true;
}

void Connection::write_answer() {
  const std::size_t head = std::min(written_, out_head_.size());
  const std::array<asio::const_buffer, 2> rest{asio::buffer(out_head_) + head, asio::buffer(out_body_) + (written_ - head)};
  stream_.expires_after(seconds(all_.limits.stall_seconds));
  stream_.async_write_some(rest, [self = shared_from_this()](Code code, std::size_t bytes) { code ? self->answered(code) : self->answer_written(bytes); });
}

void Connection::answer_written(std::size_t bytes) {
  written_ += bytes;
  if (written_ == out_head_.size() + out_body_.size()) return answered({});
  const double took = std::chrono::duration<double>(Clock::now() - write_begun_).count() - all_.limits.stall_seconds;
  if (took > 0 && static_cast<double>(written_) < took * static_cast<double>(all_.limits.slowest_bytes_per_second)) return close();
  write_answer();
}

// On the lane's thread: each part is handed over and waited for, so that no more than one is held.
Connection::Streamed Connection::stream(const HttpResponse& response) {
  const bool chunked = !old_;
  if (!chunked) keep_ = false;
  status_ = response.status;
  std::string head = head_of(response, chunked);
  Streamed streamed;
  bool failed = false;
  const auto send = [&](std::string_view part) {
    if (failed || (part.empty() && head.empty())) return !failed;
    char size[24];
    std::string framed = std::exchange(head, {});
    if (!part.empty() && chunked) framed.append(size, static_cast<std::size_t>(std::snprintf(size, sizeof size, "%zx\r\n", part.size())));
    if (head_only_) part = {};
    failed = !send_part(part, framed);
    return !failed;
  };
  // Once the status is out, breaking off is the only way left to say that it failed.
  const auto give_up = [&](const HttpError& error) {
    streamed.whole = false;
    if (!head.empty()) streamed.instead = all_.application.refuse(request_, error.status(), error.what());
  };
  try {
    if (!head_only_) response.stream(send);
    if (!failed && !head.empty()) failed = !send_part({}, head);
  } catch (const HttpError& error) {
    give_up(error);
  } catch (const Error& error) {
    give_up(http_error_of(error));
  } catch (const std::exception& error) {
    give_up({503, "internal", error.what()});
  }
  streamed.whole = streamed.whole && !failed;
  return streamed;
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
  forget_answer();
  if (code) return close();
  finish(status_);
  free_answer();
  if (keep_) return await_request();
  stream_.socket().shutdown(Socket::shutdown_send, code);
  linger_end_ = Clock::now() + kLinger;
  linger();
}

// Closing with unread bytes would reset the connection, and the client might lose the answer: what still comes is read and thrown away, for a while.
void Connection::linger() {
  buffer_.clear();
  stream_.expires_at(std::min(linger_end_, Clock::now() + kLingerPause));
  stream_.async_read_some(buffer_.prepare(kLingerBytes), [self = shared_from_this()](Code code, std::size_t) { code ? self->close_now() : self->linger(); });
}

void Connection::forget_answer() { all_.answer_bytes -= std::exchange(answer_held_, 0); }

// Nothing is being written any more.
void Connection::free_answer() {
  forget_answer();
  out_body_ = {};
  if (all_.answer_bytes || all_.most_answer_bytes < kMuchForAnswers) return;
  all_.most_answer_bytes = 0;
  ::malloc_trim(0);  // the C library would keep what lies below the last piece in use
}

}  // namespace dateline
