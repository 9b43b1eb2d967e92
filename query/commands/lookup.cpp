// show, suggest and status: the commands that need no query.
#include "common/article_json.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/status_text.h"
#include "common/text/terminal_escape.h"
#include "query/commands/commands.h"
#include "query/searcher.h"

namespace dateline {

int run_show(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json", "ndjson"});
  if (context.options.operands.empty()) throw Error(ErrorKind::usage, "name the ids of the articles to show; search --format ids lists them");
  Searcher& searcher = context.searcher();
  int status = kExitSuccess;
  bool first = true;
  for (const std::string& id : context.options.operands) {
    const std::optional<Article> article = searcher.article(id);
    if (!article) {
      context.err << "dateline-query: no article has the id " << escape_for_terminal(id, true) << "\n";
      status = kExitPartial;
      continue;
    }
    if (format != "text") {
      context.out << to_json(*article) << '\n';
      continue;
    }
    if (!first) context.out << "\n";
    first = false;
    present_article(*article, context.screen, context.out);
  }
  return status;
}

int run_suggest(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json"});
  if (context.options.operands.empty()) throw Error(ErrorKind::usage, "give the beginning of a word");
  std::string prefix;
  for (const std::string& word : context.options.operands) prefix += (prefix.empty() ? "" : " ") + word;
  const auto limit = static_cast<std::size_t>(context.options.number("limit", 10, 1, 10'000));
  const std::vector<Completion> completions = context.searcher().complete(prefix, limit);
  if (format == "json")
    present_completions_json(completions, context.out);
  else
    for (const Completion& completion : completions) context.out << escape_for_terminal(completion.text, true) << "\t" << completion.articles << "\n";
  return completions.empty() ? kExitPartial : kExitSuccess;
}

int run_query_status(const QueryContext& context) {
  const std::string format = format_of(context, "text", {"text", "json"});
  if (!context.options.operands.empty()) throw Error(ErrorKind::usage, "status takes no operands: " + context.options.operands.front());
  const std::vector<DatabaseStatus> status = context.searcher().status();
  if (format == "json")
    context.out << status_json(status) << "\n";
  else
    print_status(status, context.out);
  return kExitSuccess;
}

}  // namespace dateline
