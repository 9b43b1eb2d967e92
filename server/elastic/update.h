// The body of _update, and what it makes of a document.
#pragma once

#include <optional>
#include <string>

#include "server/elastic/json.h"
#include "server/elastic/source_filter.h"

namespace dateline {

struct Update {
  Json doc;                     // merged into what there is; null when there is only an upsert
  std::optional<Json> upsert;   // for when there is nothing; of doc_as_upsert: doc
  bool detect_noop = true;
  std::optional<SourceFilter> source;  // what of the new document the answer shows
};

// ElasticError 400: a script, no doc and no upsert, a key that is not known.
Update read_update(std::string_view text);

// Objects are merged key by key, everything else is replaced. Whether anything changed.
bool merge_into(Json& document, const Json& doc);

}  // namespace dateline
