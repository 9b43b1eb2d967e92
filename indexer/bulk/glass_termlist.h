// The termlist table of a glass database: which terms each document has, and which value slots.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/bulk/glass_table.h"

namespace dateline::glass {

// Builds one document's list of terms.
class TermlistBuilder {
 public:
  void begin(std::uint64_t document_length, std::uint32_t terms);
  void add(std::string_view term, std::uint32_t wdf);  // rising by bytes
  const std::string& tag() const { return tag_; }

 private:
  std::string tag_;
  std::string_view last_;  // of the terms, which outlive the list
};

class TermlistWriter {
 public:
  explicit TermlistWriter(const std::string& folder);
  // Of every document, in order. `form`: of the tag. `slots`: those that have a value, rising; none when empty.
  void document(std::uint32_t docid, std::string_view tag, Tag form, const std::vector<unsigned>& slots);
  std::string finish() { return table_.finish(); }

 private:
  TableWriter table_;
  std::string key_, tag_;
};

}  // namespace dateline::glass
