// The lines of _bulk, the documents in them and what updates make of these. A document comes back as it was sent.
#include "server/elastic/bulk.h"
#include "server/elastic/source.h"
#include "server/elastic/update.h"
#include "tests/fuzz/target.h"

using namespace dateline;

namespace {

void carry_through(const DocumentOperation& operation) {
  if (operation.kind == OperationKind::update) {
    const Update update = read_update(operation.body);
    Json document = update.upsert.value_or(Json::object());
    if (!update.doc.is_null()) merge_into(document, update.doc);
    if (update.source) filtered_source(document, *update.source);
    return;
  }
  const Json document = read_document(operation.body);
  must(source_of(article_of_source(document, "id")) == document, "a document comes back as it was sent");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    for (const DocumentOperation& operation : read_bulk(as_text(data, size), {"news", false, {}})) {
      if (operation.kind == OperationKind::remove) continue;
      try {
        carry_through(operation);
      } catch (const HttpError&) {  // this document alone is refused
      }
    }
  } catch (const HttpError&) {  // the whole is refused
  }
  return 0;
}
