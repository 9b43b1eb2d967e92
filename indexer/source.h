// The first stage: files in, pieces of work out. Decides by manifest and fingerprint what need not be read again.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "indexer/discovery.h"
#include "indexer/work.h"

namespace dateline {

class Source {
 public:
  // What the database knows of a file by its absolute path; nothing when it is new.
  using Lookup = std::function<std::optional<ManifestEntry>(const std::string& path)>;

  // `standard_input`: NDJSON from there, after the files. `stop` ends the reading at the next record.
  Source(const Discovery& discovery, bool standard_input, Lookup lookup, const std::atomic<bool>& stop);
  ~Source();

  // The next piece, or nothing at the end (or when stopped). One thread.
  std::optional<Piece> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
