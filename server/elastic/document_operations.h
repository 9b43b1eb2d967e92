// What _doc, _create, _update, DELETE and the lines of _bulk ask for, carried out: one way for one and for many.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/elastic/error.h"
#include "server/elastic/json.h"
#include "server/elastic/source_filter.h"
#include "server/service/databases.h"

namespace dateline {

enum class OperationKind { index, create, update, remove };
const char* name_of(OperationKind kind);  // "delete" for remove

struct DocumentOperation {
  OperationKind kind = OperationKind::index;
  std::string index;             // a database or an alias
  std::string id;                // empty: one is made
  std::string_view body;         // the document, or that of _update; borrowed
  bool require_alias = false;
  std::optional<SourceFilter> source;  // of update: what of the new document to show
  std::optional<ElasticError> refused;  // known to fail
};

struct DocumentOutcome {
  std::string index, id;         // the database it went to
  const char* result = "";       // created, updated, noop, deleted, not_found
  int status = 200;
  std::optional<Json> source;    // of update, when asked for
  std::optional<ElasticError> error;

  // {"_index":...,"_id":...,"_version":1,"result":...}, or without the error's own index and id {"_index","_id","status","error"}. `forced`: refresh=true was asked for.
  Json json(bool forced) const;
};

// In their order, those of one index one after another; an index that is not there is made by what may write to it. One that fails leaves the others alone.
std::vector<DocumentOutcome> carry_out(Databases& databases, const Grant& grant, const std::vector<DocumentOperation>& operations, Until until);

// Dateline keeps no versions of documents: all have these.
inline constexpr int kVersion = 1, kSequence = 0, kPrimaryTerm = 1;
// 400: what asks for one of them is refused rather than passed over.
ElasticError no_versions(std::string_view parameter);

// 20 characters of A-Za-z0-9-_, like no other.
std::string new_document_id();

}  // namespace dateline
