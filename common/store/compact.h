// Copies of a database: compacted into a new generation, or as a database of its own.
#pragma once

#include <cstdint>
#include <string>

#include "common/store/database_directory.h"

namespace dateline {

inline constexpr std::int64_t kGenerationGraceSeconds = 60;
// Articles from which on a database that grew from nothing is worth compacting: B-tree splits leave it half air.
inline constexpr std::uint64_t kCompactFrom = 1000;

// Writes the live generation, compacted, as a new one and makes it live; the old one stays for readers that have it open and goes
// after the grace period. The caller holds the WriterLock.
void compact_live(const DatabaseDirectory& directory, std::int64_t grace_seconds = kGenerationGraceSeconds);

// The same of generation `from` with the documents of `segment` beside its own, whose numbers are all higher, as generation `into`, which does not become live. Neither generation needs to be.
void merge_generations(const DatabaseDirectory& directory, std::uint64_t from, std::uint64_t segment, std::uint64_t into);

// A complete, compacted copy of the newest committed state in `target`, which must not exist or be empty. Needs no lock: a writer may go on.
void snapshot(const DatabaseDirectory& directory, const std::string& target);

}  // namespace dateline
