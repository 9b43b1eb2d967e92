// The spelling table of a glass database: words with how often, and which words have a fragment.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dateline::glass {

// `words` rising, each with a frequency of at least 1; those of a single byte are left out. Returns what the version file says of the table.
std::string write_spelling(const std::string& folder, const std::vector<std::pair<std::string, std::uint64_t>>& words);

}  // namespace dateline::glass
