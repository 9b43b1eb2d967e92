// Searches of Elasticsearch's clients: a line with the query string, then the body.
#include <algorithm>

#include "common/error.h"
#include "server/elastic/filter_path.h"
#include "server/elastic/search_request.h"
#include "server/http/http_error.h"
#include "server/http/url.h"
#include "tests/fuzz/target.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::int64_t kNow = 1717200000000;  // 1 June 2024
  const std::string_view input = as_text(data, size), line = input.substr(0, input.find('\n')), body = input.substr(std::min(size, line.size() + 1));
  const std::optional<NamedValues> values = read_query_string(line);
  if (!values) return 0;
  try {
    const Json json = body.empty() ? Json() : parse_json(body);
    UrlParameters url(*values, "/_search");
    const SearchAsked asked = read_search(json, url, kNow);
    must(asked.request.from + asked.request.size <= kMostHits, "a search has so many hits at most");
  } catch (const HttpError&) {  // refused
  }
  try {
    const Json json = body.empty() ? Json() : parse_json(body);
    UrlParameters url(*values, "/_count");
    read_query_of(json, url, kNow);
    FilterPath(line).apply(json);
  } catch (const HttpError&) {  // refused
  }
  return 0;
}
