// Copies of a database: compacted into a new generation, or as a database of its own.
#pragma once

#include <cstdint>
#include <string>

#include "common/store/database_directory.h"

namespace dateline {

// Writes the live generation, compacted, as a new one and makes it live; the old one stays for readers that have it open and goes
// after the grace period. The caller holds the WriterLock.
void compact_live(const DatabaseDirectory& directory);

// A complete, compacted copy of the newest committed state in `target`, which must not exist or be empty. Needs no lock: a writer may go on.
void snapshot(const DatabaseDirectory& directory, const std::string& target);

inline constexpr std::int64_t kGenerationGraceSeconds = 60;

}  // namespace dateline
