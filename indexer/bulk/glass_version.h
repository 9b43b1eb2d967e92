// The version file of a glass database, iamglass: where the tables begin, and the statistics. It makes the folder a database, so it is written last.
#pragma once

#include <cstdint>
#include <string>

namespace dateline::glass {

struct Statistics {
  std::uint64_t documents = 0;
  std::uint32_t last_docid = 0;
  std::uint32_t shortest = 0;          // of the documents that have a length
  std::uint32_t longest = 0;
  std::uint32_t largest_wdf = 0;       // of any posting
  std::uint64_t total_length = 0;
  std::uint64_t largest_spelling = 0;  // frequency of a word
};

// As TableWriter::finish returned them.
struct Roots {
  std::string postlist, docdata, termlist, position, spelling;
};

// A new database, synced. Error{io}.
void write_version(const std::string& folder, const Roots& roots, const Statistics& statistics);

}  // namespace dateline::glass
