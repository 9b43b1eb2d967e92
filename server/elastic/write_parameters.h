// The query string of a request that changes documents.
#pragma once

#include <string>

#include "server/elastic/url_parameters.h"
#include "server/service/ingest.h"

namespace dateline {

struct WriteParameters {
  Until until = Until::applied;
  bool forced = false;         // refresh=true, which the answer says
  bool require_alias = false;
};

// Takes refresh, require_alias and pipeline, and passes over what changes nothing here. ElasticError 400 for a pipeline (there are none) and for what depends on versions.
WriteParameters read_write_parameters(UrlParameters& parameters);
Until read_refresh(UrlParameters& parameters, bool* forced = nullptr);
// 400, as for one that Elasticsearch does not know; "_none" is no pipeline.
void refuse_pipeline(const std::string& name);
// Timeouts, shards to wait for, routing: there is nothing to wait for, and one shard.
void pass_over_shards(UrlParameters& parameters);

}  // namespace dateline
