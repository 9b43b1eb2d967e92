// Which keys of an article's JSON an answer has: _source with its includes and excludes ("meta.*", "*.id").
#pragma once

#include <string>
#include <vector>

#include "server/elastic/json.h"

namespace dateline {

struct SourceFilter {
  bool wanted = true;                           // false: no _source at all
  std::vector<std::string> includes, excludes;  // paths with *; no includes: all
};

// true, false, "a", ["a", "b*"], {"includes": ..., "excludes": ...}.
SourceFilter read_source_filter(const Json& json);
Json filtered_source(Json source, const SourceFilter& filter);

}  // namespace dateline
