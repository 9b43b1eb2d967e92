// Is a database sound? Xapian's structure, and everything Dateline keeps in it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/store/database_directory.h"

namespace dateline {

struct CheckResult {
  bool empty = false;                 // nothing was ever committed
  std::uint64_t articles = 0, files = 0;
  std::vector<std::string> faults;    // empty: sound. At most kMaxFaults
};

inline constexpr std::size_t kMaxFaults = 100;

// Decodes every stored article; verifies ids, dates, values, languages, origins and the manifest. Needs no lock.
CheckResult check(const DatabaseDirectory& directory);

}  // namespace dateline
