#include "query/commands/commands.h"

#include <algorithm>
#include <map>

#include "common/date.h"
#include "common/error.h"
#include "common/text/fold.h"
#include "common/text/terminal_escape.h"
#include "query/syntax_dates.h"

namespace dateline {
namespace {

constexpr long long kMostHits = 1'000'000'000;

// "text,entity": the parts a score is to have.
ScoreParts parts_of(const std::vector<std::string>& names) {
  ScoreParts parts{false, false, false};
  for (const std::string& name : names) {
    if (name == "text")
      parts.text = true;
    else if (name == "entity")
      parts.entity = true;
    else if (name == "date")
      parts.date = true;
    else
      throw Error(ErrorKind::usage, "--rank takes text, entity and date, with commas between, not " + name);
  }
  return parts;
}

// "+02:00", "-0500", "Z": minutes east of UTC.
int parse_zone(const std::string& text) {
  const auto when = parse_rfc3339("2000-01-01T00:00:00" + (text.size() == 5 && text[0] != 'Z' ? text.substr(0, 3) + ":" + text.substr(3) : text));
  if (text.empty() || !when || !when->offset_minutes) throw Error(ErrorKind::usage, "--tz takes an offset such as +02:00 or Z, not " + text);
  return *when->offset_minutes;
}

}  // namespace

QueryCommand find_query_command(const std::string& name) {
  static const std::map<std::string, QueryCommand> commands{{"search", run_search}, {"count", run_count},     {"export", run_export}, {"timeline", run_timeline}, {"entities", run_entities},
                                                            {"related", run_related}, {"show", run_show},     {"suggest", run_suggest}, {"batch", run_batch},   {"status", run_query_status}};
  const auto found = commands.find(name);
  return found == commands.end() ? nullptr : found->second;
}

const std::vector<std::string>& condition_options() {
  static const std::vector<std::string> names{"title", "author", "source", "section", "tag", "url", "id", "lang", "person", "org", "place", "entity", "date", "after", "since", "before", "about", "around"};
  return names;
}

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> items;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) items.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return items;
}

Request request_of(const QueryContext& context) {
  const ParsedOptions& options = context.options;
  Request request;
  for (const std::string& word : options.operands) request.query += (request.query.empty() ? "" : " ") + word;
  for (const std::string& name : condition_options())
    if (name != "lang")
      for (const std::string& value : options.all(name)) request.conditions.push_back({name, value});
  if (options.has("lang")) request.conditions.push_back({"lang", options.get("lang")});
  request.stem_languages = list_of(fold(options.get("lang")));
  const std::string match = options.get("match", "auto");
  request.match = match == "all" ? Match::all : match == "any" ? Match::any : Match::automatic;
  if (options.has("rank")) request.parts = parts_of(list_of(options.get("rank")));
  if (options.has("half-life")) {
    const auto days = parse_span(options.get("half-life"));
    if (!days) throw Error(ErrorKind::usage, "--half-life takes a span such as 30d, 6w, 3m or 1y, not " + options.get("half-life"));
    request.half_life = *days;
  }
  request.sort = sort_of(options);
  request.limit = limit_of(options);
  request.offset = offset_of(options);
  request.search_after = options.get("search-after");
  if (!request.search_after.empty() && request.offset) throw Error(ErrorKind::usage, "--search-after and --offset exclude each other");
  request.strict = options.has("strict");
  request.explain = options.has("explain");
  request.fold_copies = options.get("copies", "fold") == "fold";
  const std::string unit = options.get("timeline");
  if (!unit.empty())
    request.timeline = unit == "day" ? TimelineUnit::day : unit == "week" ? TimelineUnit::week : unit == "month" ? TimelineUnit::month : TimelineUnit::year;
  if (options.has("tz")) request.timezone_minutes = parse_zone(options.get("tz"));
  request.now = context.now;
  if (options.has("now")) {
    const auto when = parse_date(options.get("now"));
    if (!when) throw Error(ErrorKind::usage, "--now takes a date such as 2024-03-14, not " + options.get("now"));
    request.now = to_instant(*when);
  }
  return request;
}

std::size_t limit_of(const ParsedOptions& options) { return static_cast<std::size_t>(options.number("limit", 10, 0, kMostHits)); }
std::size_t offset_of(const ParsedOptions& options) { return static_cast<std::size_t>(options.number("offset", 0, 0, kMostHits)); }

Sort sort_of(const ParsedOptions& options) {
  const std::string sort = options.get("sort", "relevance");
  return sort == "newest" ? Sort::newest : sort == "oldest" ? Sort::oldest : Sort::relevance;
}

std::string format_of(const QueryContext& context, const std::string& usual, const std::vector<std::string>& possible) {
  const std::string format = context.options.get("format", "auto");
  if (format == "auto") return usual;
  if (std::find(possible.begin(), possible.end(), format) != possible.end()) return format;
  std::string names;
  for (const std::string& name : possible) names += (names.empty() ? "" : ", ") + name;
  throw Error(ErrorKind::usage, context.options.command + " prints " + names + "; not " + format);
}

void print_warnings(const QueryContext& context, const std::vector<std::string>& warnings) {
  for (const std::string& warning : warnings) context.err << "dateline-query: " << escape_for_terminal(warning, true) << "\n";
}

}  // namespace dateline
