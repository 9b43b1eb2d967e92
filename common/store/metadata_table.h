// Metadata to be read and written: of a database open for writing, or of one that is still to be, whose metadata are a plain map.
#pragma once

#include <xapian.h>

#include <map>
#include <string>

namespace dateline {

// As cheap to copy as a pointer.
class MetadataTable {
 public:
  MetadataTable(Xapian::WritableDatabase database) : database_(std::move(database)) {}
  MetadataTable(std::map<std::string, std::string>& map) : map_(&map) {}

  // Empty: there is none.
  std::string get(const std::string& key) const {
    if (!map_) return database_.get_metadata(key);
    const auto found = map_->find(key);
    return found == map_->end() ? std::string() : found->second;
  }

  // An empty value takes it away.
  void set(const std::string& key, const std::string& value) {
    if (!map_)
      database_.set_metadata(key, value);
    else if (value.empty())
      map_->erase(key);
    else
      (*map_)[key] = value;
  }

 private:
  Xapian::WritableDatabase database_;
  std::map<std::string, std::string>* map_ = nullptr;
};

}  // namespace dateline
