#include "server/http/http_server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "common/error.h"
#include "server/http/connection.h"

namespace dateline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Local = asio::local::stream_protocol;
using Code = boost::system::error_code;

constexpr std::chrono::milliseconds kPauseWithoutDescriptors{100}, kTick{200};

std::string peer_of(const tcp::socket& socket) {
  Code ignored;
  return socket.remote_endpoint(ignored).address().to_string();
}
std::string peer_of(const Local::socket&) { return "unix"; }

void prepare(tcp::socket& socket) {
  Code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
}
void prepare(Local::socket&) {}

// A socket file that nobody listens on any more is what a killed server left.
bool somebody_listens(const std::string& path) {
  asio::io_context io;
  Local::socket socket(io);
  Code code;
  socket.connect(Local::endpoint(path), code);
  return !code;
}

}  // namespace

struct HttpServer::State {
  State(const HttpLimits& wished, HttpApplication does)
      : limits(wished), application(std::move(does)), lanes(std::make_unique<Lanes>(limits.threads, limits.waiting)), all{limits, application, *lanes, io, {}, 0, 0, false} {}

  template <typename Protocol>
  void accept(std::shared_ptr<asio::basic_socket_acceptor<Protocol>> acceptor);
  template <typename Socket>
  void welcome(Socket socket);
  template <typename Protocol>
  std::shared_ptr<asio::basic_socket_acceptor<Protocol>> keep(asio::basic_socket_acceptor<Protocol> acceptor);
  void drain();

  HttpLimits limits;
  HttpApplication application;
  std::unique_ptr<Lanes> lanes;
  Connections all;      // outlives `io`, which owns connections until the end
  asio::io_context io;
  std::vector<std::function<void()>> close_acceptors;
  std::vector<std::string> socket_files;
  std::uint16_t port = 0;
  std::atomic<std::size_t> open{0};
  asio::steady_timer last{io};
};

template <typename Protocol>
void HttpServer::State::accept(std::shared_ptr<asio::basic_socket_acceptor<Protocol>> acceptor) {
  acceptor->async_accept([this, acceptor](Code code, typename Protocol::socket socket) {
    if (!acceptor->is_open()) return;
    if (!code) {
      try {
        welcome(std::move(socket));
      } catch (const std::exception&) {
        // No memory for this one; the next may have better luck.
      }
    } else if (code == asio::error::no_descriptors || code == asio::error::no_memory) {
      const auto pause = std::make_shared<asio::steady_timer>(io, kPauseWithoutDescriptors);
      pause->async_wait([this, acceptor, pause](Code) { accept<Protocol>(acceptor); });
      return;
    }
    accept<Protocol>(acceptor);
  });
}

template <typename Socket>
void HttpServer::State::welcome(Socket socket) {
  prepare(socket);
  std::string peer = peer_of(socket);
  const auto connection = std::make_shared<Connection>(Connection::Socket(std::move(socket)), std::move(peer), all);
  open = all.open.size();
  all.open.size() > limits.connections ? connection->refuse() : connection->start();
}

template <typename Protocol>
std::shared_ptr<asio::basic_socket_acceptor<Protocol>> HttpServer::State::keep(asio::basic_socket_acceptor<Protocol> acceptor) {
  auto kept = std::make_shared<asio::basic_socket_acceptor<Protocol>>(std::move(acceptor));
  close_acceptors.push_back([kept] {
    Code ignored;
    kept->close(ignored);
  });
  accept<Protocol>(kept);
  return kept;
}

void HttpServer::State::drain() {
  if (all.draining) return;
  all.draining = true;
  for (const auto& close : close_acceptors) close();
  for (Connection* connection : std::set<Connection*>(all.open)) connection->close_if_idle();
  last.expires_after(std::chrono::seconds(limits.drain_seconds));
  last.async_wait([this](Code code) {
    if (code) return;
    for (Connection* connection : std::set<Connection*>(all.open)) connection->close_now();
    lanes->drop_waiting();
  });
}

HttpServer::HttpServer(const HttpLimits& limits, HttpApplication application) : state_(std::make_unique<State>(limits, std::move(application))) {}

HttpServer::~HttpServer() {
  state_->lanes.reset();  // ends their threads before what they use goes
  for (const std::string& path : state_->socket_files) ::unlink(path.c_str());
}

void HttpServer::listen(const std::string& host, std::uint16_t port) {
  try {
    tcp::resolver resolver(state_->io);
    const tcp::endpoint endpoint = *resolver.resolve(host, std::to_string(port), tcp::resolver::passive).begin();
    tcp::acceptor acceptor(state_->io, endpoint);
    const std::uint16_t chosen = acceptor.local_endpoint().port();
    if (!state_->port) state_->port = chosen;
    state_->keep(std::move(acceptor));
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorKind::io, "cannot listen on " + host + ":" + std::to_string(port) + ": " + error.code().message());
  }
}

void HttpServer::listen_unix(const std::string& path) {
  struct stat found{};
  if (::lstat(path.c_str(), &found) == 0) {
    if (!S_ISSOCK(found.st_mode)) throw Error(ErrorKind::io, path + " is there already and is no socket");
    if (somebody_listens(path)) throw Error(ErrorKind::io, "another program listens on " + path);
    ::unlink(path.c_str());
  }
  try {
    const mode_t mask = ::umask(0117);
    std::optional<Local::acceptor> acceptor;
    try {
      acceptor.emplace(state_->io, Local::endpoint(path));
    } catch (...) {
      ::umask(mask);
      throw;
    }
    ::umask(mask);
    state_->socket_files.push_back(path);
    state_->keep(*std::move(acceptor));
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorKind::io, "cannot listen on " + path + ": " + error.code().message());
  }
}

void HttpServer::adopt(int descriptor) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) != 0) throw Error(ErrorKind::io, "the inherited descriptor " + std::to_string(descriptor) + " is no socket");
  if (address.ss_family == AF_UNIX) {
    state_->keep(Local::acceptor(state_->io, Local(), descriptor));
    return;
  }
  tcp::acceptor acceptor(state_->io, address.ss_family == AF_INET6 ? tcp::v6() : tcp::v4(), descriptor);
  if (!state_->port) state_->port = acceptor.local_endpoint().port();
  state_->keep(std::move(acceptor));
}

std::uint16_t HttpServer::port() const { return state_->port; }

void HttpServer::run() {
  // Requests on their lanes are no work that the context knows of: it must not end before they have come back.
  const auto guard = asio::make_work_guard(state_->io);
  while (!state_->all.draining || !state_->all.open.empty()) {
    try {
      state_->io.run_for(kTick);
    } catch (const std::bad_alloc&) {
      // The connection whose turn it was is gone; the others are not its affair.
    }
    state_->open = state_->all.open.size();
  }
}

void HttpServer::stop() {
  asio::post(state_->io, [this] { state_->drain(); });
}

std::size_t HttpServer::connections() const { return state_->open; }
std::size_t HttpServer::waiting(Lane lane) const { return state_->lanes->waiting(lane); }

}  // namespace dateline
