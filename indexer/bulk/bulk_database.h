// Writes a whole glass database at once, from runs of postings and columns of values: five tables side by side, each in the order of its keys.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/bulk/glass_table.h"
#include "indexer/bulk/run.h"

namespace dateline {

// Values of one slot, in a file.
class ValueColumn {
 public:
  explicit ValueColumn(std::string path) : file_(std::make_unique<TemporaryFile>(std::move(path))) {}
  void add(std::uint32_t docid, std::string_view value);  // rising; an empty value is none
  void flush() { file_->flush(); }                        // what has been added can be read
  std::size_t size() const { return size_; }
  const std::string& lowest() const { return lowest_; }
  const std::string& highest() const { return highest_; }
  FilePart part() const { return {file_.get(), 0, file_->size()}; }

 private:
  std::unique_ptr<TemporaryFile> file_;
  std::uint32_t last_docid_ = 0;
  std::size_t size_ = 0;
  std::string lowest_, highest_, entry_;
};

class ValueReader {
 public:
  explicit ValueReader(const ValueColumn& column) : in_(column.part()) {}
  bool next();  // false at the end
  std::uint32_t docid() const { return docid_; }  // of the value; 0 before the first, and above all others at the end
  std::string_view value() const { return value_; }
  // Of this document, which are asked for rising; empty: none.
  std::string_view of(std::uint32_t docid);

 private:
  PartReader in_;
  std::uint32_t docid_ = 0;
  std::string_view value_;
};

// What a database is made of, but for its document data, whose table is written while documents come.
struct BulkContents {
  std::map<std::string, std::string> metadata;
  std::map<unsigned, ValueColumn> values;  // by slot; flushed
  std::uint32_t before = 0;                // the documents are before + 1, before + 2, ...
  std::vector<std::uint32_t> lengths;      // of each of them
  std::uint32_t largest_wdf = 0;
  std::unique_ptr<TemporaryFile> run_file;  // what the runs are parts of
  std::vector<Run> runs;
  std::vector<std::pair<std::string, std::uint64_t>> words;  // for the spelling data: rising, and in how many articles
};

// The words of all runs, for the spelling data, and in how many articles each stands that is indexed as another word.
struct MergedWords {
  std::vector<std::pair<std::string, std::uint64_t>> words;
  std::unordered_map<std::string, std::int64_t> forms;
};
MergedWords merge_words(const std::vector<Run>& runs);

// Into `folder`, which holds docdata.glass, of which `docdata` is what its writer returned. All is synced. Error{io}.
void write_bulk_database(const std::string& folder, const BulkContents& contents, const std::string& docdata);

}  // namespace dateline
