// Reads the manifest of a live database while a writer may be at work on it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/store/database_directory.h"
#include "common/store/manifest.h"

namespace dateline {

// One thread. Entries of files that are not being written are stable; others may be a commit old.
class ManifestReader {
 public:
  explicit ManifestReader(const DatabaseDirectory& directory);  // Error{database} when there is none
  ~ManifestReader();
  std::optional<ManifestEntry> find(const std::string& absolute_path);
  void each(const std::function<void(const ManifestEntry&)>& take);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
