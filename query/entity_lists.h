// The ids of the entities each document of a snapshot names, as they stand in it: read once from the posting lists, and brought to a later snapshot by reading the documents that changed.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline {

class EntityLists {
 public:
  static EntityLists of_all(const Xapian::Database& database);
  // `documents`: rising, all that came, changed or went since. When reading throws, nothing has changed.
  void read_again(const std::vector<Xapian::docid>& documents, const Xapian::Database& database);

  Xapian::docid last() const { return static_cast<Xapian::docid>(years_.size()) - 1; }
  // Numbers of ids, rising; of a document that is not there none.
  std::span<const std::uint32_t> of(Xapian::docid docid) const { return {numbers_.data() + begin_[docid], numbers_.data() + begin_[docid + 1]}; }
  unsigned year(Xapian::docid docid) const { return years_[docid]; }  // of publication, as written; 0: not dated
  std::size_t ids() const { return ids_.size(); }  // also those that no document has any more
  const std::string& id(std::uint32_t number) const { return ids_[number]; }

 private:
  std::uint32_t number_of(const std::string& id);

  std::vector<std::string> ids_;
  std::unordered_map<std::string, std::uint32_t> number_of_;
  std::vector<std::uint32_t> begin_{0}, numbers_;  // by document: into numbers_; one more at the end
  std::vector<std::uint16_t> years_;
};

}  // namespace dateline
