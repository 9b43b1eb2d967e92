// What a run did, in numbers; printed at its end.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "indexer/discovery.h"

namespace dateline {

struct Report {
  std::uint64_t files_found = 0;
  std::uint64_t files_unchanged = 0;
  std::uint64_t files_read = 0;        // wholly or in part
  std::uint64_t files_resumed = 0;     // of them, those a cut-short run had begun, or that have grown
  std::uint64_t articles_read = 0;     // records that gave an article
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t kept_newer = 0;        // the database has a newer `modified`
  std::uint64_t renamed = 0;           // id taken by another body: added under another id
  std::uint64_t repeated = 0;          // an id that came again within one file; the last one stays
  std::uint64_t empty = 0;             // without title and body
  std::uint64_t undated = 0;
  std::uint64_t removed = 0;           // no longer in their file, or their file is gone
  std::uint64_t skipped = 0;           // files and records that gave no article
  std::map<std::string, std::uint64_t> skipped_by_reason;
  std::uint64_t text_bytes = 0;        // of title and body of the articles read
  double seconds = 0;
  std::uint64_t articles_in_database = 0;
  bool interrupted = false;
  bool dry_run = false;

  void skip(const Problem& problem);
};

void print_report(const Report& report, std::ostream& out);
std::string report_json(const Report& report);  // {"schema":"dateline.report/1", ...}
// "news/a.pdf: record 3: not JSON", safe for a terminal.
std::string describe(const Problem& problem);

}  // namespace dateline
