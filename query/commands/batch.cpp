// Many queries for an evaluation: TREC topics in, a TREC run out.
#include <algorithm>
#include <fstream>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/text/terminal_escape.h"
#include "query/commands/commands.h"
#include "query/searcher.h"

namespace dateline {
namespace {

struct Topic {
  std::string id;
  Request request;
};

// Error{usage} with what is wrong with the line.
Topic read_topic(std::string line, const Request& common) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::vector<std::string> columns(1);
  for (const char c : line) {
    if (c == '\t')
      columns.emplace_back();
    else
      columns.back().push_back(c);
  }
  if (columns.size() < 2 || columns[0].empty()) throw Error(ErrorKind::usage, "a line is a query id, a tab and a query");
  Topic topic{columns[0], common};
  topic.request.query = columns[1];
  for (std::size_t i = 2; i < columns.size(); ++i) {
    if (columns[i].empty()) continue;
    const std::size_t equals = columns[i].find('=');
    const std::string name = columns[i].substr(0, equals);
    const std::vector<std::string>& known = condition_options();
    if (equals == std::string::npos || std::find(known.begin(), known.end(), name) == known.end())
      throw Error(ErrorKind::usage, "\"" + columns[i] + "\" is no name=value of an option that a query can have");
    topic.request.conditions.push_back({name, columns[i].substr(equals + 1)});
  }
  return topic;
}

}  // namespace

int run_batch(const QueryContext& context) {
  format_of(context, "trec", {"trec"});
  if (!context.options.has("queries")) throw Error(ErrorKind::usage, "batch needs --queries FILE: lines of query id, tab, query");
  if (!context.options.operands.empty()) throw Error(ErrorKind::usage, "batch takes its queries from --queries, not from the command line");
  const std::string path = context.options.get("queries"), run_name = context.options.get("run-name", "dateline");
  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file) throw Error(ErrorKind::usage, "cannot read " + path);
  }
  std::istream& in = path == "-" ? context.in : file;
  Request common = request_of(context);
  if (!context.options.has("match")) common.match = Match::any;
  common.limit = static_cast<std::size_t>(context.options.number("depth", 1000, 1, 1'000'000));
  common.snippets = common.suggestions = common.fold_copies = false;
  Searcher& searcher = context.searcher();
  std::size_t number = 0;
  for (std::string line; std::getline(in, line) && !context.stop && context.out.good();) {
    if (++number == 1 && line.rfind("\xEF\xBB\xBF", 0) == 0) line.erase(0, 3);
    if (line.empty()) continue;
    try {
      const Topic topic = read_topic(std::move(line), common);
      const Result result = searcher.rank(topic.request);
      present_trec(result, topic.id, run_name, context.out);
      for (const std::string& warning : result.warnings)
        context.err << "dateline-query: query " << escape_for_terminal(topic.id, true) << ": " << escape_for_terminal(warning, true) << "\n";
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::usage) throw;
      context.err << "dateline-query: " << escape_for_terminal(path, true) << ": line " << number << ": " << error.what() << "\n";
    }
  }
  return context.stop ? kExitInterrupted : kExitSuccess;
}

}  // namespace dateline
