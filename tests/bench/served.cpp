// The searches of server_load.py without a server: each thread has its Searcher and does what the server does for a request, from the query string to the JSON text, but for the
// connection, HTTP and the access of databases by name.
//
//   bench_served DATABASE QUERIES THREADS SECONDS      QUERIES: a query string a line
//
// Prints one JSON object: requests, seconds, cpu (seconds of this process), p50_ms, p99_ms.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "query/commands/commands.h"
#include "query/program.h"
#include "server/http/url.h"
#include "server/native/parameters.h"

namespace {

using namespace dateline;
using Clock = std::chrono::steady_clock;

std::size_t ask(Searcher& searcher, const std::string& query_string) {
  NamedValues values = *read_query_string(query_string);
  std::vector<std::string> operands;
  if (auto query = take_parameter(values, "q")) operands.push_back(*std::move(query));
  const ParsedOptions options = options_of(query_program(), "search", values, "json", operands);
  std::istringstream in;
  std::ostringstream out, err;
  const std::atomic<bool> stop{false};
  const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  find_query_command("search")({options, [&]() -> Searcher& { return searcher; }, in, out, err, {}, now, stop});
  return out.str().size();
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double percentile(const std::vector<double>& sorted, double share) { return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))]; }

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "bench_served DATABASE QUERIES THREADS SECONDS\n");
    return 2;
  }
  std::vector<std::string> queries;
  std::ifstream file(argv[2]);
  for (std::string line; std::getline(file, line);) queries.push_back(line);
  const unsigned count = static_cast<unsigned>(std::atoi(argv[3]));
  const double seconds = std::atof(argv[4]);
  std::vector<std::vector<double>> times(count);
  std::vector<std::thread> threads;
  std::atomic<std::size_t> bytes{0};
  const double cpu = cpu_seconds();
  const Clock::time_point start = Clock::now();
  for (unsigned i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      Searcher searcher({argv[1]});
      for (std::size_t at = i * queries.size() / count; seconds_since(start) < seconds; ++at) {
        const Clock::time_point begin = Clock::now();
        bytes += ask(searcher, queries[at % queries.size()]);
        times[i].push_back(seconds_since(begin) * 1e3);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double took = seconds_since(start);
  std::vector<double> all;
  for (const std::vector<double>& some : times) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  std::printf("{\"requests\": %zu, \"seconds\": %.3f, \"cpu\": %.3f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"bytes\": %zu}\n", all.size(), took, cpu_seconds() - cpu, percentile(all, 0.5), percentile(all, 0.99), bytes.load());
}
