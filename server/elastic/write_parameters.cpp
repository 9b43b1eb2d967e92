#include "server/elastic/write_parameters.h"

#include "server/elastic/document_operations.h"
#include "server/elastic/error.h"

namespace dateline {

void pass_over_shards(UrlParameters& parameters) {
  parameters.ignore({"timeout", "master_timeout", "cluster_manager_timeout", "wait_for_active_shards", "preference", "routing", "local"});
}

void refuse_pipeline(const std::string& name) {
  if (name != "_none") throw illegal_argument("pipeline with id [" + name + "] does not exist: Dateline has no ingest pipelines");
}

Until read_refresh(UrlParameters& parameters, bool* forced) {
  const std::optional<std::string> refresh = parameters.text("refresh");
  if (!refresh || *refresh == "false") return Until::applied;
  if (*refresh != "true" && !refresh->empty() && *refresh != "wait_for") throw illegal_argument("Unknown value for refresh: [" + *refresh + "].");
  if (forced) *forced = *refresh != "wait_for";
  return Until::committed;
}

WriteParameters read_write_parameters(UrlParameters& parameters) {
  WriteParameters read;
  read.until = read_refresh(parameters, &read.forced);
  read.require_alias = parameters.boolean("require_alias").value_or(false);
  if (const std::optional<std::string> pipeline = parameters.text("pipeline")) refuse_pipeline(*pipeline);
  for (const char* name : {"version", "version_type", "if_seq_no", "if_primary_term"})
    if (parameters.text(name)) throw no_versions(name);
  parameters.ignore({"retry_on_conflict", "list_executed_pipelines", "include_source_on_error", "lang"});
  pass_over_shards(parameters);
  return read;
}

}  // namespace dateline
