// What articles that come and go change in the tables learned from all of them: spelling data, word forms, name links. Kept until the commit of those articles.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "common/article.h"
#include "common/store/name_links.h"
#include "indexer/writer_document.h"

namespace dateline {

class TableChanges {
 public:
  // What an article adds.
  void learn(const PreparedDocument& document);
  // Takes off what it added; its words are found by analysing it again.
  void forget(const Article& article);
  // Applies all since the last time.
  void write(Xapian::WritableDatabase& database);

 private:
  std::unordered_map<std::string, std::int64_t> spelling_, forms_;
  std::map<NameLink, std::int64_t> names_;
};

}  // namespace dateline
