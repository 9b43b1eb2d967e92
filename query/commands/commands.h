// The commands of dateline-query. Each returns an exit status; Error ends it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "common/options.h"
#include "query/present/present.h"
#include "query/request.h"
#include "query/searcher.h"

namespace dateline {

struct QueryContext {
  const ParsedOptions& options;
  std::function<Searcher&()> searcher;  // of the databases asked; called when the options have been understood
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Screen screen;
  std::int64_t now = 0;           // seconds since 1970, UTC
  const std::atomic<bool>& stop;  // set by Ctrl-C and SIGTERM
};

int run_search(const QueryContext& context);
int run_count(const QueryContext& context);
int run_export(const QueryContext& context);
int run_timeline(const QueryContext& context);
int run_entities(const QueryContext& context);
int run_related(const QueryContext& context);
int run_show(const QueryContext& context);
int run_suggest(const QueryContext& context);
int run_batch(const QueryContext& context);
int run_query_status(const QueryContext& context);

// By name; nullptr when there is none.
using QueryCommand = int (*)(const QueryContext&);
QueryCommand find_query_command(const std::string& name);

// "a,b" -> a, b
std::vector<std::string> list_of(const std::string& text);

// What the command line asks: the operands as the query, options as conditions. Error{usage}.
Request request_of(const QueryContext& context);
Sort sort_of(const ParsedOptions& options);
// --limit and --offset
std::size_t limit_of(const ParsedOptions& options);
std::size_t offset_of(const ParsedOptions& options);
// The --format given, or `usual`. Error{usage} when it is none of `possible`.
std::string format_of(const QueryContext& context, const std::string& usual, const std::vector<std::string>& possible);
// "dateline-query: ..." on the error stream, for what a format without room for them would not show.
void print_warnings(const QueryContext& context, const std::vector<std::string>& warnings);

// Options that stand for a field condition, by their name.
const std::vector<std::string>& condition_options();

}  // namespace dateline
