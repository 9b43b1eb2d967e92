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

// Values of one slot: in memory, or, where they are many bytes, in a file.
class ValueColumn {
 public:
  ValueColumn() = default;
  explicit ValueColumn(std::unique_ptr<TemporaryFile> file) : file_(std::move(file)) {}
  void add(std::uint32_t docid, std::string_view value);  // rising; an empty value is none
  std::size_t size() const { return docids_.size(); }
  std::uint32_t docid(std::size_t i) const { return docids_[i]; }
  void finish();  // nothing is added any more; before, a column in a file has no value()
  std::string_view value(std::size_t i) const {
    const std::uint64_t begin = i ? ends_[i - 1] : 0;
    return (file_ ? file_->bytes() : std::string_view(bytes_)).substr(begin, ends_[i] - begin);
  }
  // Values before number `i` are not looked at again.
  void done_before(std::size_t i) const;
  std::string_view of(std::uint32_t docid) const;  // empty: none
  const std::string& lowest() const { return lowest_; }
  const std::string& highest() const { return highest_; }
  std::size_t bytes() const { return bytes_.capacity() + (docids_.capacity() + 2 * ends_.capacity()) * sizeof(docids_[0]); }

 private:
  std::vector<std::uint32_t> docids_;
  std::vector<std::uint64_t> ends_;
  std::unique_ptr<TemporaryFile> file_;
  std::string bytes_, lowest_, highest_;
};

// What a database is made of, but for its document data, whose table is written while documents come.
struct BulkContents {
  std::map<std::string, std::string> metadata;
  std::map<unsigned, ValueColumn> values;  // by slot
  std::uint32_t before = 0;                // the documents are before + 1, before + 2, ...
  std::vector<std::uint32_t> lengths;      // of each of them
  std::uint32_t largest_wdf = 0;
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
