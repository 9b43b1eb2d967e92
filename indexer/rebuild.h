// A new generation made from the stored articles alone: every article analysed again, a new dictionary, nothing left of what was removed.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "common/store/database_directory.h"
#include "common/store/index_kind.h"
#include "indexer/build_limits.h"

namespace dateline {

struct RebuildOptions {
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;
  bool keep_old = true;  // for the grace period; false: the old generations go at once
  std::size_t jobs = 1;     // threads that analyse
  std::uint64_t memory = kBuildMemory;
  WantedKind kind;  // of the new generation; that of the old one where not given
  std::function<void(std::uint64_t generation)> before_publishing;  // may still change the new generation
};

// Readers go on with the old generation until the new one is complete. Returns how many articles. Error{interrupted} when `stop` becomes true: then nothing
// has changed. The caller holds the WriterLock.
std::uint64_t rebuild(const DatabaseDirectory& directory, const RebuildOptions& options, const std::atomic<bool>& stop);

}  // namespace dateline
