#include "server/elastic/identity.h"

#include "common/store/schema.h"
#include "server/elastic/elastic_response.h"

namespace dateline {

std::string uuid_of(std::string_view place) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string uuid;
  for (const char* half : {"first", "second"}) {
    std::uint64_t hash = hash_of_tie(std::string(half) + std::string(place));
    for (int i = 0; i < 11; ++i, hash = hash >> 6 | hash << 58) uuid.push_back(kLetters[hash & 63]);
  }
  return uuid;
}

std::string interface_version(Flavour flavour) { return flavour == Flavour::elasticsearch ? "8.19.0" : "2.19.0"; }

HttpResponse elastic_root(HttpRequest& request, const ElasticIdentity& identity) {
  return elastic_answer(request, [&](HttpRequest&) -> ElasticReply {
    const bool elasticsearch = identity.flavour == Flavour::elasticsearch;
    Json version{{"number", interface_version(identity.flavour)}};
    if (elasticsearch) version["build_flavor"] = "default";
    else version["distribution"] = "opensearch";
    version.update({{"build_type", "deb"}, {"build_hash", "unknown"}, {"build_date", "2025-01-01T00:00:00.000000000Z"}, {"build_snapshot", false}, {"lucene_version", "9.12.0"},
                    {"minimum_wire_compatibility_version", elasticsearch ? "7.17.0" : "7.10.0"}, {"minimum_index_compatibility_version", "7.0.0"}});
    return Json{{"name", kNodeName}, {"cluster_name", kClusterName}, {"cluster_uuid", identity.cluster_uuid}, {"version", std::move(version)},
                {"tagline", elasticsearch ? "You Know, for Search" : "The OpenSearch Project: https://opensearch.org/"}};
  });
}

}  // namespace dateline
