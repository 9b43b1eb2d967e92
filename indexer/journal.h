// Changes that were acknowledged and are not committed yet: DIR/journal. A process that dies between the two loses none of them: whoever writes next settles the journal first.
//
// A file of lines. The first names the committed state the changes were made on ("dateline-journal 1 GENERATION REVISION"): once another is live, they are in it and the journal says nothing.
// Each further line is 16 hex digits of XXH3-64 of what follows, a space, and {"put": ARTICLE} or {"remove": ID}. A line that was not wholly written ends it.
#pragma once

#include <cstdint>
#include <string>

#include "common/article.h"
#include "common/store/database_directory.h"
#include "indexer/writer.h"

namespace dateline {

// Written to by the holder of the lock. Not thread-safe.
class Journal {
 public:
  explicit Journal(const DatabaseDirectory& directory);
  ~Journal();  // a journal that says nothing goes
  Journal(const Journal&) = delete;

  // What has been applied to the writer and not committed, in its order. Held in memory until sync().
  void put(const Article& article);
  void remove(const std::string& id);
  // What was said since is on disk when it returns. Error{io}.
  void sync(const Writer& writer);
  bool empty() const { return !begun_; }  // on disk
  void clear();  // the writer has committed

 private:
  void add(const std::string& change);

  std::string path_;
  int descriptor_ = -1;
  bool begun_ = false;   // the first line is written
  std::string lines_;    // not written yet
};

// Whether there is a journal of changes to the live state.
bool journal_pending(const DatabaseDirectory& directory);
// Puts its changes into that generation and commits, whatever state it was made on; it stays. How many they were. The caller holds the lock.
std::uint64_t apply_journal(const DatabaseDirectory& directory, std::uint64_t generation);
// Applies a pending journal to the live generation and removes it; one that is not is removed. The caller holds the lock.
void settle_journal(const DatabaseDirectory& directory);

}  // namespace dateline
