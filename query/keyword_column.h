// The values of one keyword field by document, each value once, in the order of their bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dateline {

struct KeywordColumn {
  std::vector<std::string> values;  // of a person, org, place or entity: ids, of what they are in this database (name_table.h)
  std::vector<std::uint32_t> begin; // by document: into `places`; one more at the end
  std::vector<std::uint32_t> places;  // of a document: its values', rising

  std::span<const std::uint32_t> of(std::uint32_t docid) const { return {places.data() + begin[docid], places.data() + begin[docid + 1]}; }
};

}  // namespace dateline
