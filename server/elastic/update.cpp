#include "server/elastic/update.h"

#include "server/elastic/document_operations.h"
#include "server/elastic/error.h"
#include "server/elastic/source.h"

namespace dateline {

Update read_update(std::string_view text) {
  const Json body = read_json_object(text);
  JsonObject object(body, "[update]");
  object.refuse({"script", "scripted_upsert"});
  object.ignore("lang");
  for (const char* key : {"if_seq_no", "if_primary_term"})
    if (object.find(key)) throw no_versions(key);
  Update update;
  const auto document = [&](const char* key) -> std::optional<Json> {
    const Json* found = object.find(key);
    if (!found) return {};
    if (!found->is_object()) throw parsing_error("[update] [" + std::string(key) + "] must be an object, not " + token_of(*found));
    check_document(*found);
    return *found;
  };
  const std::optional<Json> doc = document("doc");
  update.upsert = document("upsert");
  if (!doc && !update.upsert) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: script or doc is missing;");
  if (object.boolean("doc_as_upsert").value_or(false)) {
    if (!doc) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: doc must be specified if doc_as_upsert is enabled;");
    update.upsert = doc;
  }
  if (doc) update.doc = *doc;
  update.detect_noop = object.boolean("detect_noop").value_or(true);
  if (const Json* source = object.find("_source")) update.source = read_source_filter(*source);
  object.done();
  return update;
}

bool merge_into(Json& document, const Json& doc) {
  bool changed = false;
  for (const auto& [key, value] : doc.items()) {
    const auto found = document.find(key);
    if (found == document.end()) {
      document[key] = value;
      changed = true;
    } else if (found->is_object() && value.is_object()) {
      changed |= merge_into(*found, value);
    } else if (found->type() != value.type() || *found != value) {
      *found = value;
      changed = true;
    }
  }
  return changed;
}

}  // namespace dateline
