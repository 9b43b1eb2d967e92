#include "server/native/query_routes.h"

#include <algorithm>
#include <sstream>

#include "common/exit_status.h"
#include "query/commands/commands.h"
#include "query/program.h"
#include "server/native/answers.h"
#include "server/native/parameters.h"

namespace dateline {
namespace {

constexpr std::size_t kPartBytes = 64 * 1024;


const char* content_type_of(const std::string& format) {
  if (format == "ndjson") return "application/x-ndjson";
  if (format == "csv") return "text/csv; charset=utf-8; header=present";
  if (format == "svg") return "image/svg+xml";
  if (format == "json") return "application/json";
  return "text/plain; charset=utf-8";
}

// Hands on what is written in parts.
class SinkBuffer : public std::streambuf {
 public:
  explicit SinkBuffer(const PartSink& sink) : sink_(sink) { part_.reserve(kPartBytes); }
  bool flush() {
    const bool taken = part_.empty() || sink_(part_);
    part_.clear();
    return taken;
  }

 protected:
  int overflow(int c) override {
    part_.push_back(static_cast<char>(c));
    return part_.size() < kPartBytes || flush() ? c : traits_type::eof();
  }
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    part_.append(text, static_cast<std::size_t>(count));
    return part_.size() < kPartBytes || flush() ? count : 0;
  }

 private:
  const PartSink& sink_;
  std::string part_;
};

// One command of dateline-query, asked by a request.
class Asked {
 public:
  Asked(const QueryService& service, const std::string& command, const HttpRequest& request, std::vector<std::string> operands) : service_(service) {
    NamedValues values = parameters_of(request);
    const auto expression = take_parameter(values, "db");
    names_ = resolve_names(service.databases, expression.value_or(""), request.grant);
    if (names_.empty()) throw HttpError(404, "no_database", "there is no database yet: it is made with the first article (POST /articles)");
    if (!operands.empty()) service.databases.commit_if_pending(names_, operands.front());
    format_ = take_parameter(values, "format").value_or(command == "export" ? "ndjson" : "json");
    for (const char* name : {"q", "query"})
      if (auto query = take_parameter(values, name)) operands.push_back(*std::move(query));
    options_ = options_of(query_program(), command, values, format_, operands);
    want_room_for(request, static_cast<std::size_t>(options_.number("limit", 0, 0, kMostHits)));
  }

  const std::string& format() const { return format_; }

  int run(std::ostream& out, std::ostream& err) const {
    std::optional<SearcherPool::Lease> lease;
    const auto searcher = [&]() -> Searcher& { return lease ? **lease : *lease.emplace(service_.databases.searcher(names_)); };
    std::istringstream none;
    const QueryContext context{options_, searcher, none, out, err, {}, service_.now(), service_.stop};
    return find_query_command(options_.command)(context);
  }

 private:
  const QueryService& service_;
  std::vector<std::string> names_;
  std::string format_;
  ParsedOptions options_;
};

HttpResponse ask(const QueryService& service, const std::string& command, const HttpRequest& request, std::vector<std::string> operands = {}) {
  const Asked asked(service, command, request, std::move(operands));
  std::ostringstream out, err;
  const int status = asked.run(out, err);
  HttpResponse response;
  response.content_type = content_type_of(asked.format());
  response.body = std::move(out).str();
  if (status == kExitPartial && response.body.empty() && !err.str().empty()) throw HttpError(404, "not_found", "no article has this id");
  return response;
}

HttpResponse export_articles(const QueryService& service, const HttpRequest& request) {
  auto asked = std::make_shared<Asked>(service, "export", request, std::vector<std::string>());
  HttpResponse response;
  response.content_type = content_type_of(asked->format());
  response.stream = [asked](const PartSink& sink) {
    SinkBuffer buffer(sink);
    std::ostream out(&buffer);
    std::ostringstream err;
    const int status = asked->run(out, err);
    if (status == kExitInterrupted || !buffer.flush()) throw Error(ErrorKind::interrupted, "the export was broken off");
  };
  return response;
}

}  // namespace

void add_query_routes(Router& router, const QueryService& service) {
  for (const char* method : {"GET", "POST"}) {
    for (const char* command : {"search", "count", "entities", "timeline", "suggest"})
      router.add({method, std::string("/") + command, Lane::read, Access::read, [&service, command](HttpRequest& request) { return ask(service, command, request); }, native_error});
    router.add({method, "/export", Lane::stream, Access::read, [&service](HttpRequest& request) { return export_articles(service, request); }, native_error});
  }
  router.add({"GET", "/related/{id...}", Lane::read, Access::read, [&service](HttpRequest& request) { return ask(service, "related", request, {request.arguments[0]}); }, native_error});
  router.add({"GET", "/articles/{id...}", Lane::read, Access::read, [&service](HttpRequest& request) { return ask(service, "show", request, {request.arguments[0]}); }, native_error});
  router.add({"GET", "/status", Lane::read, Access::read, [&service](HttpRequest& request) { return ask(service, "status", request); }, native_error});
}

}  // namespace dateline
