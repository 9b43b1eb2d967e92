#include "server/elastic/document_operations.h"

#include <array>
#include <map>
#include <memory>
#include <random>

#include "server/elastic/source.h"
#include "server/elastic/update.h"
#include "server/native/article_records.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestId = 512;

// What an update found, written on the writer's thread. Shared: a request that is refused halfway does not wait for the rest of its changes.
struct Found {
  bool missing = false, written = false;
  Json source;
};

struct Planned {
  std::size_t position;
  std::shared_ptr<Found> found;       // of an update
  std::optional<SourceFilter> shown;  // of an update whose answer shows the document
};

// The changes of one database.
struct Group {
  std::vector<Change> changes;
  std::vector<Planned> planned;
};

ElasticError document_missing(const DocumentOutcome& of) {
  return {404, "document_missing_exception", "[" + of.id + "]: document missing", {{"index_uuid", "_na_"}, {"shard", "0"}, {"index", of.index}}};
}

ElasticError already_there(const DocumentOutcome& of) {
  return {409, "version_conflict_engine_exception", "[" + of.id + "]: version conflict, document already exists (current version [1])", {{"index_uuid", "_na_"}, {"shard", "0"}, {"index", of.index}}};
}

void need_id(const std::string& id) {
  if (id.size() > kLongestId)
    throw illegal_argument("id is too long, must be no longer than " + std::to_string(kLongestId) + " bytes but was: " + std::to_string(id.size()));
}

void need_size(std::string_view document) {
  if (document.size() > kMostArticleBytes)
    throw ElasticError(413, "illegal_argument_exception", "the document has " + std::to_string(document.size()) + " bytes, and may have " + std::to_string(kMostArticleBytes) + " at most");
}

Change planned_update(const std::string& id, const Update& update, const std::shared_ptr<Found>& found) {
  return ModifyArticle{id, [=](std::optional<Article> article) -> std::optional<Article> {
    Json document;
    if (!article) {
      found->missing = !update.upsert;
      if (found->missing) return {};
      document = *update.upsert;
    } else {
      document = updatable_source_of(*article);
      const bool changed = update.doc.is_object() && merge_into(document, update.doc);
      found->source = document;
      if (!changed && update.detect_noop) return {};
    }
    found->written = true;
    found->source = document;
    return article_of_source(document, id);
  }};
}

// The database an operation goes to, after looking whether it may. `groups`: what the operations before it will make.
std::string target_of(Databases& databases, const Grant& grant, const DocumentOperation& operation, const std::map<std::string, Group>& groups) {
  const std::string name = databases.written_name(operation.index);
  if (operation.require_alias && name == operation.index)
    throw ElasticError(404, "index_not_found_exception", "no such index [" + name + "] and [require_alias] request flag is [true] and [" + name + "] is not an alias");
  if (!grant.covers(name)) throw ElasticError(403, "security_exception", "this token gives no right to [" + name + "]");
  const auto before = groups.find(name);
  if (!databases.exists(name) && (before == groups.end() || before->second.changes.empty())) {
    if (operation.kind == OperationKind::remove) throw index_not_found(name);
    if (const std::string fault = fault_of_name(name); !fault.empty()) throw ElasticError(400, "invalid_index_name_exception", "Invalid index name [" + name + "], " + fault, {{"index", name}});
  }
  return name;
}

// Adds to its group what an operation changes.
void plan(const DocumentOperation& operation, DocumentOutcome& outcome, std::size_t position, Group& group) {
  need_id(outcome.id);
  need_size(operation.body);
  Planned planned{position, nullptr, {}};
  if (operation.kind == OperationKind::remove) {
    group.changes.emplace_back(RemoveArticle{outcome.id});
  } else if (operation.kind == OperationKind::update) {
    Update update = read_update(operation.body);
    planned.shown = operation.source ? operation.source : update.source;
    planned.found = std::make_shared<Found>();
    group.changes.emplace_back(planned_update(outcome.id, update, planned.found));
  } else {
    group.changes.emplace_back(PutArticle{article_of_source(read_document(operation.body), outcome.id), operation.kind == OperationKind::create});
  }
  group.planned.push_back(std::move(planned));
}

