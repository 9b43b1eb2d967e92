// related: background reading to an article.
#include <algorithm>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/text/terminal_escape.h"
#include "query/commands/commands.h"
#include "query/present/hit_json.h"
#include "query/searcher.h"

namespace dateline {

int run_related(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json", "ndjson", "csv", "ids"});
  const ParsedOptions& options = context.options;
  std::vector<std::string> fields = list_of(options.get("fields"));
  check_fields(fields, related_fields());
  if (fields.empty()) {
    fields = usual_related_fields();
    if (format == "csv") fields.erase(std::remove(fields.begin(), fields.end(), "parts"), fields.end());  // as a search has it
  }
  if (options.operands.size() != 1) throw Error(ErrorKind::usage, "name the id of one article; search --format ids lists them");
  RelatedRequest request;
  request.id = options.operands.front();
  request.before_it = options.has("before-it");
  request.sort = sort_of(options);
  request.limit = limit_of(options);
  request.offset = offset_of(options);
  request.snippets = format != "ids";
  request.whole_articles = std::find(fields.begin(), fields.end(), "body") != fields.end();
  const std::optional<Result> result = context.searcher().related(request);
  if (!result) {
    context.err << "dateline-query: no article has the id " << escape_for_terminal(request.id, true) << "\n";
    return kExitPartial;
  }
  if (format == "text")
    present_text(*result, context.screen, false, context.out);
  else if (format == "json")
    present_related_json(*result, fields, context.out);
  else if (format == "ndjson")
    present_ndjson(*result, fields, false, context.out);
  else if (format == "csv")
    present_csv(*result, fields, context.out);
  else
    present_ids(*result, options.has("null"), context.out);
  if (format != "text" && format != "json") print_warnings(context, result->warnings);
  return result->total.value ? kExitSuccess : kExitPartial;
}

}  // namespace dateline
