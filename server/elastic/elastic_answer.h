// What every answer of the Elasticsearch API shares: the media type a client asked for, pretty, filter_path, and how a request's body is read.
#pragma once

#include <string>
#include <string_view>

#include "server/elastic/json.h"
#include "server/http/message.h"

namespace dateline {

// The version that a client wants to be spoken to as: 7, 8 or 9 of "application/vnd.elasticsearch+json; compatible-with=8" in Accept or Content-Type; 0 when it says nothing.
int compatible_version(const HttpRequest& request);

// The JSON body, or the `source` of the URL when there is none; null for neither. ElasticError 400; 406 for a content type that is no JSON.
Json body_of(const HttpRequest& request);

HttpResponse elastic_response(const HttpRequest& request, const Json& json, int status = 200);

// "took,hits.hits._id,-_shards": what of an answer is wanted. Paths may have * for one step and ** for any.
Json filtered_by_path(const Json& json, std::string_view filter_path);

}  // namespace dateline