void conclude(ChangeStatus status, const Found* found, DocumentOutcome& outcome) {
  const auto is = [&](const char* result, int code) {
    outcome.result = result;
    outcome.status = code;
  };
  switch (status) {
    case ChangeStatus::added: return is("created", 201);
    case ChangeStatus::replaced: return is("updated", 200);
    case ChangeStatus::kept_newer: return is("noop", 200);
    case ChangeStatus::removed: return is("deleted", 200);
    case ChangeStatus::missing: return is("not_found", 404);
    case ChangeStatus::exists: outcome.error = already_there(outcome); return;
    case ChangeStatus::unchanged:
      if (found && found->missing) outcome.error = document_missing(outcome);
      return is(found && !found->written ? "noop" : "updated", 200);
  }
}

}  // namespace

const char* name_of(OperationKind kind) {
  switch (kind) {
    case OperationKind::index: return "index";
    case OperationKind::create: return "create";
    case OperationKind::update: return "update";
    case OperationKind::remove: return "delete";
  }
  return "";
}

Json DocumentOutcome::json(bool forced) const {
  if (error) return {{"_index", index}, {"_id", id.empty() ? Json(nullptr) : Json(id)}, {"status", error->status()}, {"error", error->cause()}};
  Json json{{"_index", index}, {"_id", id}, {"_version", kVersion}, {"result", result}};
  if (forced) json["forced_refresh"] = true;
  json["_shards"] = {{"total", 1}, {"successful", 1}, {"failed", 0}};
  json["_seq_no"] = kSequence;
  json["_primary_term"] = kPrimaryTerm;
  if (source) json["get"] = {{"_seq_no", kSequence}, {"_primary_term", kPrimaryTerm}, {"found", true}, {"_source", *source}};
  return json;
}

std::vector<DocumentOutcome> carry_out(Databases& databases, const Grant& grant, const std::vector<DocumentOperation>& operations, Until until) {
  std::vector<DocumentOutcome> outcomes(operations.size());
  std::map<std::string, Group> groups;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const DocumentOperation& operation = operations[i];
    outcomes[i].index = operation.index;
    outcomes[i].id = operation.id;
    try {
      if (operation.refused) throw ElasticError(*operation.refused);
      outcomes[i].index = target_of(databases, grant, operation, groups);
      if (operation.id.empty()) outcomes[i].id = new_document_id();
      plan(operation, outcomes[i], i, groups[outcomes[i].index]);
    } catch (...) {
      outcomes[i].error = current_elastic_error();
    }
  }
  for (auto& [name, group] : groups) {
    if (group.changes.empty()) continue;
    try {
      const std::vector<ChangeStatus> done = databases.ingest(name)->apply(std::move(group.changes), until);
      for (std::size_t i = 0; i < done.size(); ++i) {
        const Planned& planned = group.planned[i];
        DocumentOutcome& outcome = outcomes[planned.position];
        conclude(done[i], planned.found.get(), outcome);
        if (planned.shown && planned.shown->wanted) outcome.source = filtered_source(std::move(planned.found->source), *planned.shown);
      }
    } catch (...) {
      const ElasticError error = current_elastic_error();
      for (const Planned& planned : group.planned) outcomes[planned.position].error = error;
    }
  }
  return outcomes;
}

ElasticError no_versions(std::string_view parameter) {
  return not_supported("[" + std::string(parameter) + "]", "it keeps no versions of documents, so a change cannot depend on one");
}

std::string new_document_id() {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::random_device random;
  std::string id;
  for (int word = 0; word < 4; ++word)
    for (std::uint32_t bits = random(), i = 0; i < 5; ++i, bits >>= 6) id.push_back(kLetters[bits & 63]);
  return id;
}

}  // namespace dateline
