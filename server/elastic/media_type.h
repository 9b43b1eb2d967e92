// Which media types the Elasticsearch API takes and answers with: application/json and application/x-ndjson, and the vendor's own,
// "application/vnd.elasticsearch+json; compatible-with=8", which is answered in kind.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace dateline {

struct MediaType {
  std::string answer = "application/json";  // of a JSON answer
  bool version_7 = false;                   // the client wants what version 7 answered: documents have a _type
  bool text = false;                        // the client would rather have text, where there is any (_cat)
};

// ElasticError 406 naming a Content-Type or Accept that is not understood, 400 for a version that is not.
MediaType media_type_of(const HttpRequest& request);

}  // namespace dateline
