// search, count, export, timeline and entities: the commands that take a query.
#include <algorithm>
#include <charconv>

#include "common/article_json.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "query/commands/commands.h"
#include "query/facets.h"
#include "query/present/hit_json.h"
#include "query/searcher.h"

namespace dateline {
namespace {

constexpr std::size_t kMostFacetValues = 10'000;
constexpr std::size_t kMostBars = 400;  // of a picture, when no unit is asked for

int status_of(const Result& result) { return result.total.value || !result.hits.empty() ? kExitSuccess : kExitPartial; }

std::vector<std::string> fields_of(const QueryContext& context) {
  std::vector<std::string> fields = list_of(context.options.get("fields"));
  check_fields(fields, hit_fields());
  return fields;
}

// "source,tag:20" -> fields and how many values of each.
std::vector<FacetRequest> facets_of(const QueryContext& context) {
  std::vector<FacetRequest> facets;
  for (const std::string& item : list_of(context.options.get("facets"))) {
    FacetRequest facet;
    const std::size_t colon = std::min(item.find(':'), item.size());
    facet.field = item.substr(0, colon);
    const std::vector<std::string>& known = facet_fields();
    if (std::find(known.begin(), known.end(), facet.field) == known.end()) {
      std::string names;
      for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
      throw Error(ErrorKind::usage, "--facets: there is no facet '" + facet.field + "'; these are: " + names);
    }
    if (colon < item.size()) {
      const char *begin = item.data() + colon + 1, *end = item.data() + item.size();
      const auto [stop, error] = std::from_chars(begin, end, facet.limit);
      if (error != std::errc() || stop != end || facet.limit == 0 || facet.limit > kMostFacetValues)
        throw Error(ErrorKind::usage, "--facets: " + item + " names no number of values from 1 to " + std::to_string(kMostFacetValues));
    }
    if (std::any_of(facets.begin(), facets.end(), [&](const FacetRequest& other) { return other.field == facet.field; }))
      throw Error(ErrorKind::usage, "--facets: " + facet.field + " is named twice");
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace

int run_search(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json", "ndjson", "csv", "ids", "trec"});
  const std::vector<std::string> fields = fields_of(context);
  Request request = request_of(context);
  const auto wanted = [&](const char* field) { return std::find(fields.begin(), fields.end(), field) != fields.end(); };
  request.body_matches = wanted("body_matches");
  request.whole_articles = wanted("body") || request.body_matches;  // places in the body are counted along it
  if (format == "text") {  // the sparkline
    if (!request.timeline) request.timeline = TimelineUnit::month;
    request.timeline_of_sample = true;
    request.entities = kNamesShown;
    request.salience = kSalienceShown;
  } else if (!fields.empty() && !wanted("entities")) {
    request.entities = 0;
  }
  if (format == "trec") request.fold_copies = false;
  request.facets = facets_of(context);
  if (!request.facets.empty() && format != "text" && format != "json") throw Error(ErrorKind::usage, "facets are shown in text and json; not in " + format);
  Searcher& searcher = context.searcher();
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
  const Result result = context.searcher().count(request_of(context));
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
  const Result result = context.searcher().each(request_of(context), [&](const Article& article) {
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
  const Result result = context.searcher().timeline(request_of(context), choice);
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
  Searcher& searcher = context.searcher();
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
