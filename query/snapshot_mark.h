// How far databases were filled at a moment: what came later can be told from what was there, for as long as no generation is replaced (documents are numbered as they come, and keep their
// numbers when they change).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

struct SnapshotMark {
  std::vector<std::string> generations;  // of each database
  std::vector<std::uint32_t> last;       // the number of the last document of each, as it counts itself
};

}  // namespace dateline
