#include "common/store/manifest_reader.h"

#include <vector>

#include "common/store/database.h"
#include "common/store/schema.h"

namespace dateline {

struct ManifestReader::State {
  Database database;
};

ManifestReader::ManifestReader(const DatabaseDirectory& directory) : state_(new State{Database({directory.path()})}) {}
ManifestReader::~ManifestReader() = default;

std::optional<ManifestEntry> ManifestReader::find(const std::string& absolute_path) {
  const std::string key = manifest_key(absolute_path);
  std::string bytes;
  try {
    bytes = state_->database.xapian().get_metadata(key);
  } catch (const Xapian::DatabaseModifiedError&) {
    state_->database.with_snapshot([&] { bytes = state_->database.xapian().get_metadata(key); });
  } catch (const Xapian::Error& error) {
    rethrow_xapian(error, absolute_path);
  }
  if (bytes.empty()) return {};
  return decode_manifest_entry(bytes);
}

void ManifestReader::each(const std::function<void(const ManifestEntry&)>& take) {
  std::vector<ManifestEntry> entries;
  state_->database.with_snapshot([&] {
    entries.clear();
    Xapian::Database& database = state_->database.xapian();
    const std::string file(metadata::kFile);
    for (auto key = database.metadata_keys_begin(file); key != database.metadata_keys_end(file); ++key)
      entries.push_back(decode_manifest_entry(database.get_metadata(*key)));
  });
  for (const ManifestEntry& entry : entries) take(entry);
}

}  // namespace dateline
