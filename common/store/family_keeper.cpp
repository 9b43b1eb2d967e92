#include "common/store/family_keeper.h"

#include "common/store/database_relatives.h"
#include "common/store/schema.h"
#include "common/store/sketch_index.h"

namespace dateline {

void FamilyKeeper::goes(Xapian::docid article, const Xapian::Document& document) {
  const auto family = family_of_value(document.get_value(slot::kFamily));
  families_.gone(article, sketch_keys_of(document), family);
  if (family) members_.push_back({*family, article, -1});
}

void FamilyKeeper::comes(Xapian::docid article, const Xapian::Document& document) {
  const Relative relative = relative_of(document);
  if (relative.sketch.empty()) return;
  families_.come(article, sketch_keys_of(document), relative);
  if (relative.family) members_.push_back({*relative.family, article, 1});
}

void FamilyKeeper::settle(Xapian::WritableDatabase& database) {
  change_sketch_index(database, families_.key_changes());
  change_family_members(database, std::move(members_));
  members_.clear();
  DatabaseRelatives relatives(database);
  for (const FamilyChange& change : families_.settle(relatives)) {
    Xapian::Document document = database.get_document(change.article);
    if (const auto old = family_of_value(document.get_value(slot::kFamily))) members_.push_back({*old, change.article, -1});
    if (change.family) {
      document.add_value(slot::kFamily, family_value(*change.family));
      members_.push_back({*change.family, change.article, 1});
    } else {
      document.remove_value(slot::kFamily);
    }
    database.replace_document(change.article, document);
  }
  change_family_members(database, std::move(members_));
  members_.clear();
}

}  // namespace dateline
