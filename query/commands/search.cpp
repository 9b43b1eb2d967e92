// search, count, export, timeline and entities: the commands that take a query.
#include <algorithm>

#include "common/article_json.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "query/commands/commands.h"
#include "query/present/hit_json.h"
#include "query/searcher.h"

namespace dateline {
namespace {

constexpr std::size_t kMostBars = 400;  // of a picture, when no unit is asked for

int status_of(const Result& result) { return result.total.value || !result.hits.empty() ? kExitSuccess : kExitPartial; }

std::vector<std::string> fields_of(const QueryContext& context) {
  std::vector<std::string> fields = list_of(context.options.get("fields"));
  check_fields(fields, hit_fields());
  return fields;
}

}  // namespace

int run_search(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json", "ndjson", "csv", "ids", "trec"});
  const std::vector<std::string> fields = fields_of(context);
  Request request = request_of(context);
  request.whole_articles = std::find(fields.begin(), fields.end(), "body") != fields.end();
  if (format == "text" && !request.timeline) request.timeline = TimelineUnit::month;  // the sparkline
  if (format == "trec") request.fold_copies = false;
  Searcher searcher(context.databases);
  const bool ids_only = format == "ids" || format == "trec";
  request.snippets = !ids_only;
  const Result result = ids_only ? searcher.rank(request) : searcher.search(request);
  if (format == "text")
    present_text(result, context.screen, request.explain, context.out);
  else if (format == "json")
    present_json(result, fields, request.explain, context.out);
  else if (format == "ndjson")
    present_ndjson(result, fields, request.explain, context.out);
  else if (format == "csv")
    present_csv(result, fields, context.out);
  else if (format == "ids")
    present_ids(result, context.options.has("null"), context.out);
  else
    present_trec(result, "1", "dateline", context.out);
  if (format != "text" && format != "json") print_warnings(context, result.warnings);
  return status_of(result);
}

int run_count(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json"});
  const Result result = Searcher(context.databases).count(request_of(context));
  if (format == "json") {
    present_count_json(result, context.out);
  } else {
    context.out << result.total.value << "\n";
    print_warnings(context, result.warnings);
  }
  return status_of(result);
}

int run_export(const QueryContext& context) {
  const std::string format = format_of(context, "ndjson", {"ndjson", "ids"});
  const bool ids = format == "ids", nul = context.options.has("null");
  bool interrupted = false;
  const Result result = Searcher(context.databases).each(request_of(context), [&](const Article& article) {
    if (ids)
      context.out << article.id << (nul ? '\0' : '\n');
    else
      context.out << to_json(article) << '\n';
    interrupted = context.stop;
    return !interrupted && context.out.good();
  });
  print_warnings(context, result.warnings);
  return interrupted ? kExitInterrupted : status_of(result);
}

int run_timeline(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json", "csv", "svg"});
  const bool normalised = context.options.has("normalise");
  TimelineChoice choice;
  choice.normalised = normalised;
  if (format == "svg") {
    choice.units = {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month, TimelineUnit::year};
    choice.most_periods = kMostBars;
  }
  const Result result = Searcher(context.databases).timeline(request_of(context), choice);
  if (format == "text")
    present_timeline_text(result, normalised, context.screen, context.out);
  else if (format == "json")
    present_timeline_json(result, normalised, context.out);
  else if (format == "csv")
    present_timeline_csv(result, normalised, context.out);
  else
    present_timeline_svg(result, normalised, context.out);
  if (format == "csv" || format == "svg") print_warnings(context, result.warnings);
  return status_of(result);
}

int run_entities(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json"});
  const auto limit = static_cast<std::size_t>(context.options.number("limit", 20, 1, 10'000));
  const std::string type = context.options.get("type");
  Searcher searcher(context.databases);
  Result result;
  if (context.options.has("prefix")) {
    if (!context.options.operands.empty()) throw Error(ErrorKind::usage, "--prefix completes a name; it takes no query beside it");
    result = searcher.complete_entity(context.options.get("prefix"), limit, type);
  } else {
    result = searcher.entities(request_of(context), limit, type);
  }
  if (format == "json") {
    present_entities_json(result, context.out);
  } else {
    present_entities_text(result, context.screen, context.out);
    print_warnings(context, result.warnings);
  }
  return result.entity_counts.empty() ? kExitPartial : kExitSuccess;
}

}  // namespace dateline
