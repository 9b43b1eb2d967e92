// What articles that come and go change in the tables learned from all of them: spelling data, word forms, name links; and the log of that. Kept until the commit of those articles.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <unordered_map>

#include "common/article.h"
#include "common/store/change_log.h"
#include "common/store/name_links.h"
#include "indexer/bulk/bulk_writer.h"
#include "indexer/writer_document.h"

namespace dateline {

class TableChanges {
 public:
  // What an article adds.
  void learn(Xapian::docid docid, const PreparedDocument& document);
  // Takes off what it added; its words are found by analysing it again.
  void forget(Xapian::docid docid, const Article& article);
  // What a segment's articles add (bulk/bulk_writer.h), but for their spelling data, which is in its tables.
  void learn(const SegmentRest& rest);
  // For the log alone: the document has changed, or so much has that nothing is to be told one by one.
  void note(Xapian::docid docid) { changes_.documents.insert(docid); }
  void note_everything() { changes_.everything = true; }
  // Applies all since the last time.
  void write(Xapian::WritableDatabase& database);

 private:
  void change_names(Xapian::docid docid, const Article& article, std::int64_t by);

  std::unordered_map<std::string, std::int64_t> spelling_, forms_;
  NameLinkChanges names_;
  LoggedChanges changes_;
};

}  // namespace dateline
