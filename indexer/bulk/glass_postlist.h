// The postlist table of a glass database: metadata, values, document lengths and postings, each family in its place. The calls come in the order of the functions here; what is
// within a family comes in the order of its keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/bulk/glass_table.h"

namespace dateline::glass {

class PostlistWriter {
 public:
  explicit PostlistWriter(const std::string& folder);

  void metadata(std::string_view name, std::string_view value);  // neither of them empty

  // Bounds may be wider than the values; `documents` is exact. Slots below 256.
  void value_statistics(unsigned slot, std::uint64_t documents, std::string_view lower, std::string_view upper);
  void value(unsigned slot, std::uint32_t docid, std::string_view value);  // not empty
  void end_values();

  void begin_lengths();
  void length(std::uint32_t docid, std::uint32_t length);  // of every document
  void end_lengths();

  // How many documents have the term, and the sum of its wdf in them.
  void begin_term(std::string_view term, std::uint32_t documents, std::uint64_t collection_frequency);
  void posting(std::uint32_t docid, std::uint32_t wdf);
  void end_term();

  std::string finish() { return table_.finish(); }

 private:
  void begin_list(std::string first_key, std::string later_key, std::uint64_t documents, std::uint64_t collection_frequency);
  void entry(std::uint32_t docid, std::uint32_t number);
  void write_chunk(bool last);
  void write_values();

  TableWriter table_;
  // A list under way: its chunk so far.
  std::string first_key_, later_key_, header_, chunk_, key_, tag_;
  bool first_chunk_ = false;
  std::uint32_t chunk_begin_ = 0, last_docid_ = 0;
  // Values under way.
  unsigned slot_ = 0;
};

}  // namespace dateline::glass
