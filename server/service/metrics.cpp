#include "server/service/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

namespace dateline {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30};

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("dateline_http_requests_total").Help("Requests answered, by route, method and status; 0 where the connection broke.").Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram().Name("dateline_http_request_seconds").Help("From the end of a request's header to the end of its answer, by route.").Register(registry);
  prometheus::Counter& bytes_in = prometheus::BuildCounter().Name("dateline_http_received_bytes_total").Help("Bytes of request bodies.").Register(registry).Add({});
  prometheus::Counter& bytes_out = prometheus::BuildCounter().Name("dateline_http_sent_bytes_total").Help("Bytes of answers' bodies.").Register(registry).Add({});
  prometheus::Gauge& connections = prometheus::BuildGauge().Name("dateline_http_connections").Help("Open connections.").Register(registry).Add({});
  prometheus::Family<prometheus::Gauge>& waiting =
      prometheus::BuildGauge().Name("dateline_http_lane_requests").Help("Requests being worked on or waiting for a thread, by lane.").Register(registry);
  prometheus::Family<prometheus::Gauge>& articles = prometheus::BuildGauge().Name("dateline_articles").Help("Articles in a database.").Register(registry);
  prometheus::Family<prometheus::Gauge>& bytes = prometheus::BuildGauge().Name("dateline_database_bytes").Help("Bytes of a database on disk.").Register(registry);
  prometheus::Family<prometheus::Gauge>& revision = prometheus::BuildGauge().Name("dateline_revision").Help("Revision of a database: grows with each commit.").Register(registry);
  prometheus::Family<prometheus::Gauge>& queued = prometheus::BuildGauge().Name("dateline_ingest_queued").Help("Changes that wait for the writer.").Register(registry);
  prometheus::Family<prometheus::Gauge>& applied = prometheus::BuildGauge().Name("dateline_ingest_applied").Help("Changes applied since the server started.").Register(registry);
  prometheus::Family<prometheus::Gauge>& commits = prometheus::BuildGauge().Name("dateline_ingest_commits").Help("Commits since the server started.").Register(registry);
  prometheus::Family<prometheus::Gauge>& commit_seconds = prometheus::BuildGauge().Name("dateline_ingest_commit_seconds").Help("How long the last commit took.").Register(registry);
  std::mutex mutex;  // gauges of one scrape are set together
  std::map<std::string, std::vector<std::pair<prometheus::Family<prometheus::Gauge>*, prometheus::Gauge*>>> of_database;  // those told at the last scrape

  // So that a database that is gone is not told any more.
  void forget_gauges() {
    for (auto& [name, gauges] : of_database)
      for (auto& [family, gauge] : gauges) family->Remove(gauge);
    of_database.clear();
  }
  void set(prometheus::Family<prometheus::Gauge>& family, const std::string& database, double value) {
    prometheus::Gauge& gauge = family.Add({{"database", database}});
    gauge.Set(value);
    of_database[database].emplace_back(&family, &gauge);
  }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::count(const HttpRecord& record) {
  const std::string route = record.route.empty() ? "none" : record.route;
  state_->requests.Add({{"route", route}, {"method", record.route.empty() ? "other" : record.method}, {"status", std::to_string(record.status)}}).Increment();
  state_->seconds.Add({{"route", route}}, kSeconds).Observe(record.seconds);
  state_->bytes_in.Increment(static_cast<double>(record.bytes_in));
  state_->bytes_out.Increment(static_cast<double>(record.bytes_out));
}

std::string Metrics::text(const HttpServer& server, Databases& databases) {
  const std::lock_guard lock(state_->mutex);
  state_->forget_gauges();
  state_->connections.Set(static_cast<double>(server.connections()));
  for (const auto& [lane, name] : {std::pair{Lane::read, "read"}, std::pair{Lane::write, "write"}, std::pair{Lane::stream, "stream"}, std::pair{Lane::longer, "long"}})
    state_->waiting.Add({{"lane", name}}).Set(static_cast<double>(server.waiting(lane)));
  for (const std::string& name : databases.names()) {
    try {
      const DatabaseStatus status = databases.searcher({name})->status().front();
      state_->set(state_->articles, name, static_cast<double>(status.articles));
      if (status.bytes_on_disk) state_->set(state_->bytes, name, static_cast<double>(*status.bytes_on_disk));
      if (status.revision) state_->set(state_->revision, name, static_cast<double>(*status.revision));
    } catch (const std::exception&) {
      // Gone, or of another version: what cannot be read has no gauges.
    }
  }
  for (const auto& [name, ingest] : databases.ingest_states()) {
    state_->set(state_->queued, name, static_cast<double>(ingest.queued));
    state_->set(state_->applied, name, static_cast<double>(ingest.applied));
    state_->set(state_->commits, name, static_cast<double>(ingest.commits));
    state_->set(state_->commit_seconds, name, ingest.last_commit_seconds);
  }
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace dateline
