#include "server/serve.h"

#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "common/error.h"
#include "common/exit_status.h"
#include "server/application.h"
#include "server/served_databases.h"

namespace dateline {
namespace {

constexpr int kFirstInherited = 3;  // sd_listen_fds(3)

std::int64_t milliseconds_now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

struct Address {
  std::string host;
  std::uint16_t port;
};

// "127.0.0.1:7700", "[::1]:7700", "localhost:7700"
Address address_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
  std::string host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  const bool number = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos && std::stoi(port) <= 65535;
  if (host.empty() || !number) throw Error(ErrorKind::usage, "--listen takes ADDRESS:PORT such as 127.0.0.1:7700, not " + text);
  return {std::move(host), static_cast<std::uint16_t>(std::stoi(port))};
}

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0; }

HttpLimits limits_of(const ParsedOptions& options, std::size_t descriptors) {
  HttpLimits limits;
  const long long cores = std::max(1u, std::thread::hardware_concurrency());
  limits.threads[static_cast<int>(Lane::read)] = static_cast<unsigned>(options.number("threads", cores, 1, 1024));
  limits.threads[static_cast<int>(Lane::longer)] = std::max(1u, limits.threads[static_cast<int>(Lane::read)] / 2);
  limits.waiting[static_cast<int>(Lane::read)] = limits.waiting[static_cast<int>(Lane::longer)] = limits.waiting[static_cast<int>(Lane::write)] = static_cast<unsigned>(options.number("waiting", 512, 0, 1'000'000));
  limits.connections = static_cast<std::size_t>(options.number("connections", 4000, 1, 1'000'000));
  limits.body_bytes = static_cast<std::size_t>(options.number("max-body", 100, 1, 4000)) << 20;
  limits.body_bytes_in_all = std::max(limits.body_bytes_in_all, limits.body_bytes);
  // Half of the descriptors are for databases.
  limits.connections = std::min(limits.connections, std::max<std::size_t>(descriptors / 2, 1));
  return limits;
}

// As many descriptors as this process may have; how many that is.
std::size_t raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  const rlimit wished{limit.rlim_max, limit.rlim_max};
  return ::setrlimit(RLIMIT_NOFILE, &wished) == 0 ? wished.rlim_cur : limit.rlim_cur;
}

// A file that cannot be used changes nothing: who had access keeps it, and the log says so.
void read_tokens_anew(Application& application, const std::string& path, std::ostream& log) {
  try {
    application.change_tokens(Tokens::from_file(path));
    log << "dateline-server: the tokens in " << path << " were read anew" << std::endl;
  } catch (const std::exception& error) {
    log << "dateline-server: " << error.what() << "; the tokens stay as they were" << std::endl;
  }
}

// Where it listens, for people.
std::string listen(HttpServer& server, const ServeContext& context) {
  for (int i = 0; i < context.inherited_sockets; ++i) server.adopt(kFirstInherited + i);
  if (context.inherited_sockets) return "inherited sockets";
  if (context.options.has("unix")) {
    if (context.options.has("listen")) throw Error(ErrorKind::usage, "--unix and --listen exclude each other");
    server.listen_unix(context.options.get("unix"));
    return context.options.get("unix");
  }
  const Address address = address_of(context.options.get("listen", "127.0.0.1:7700"));
  if (!is_loopback(address.host) && !context.options.has("token-file"))
    throw Error(ErrorKind::usage, "listening on " + address.host + " needs --token-file: other machines could read and change everything");
  server.listen(address.host, address.port);
  return "http://" + (address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]") + ":" + std::to_string(server.port()) + "/";
}

}  // namespace

int run_serve(const ServeContext& context) {
  const ParsedOptions& options = context.options;
  if (!options.operands.empty()) throw Error(ErrorKind::usage, "serve takes no operands: " + options.operands.front());
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  if (options.has("token-file")) sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // for the threads that start from here on too
  std::signal(SIGPIPE, SIG_IGN);
  const std::size_t descriptors = raise_descriptor_limit();

  const ServedDatabases served = served_databases(options, context.default_database);
  Databases databases(served);
  for (const std::string& fault : databases.settle_journals()) context.err << "dateline-server: what was acknowledged before the last end waits in the journal of " << fault << std::endl;
  ApplicationOptions wishes;
  if (options.has("token-file")) wishes.tokens = Tokens::from_file(options.get("token-file"));
  wishes.cors_origin = options.get("cors");
  wishes.hosts = options.all("host");
  wishes.check_host = !wishes.tokens;
  wishes.milliseconds = milliseconds_now;
  if (options.get("flavour") == "opensearch") wishes.identity.flavour = Flavour::opensearch;
  wishes.identity.cluster_uuid = uuid_of(std::filesystem::absolute(served.root.empty() ? served.folders.front() : served.root).lexically_normal().string());
  std::ofstream log;
  if (options.get("access-log") == "-") {
    wishes.access_log = &context.out;
  } else if (options.has("access-log")) {
    log.open(options.get("access-log"), std::ios::app);
    if (!log) throw Error(ErrorKind::io, "cannot write " + options.get("access-log"));
    wishes.access_log = &log;
  }
  Application application(databases, std::move(wishes));
  HttpServer server(limits_of(options, descriptors), application.functions());
  application.served_by(server);
  const std::string where = listen(server, context);
  context.err << "dateline-server: " << where << " serves " << served_text(databases, served) << std::endl;
  context.notify("READY=1");

  std::thread watch([&] {
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) read_tokens_anew(application, options.get("token-file"), context.err);
    context.notify("STOPPING=1");
    application.stop();
    server.stop();
  });
  server.run();
  watch.join();
  databases.close();
  return kExitSuccess;
}

}  // namespace dateline
