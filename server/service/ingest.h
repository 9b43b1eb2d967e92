// Takes articles into one database while others read it: analysed on the caller's thread, written by one thread, committed in groups.
//
// The writer (and with it the lock of the database) is opened with the first change and let go of when none has come for a while, so that dateline-index can work on
// the same database in between.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/article.h"
#include "common/store/database_directory.h"
#include "indexer/writer.h"

namespace dateline {

struct IngestLimits {
  // The more articles a commit has the less each costs: its blocks are written once for all of them. So commits come less often where they take long.
  double commit_seconds = 1;                             // an applied change is committed then; after five times as long as the last commit took, where that is more,
  double most_commit_seconds = 5;                        // and at the latest then
  double busy_commit_seconds = 0.1;                      // between two commits that somebody waits for; as long as the last one took, where that is more, commit_seconds at most
  double journal_seconds = 0.01;                         // a change that waits for the journal has it on disk then, though more come
  std::uint64_t commit_bytes = std::uint64_t{64} << 20;  // of text applied: committed at once
  std::uint64_t queue_bytes = std::uint64_t{128} << 20;  // of text that waits; beyond: HttpError 429
  double idle_seconds = 5;                               // without a change: the writer is closed
  double lock_seconds = 2;                               // for another program to let go of the lock
};

// The article comes with its id. One that has a newer `modified` in the database already stays as it is.
struct PutArticle {
  Article article;
  bool create = false;  // only when there is none of that id
};

struct RemoveArticle {
  std::string id;
};

// Read, changed and written without anything in between. `change` gets what there is and gives what shall be: nothing for no change. It runs on the writer's thread; what it
// throws comes out of Ingest::apply.
struct ModifyArticle {
  std::string id;
  std::function<std::optional<Article>(std::optional<Article>)> change;
};

using Change = std::variant<PutArticle, RemoveArticle, ModifyArticle>;

enum class ChangeStatus {
  added,
  replaced,
  unchanged,   // it is there already, word for word; or ModifyArticle gave nothing
  kept_newer,  // the one in the database has a newer `modified`
  exists,      // PutArticle::create, and there is one
  removed,
  missing,     // nothing of that id to remove
};

enum class Until {
  applied,    // on disk (in the journal), visible within IngestLimits::commit_seconds
  committed,  // visible and on disk
};

struct IngestState {
  std::uint64_t queued = 0;        // changes that wait
  std::uint64_t applied = 0;       // since the start
  std::uint64_t commits = 0;
  double last_commit_seconds = 0;  // how long it took
  bool open = false;               // the writer holds the lock
};

class Ingest {
 public:
  Ingest(const DatabaseDirectory& directory, const IngestLimits& limits);
  ~Ingest();  // applies and commits what is queued

  // In their order; many go piece by piece, each analysed while the one before is written. Error{locked} when another program writes, Error{database, io} when it fails: what
  // was not answered may be lost then. HttpError 429 when too much waits. From any thread.
  std::vector<ChangeStatus> apply(std::vector<Change> changes, Until until);
  // Everything applied so far is committed when it returns.
  void commit();
  void create();  // the database, empty, when there is none
  // Whether a change of this article is not committed yet: then a reader sees it only after commit().
  bool is_pending(const std::string& id) const;
  IngestState state() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
