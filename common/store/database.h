// Reading: one database, or several searched as one, on this machine or behind xapian-tcpsrv. Follows the stub to the live generation; refuses what it does not understand.
#pragma once

#include <xapian.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/store/database_status.h"
#include "common/store/shard.h"
#include "common/store/text_codec.h"

namespace dateline {

// How an article came in.
struct Provenance {
  std::vector<std::string> origins;  // XF terms without their prefix
  std::string canonical_record;      // slot::kCanonicalRecord; empty when its id is not its canonical address
};

struct StoredDocument {
  Article article;
  Provenance provenance;
};

struct MissingShard {
  std::string name, reason;
};

// Not thread-safe. May throw Xapian::DatabaseModifiedError anywhere: the caller restarts the whole request (with_snapshot).
class Database {
 public:
  // Folders and cluster files. Error{database} when one is missing (with how to make it), damaged or of another version.
  explicit Database(const std::vector<std::string>& paths, Accept accept = Accept::current);
  Database(const Database&) = delete;

  Xapian::Database& xapian() { return combined_; }
  std::size_t shards() const { return live_.size(); }
  bool any_remote() const;
  // Remote shards that do not answer: the snapshot is without them. They are asked again after kAwaySeconds.
  std::vector<MissingShard> missing() const;
  Article article(Xapian::docid id);
  Article article_of(const Xapian::Document& document);  // one that came from xapian()
  std::vector<Xapian::Database> databases() const;  // one by one, as they are now
  // Names the committed state that is read: equal for equal ones.
  std::vector<std::uint64_t> state() const;
  // Names the generations that are read: documents keep their numbers as long as they are equal.
  std::vector<std::string> generations() const;
  // Of a family of near-duplicates, rising; families are those of one database, but two may hold the same articles.
  std::vector<Xapian::docid> members(std::uint64_t family) const;
  // The article and how it came in.
  StoredDocument stored(Xapian::docid id);
  std::vector<DatabaseStatus> status() const;

  // Runs `ask` on the newest committed state, again from the start when a writer commits twice meanwhile, or when a remote shard fails: on a new connection, and when that
  // fails too, without it. What Xapian throws otherwise comes out as Error{database}, as does that no shard is left.
  void with_snapshot(const std::function<void()>& ask);

 private:
  struct Place {
    Shard shard;
    bool again = false;  // its connection failed in this request; a server closes one that it did not hear from for long
    std::optional<std::chrono::steady_clock::time_point> away_since;
    std::string reason;  // why it is away
  };
  void refresh();
  void failed(const Xapian::NetworkError& error, bool too_slow);
  std::string source_of(const Xapian::Error& error) const;

  std::vector<Place> places_;
  std::vector<const Shard*> live_;  // those of them that answer
  bool changed_ = true;             // live_ and combined_ are to be made anew
  Decompressor decompressor_;  // for all of them: an id is a hash of the dictionary
  Xapian::Database combined_;
};

inline constexpr int kAwaySeconds = 10;

}  // namespace dateline
