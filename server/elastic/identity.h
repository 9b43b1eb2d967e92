// What the server says it is: to clients that look whether they speak to Elasticsearch, or to OpenSearch, before anything else.
#pragma once

#include <string>

#include "server/elastic/json.h"
#include "server/http/message.h"

namespace dateline {

enum class Flavour { elasticsearch, opensearch };

struct ElasticIdentity {
  Flavour flavour = Flavour::elasticsearch;
  std::string cluster_uuid;  // stays the same over restarts
};

inline constexpr const char* kClusterName = "dateline";
inline constexpr const char* kNodeName = "dateline";

// 22 characters that follow from where the databases lie.
std::string uuid_of(std::string_view place);
// The version of the interface: clients of the versions before and after take it.
std::string interface_version(Flavour flavour);

// GET and HEAD of "/".
HttpResponse elastic_root(HttpRequest& request, const ElasticIdentity& identity);

}  // namespace dateline
