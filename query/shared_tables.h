// What the searchers of the same databases know of them together, and keep over commits: what names stand for, and columns of values. Made anew only where a commit changed something
// (change_log.h). From any thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/store/change_log.h"
#include "common/store/database.h"
#include "common/store/name_memory.h"
#include "query/entity_lists.h"
#include "query/keyword_column.h"

namespace dateline {

class SharedTables {
 public:
  // The epoch of the snapshot that is read. None where it cannot be told from others (remote shards), or another searcher has gone on to a later one already: then nothing is shared.
  std::optional<Epoch> epoch_of(Database& database);

  const std::shared_ptr<NameMemory>& names() const { return names_; }
  // As `make` makes it, which is called when no searcher has for the snapshot; the others wait meanwhile.
  std::shared_ptr<const KeywordColumn> column(const std::string& name, Epoch epoch, const std::function<KeywordColumn()>& make);
  // Which entities the articles of the snapshot name, for the time of `read`; within column()'s `make` alone.
  void with_entities(Database& database, Epoch epoch, const std::function<void(const EntityLists&)>& read);

 private:
  struct Step {
    Epoch epoch;
    std::vector<Xapian::docid> documents;  // that changed with it, as the databases searched as one number them
  };
  bool follow(const std::vector<Xapian::Database>& databases);
  std::optional<std::vector<Xapian::docid>> changed_since(Epoch then, Epoch now);

  const std::shared_ptr<NameMemory> names_ = std::make_shared<NameMemory>();

  std::mutex mutex_;  // of the snapshot seen last
  std::vector<std::string> generations_;
  std::vector<LogPlace> places_;
  Epoch epoch_ = 0;
  std::vector<Step> steps_;  // the last of them, without a gap

  std::mutex making_;  // of the rest
  Epoch columns_of_ = 0;
  std::map<std::string, std::shared_ptr<const KeywordColumn>> columns_;
  EntityLists entities_;
  Epoch entities_of_ = 0;
};

}  // namespace dateline
