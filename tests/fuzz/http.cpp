// What a client sends, through a connection of the server: heads, bodies whole and in chunks, request after request.
#include "server/http/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include "server/http/content_coding.h"
#include "server/http/router.h"
#include "server/http/url.h"
#include "tests/fuzz/target.h"

using namespace dateline;

namespace {

namespace asio = boost::asio;

constexpr std::size_t kMostUnpacked = 1 << 20;

HttpResponse answer(int status) {
  HttpResponse response;
  response.status = status;
  return response;
}

Router some_routes() {
  Router router;
  for (const char* pattern : {"/search", "/articles/{id}", "/{index}/_doc/{id}", "/{index}/_search", "/files/{rest...}", "/"})
    for (const char* method : {"GET", "POST"}) router.add({method, pattern, Lane::immediate, Access::read, {}, nullptr});
  return router;
}

HttpResponse handle(HttpRequest& request) {
  static const Router router = some_routes();
  const RouteMatch match = router.find(request.method, request.path);
  for (const std::string& argument : match.arguments) must(percent_decoded(percent_encoded(argument), false) == argument, "what is encoded is decoded");
  for (const auto& [name, value] : request.parameters) must(percent_decoded(percent_encoded(value), true) == value, "what is encoded is decoded");
  std::size_t held = 0;
  const Unpacked unpacked = undo_content_coding(request, kMostUnpacked, [&](std::size_t more) { return (held += more) <= 2 * kMostUnpacked; });
  if (unpacked == Unpacked::whole) must(request.body.size() <= kMostUnpacked, "a body is as long as it may be at most");
  return answer(match.route ? 200 : 404);
}

const HttpApplication kApplication{[](HttpRequest&) { return HttpAdmission{Lane::immediate, {}, "", ""}; }, handle,
                                   [](const HttpRequest&, int status, const std::string&) { return answer(status); }, [](const HttpRecord&) {}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const HttpLimits limits;
  static Lanes lanes({}, {});
  int ends[2];
  must(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0, "there are sockets");
  must(::write(ends[1], data, size) == static_cast<ssize_t>(size), "a socket takes the input");
  ::shutdown(ends[1], SHUT_WR);
  asio::io_context io;
  Connections all{limits, kApplication, lanes, io, {}, {}, {}, {}, {}};
  Connection::Socket socket(io, asio::generic::stream_protocol(AF_UNIX, 0), ends[0]);
  std::make_shared<Connection>(std::move(socket), "unix", all)->start();
  io.run();
  ::close(ends[1]);
  must(all.open.empty() && all.body_bytes == 0 && all.answer_bytes == 0, "a connection that has ended holds nothing");
  return 0;
}
