// "highlight" of a search: which fields are to be marked how, and the marked text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/structured_hit.h"
#include "server/elastic/json.h"
#include "server/elastic/query_dsl.h"

namespace dateline {

struct HighlightShape {
  struct Field {
    std::string name;   // as the client wrote it
    TextPart part = TextPart::body;
    std::string before = "<em>", after = "</em>";
  };
  std::vector<Field> fields;
  bool html = false;    // encoder: the text around the tags is escaped
};

struct Highlighting {
  HighlightRequest request;
  HighlightShape shape;
};

Highlighting read_highlight(const Json& json, const DslContext& context);
// {"title": ["...<em>word</em>..."]}; empty when nothing was marked.
Json highlight_json(const std::vector<Highlights>& highlights, const HighlightShape& shape);

}  // namespace dateline
