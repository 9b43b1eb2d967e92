// Keeps the families of near-duplicates of a database that is being written (families.h): told of each article that comes or goes, it puts the keys, the members
// and the articles' family values right before a commit.
#pragma once

#include <xapian.h>

#include <vector>

#include "common/store/families.h"
#include "common/store/family_index.h"

namespace dateline {

class FamilyKeeper {
 public:
  // An article that is about to be replaced, or to go, as it is stored.
  void goes(Xapian::docid article, const Xapian::Document& document);
  // One that is in the database now. A replaced one goes first.
  void comes(Xapian::docid article, const Xapian::Document& document);
  void settle(Xapian::WritableDatabase& database);

 private:
  Families families_;
  std::vector<MemberChange> members_;
};

}  // namespace dateline
