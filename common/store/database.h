// Reading: one database, or several searched as one. Follows the stub to the live generation; refuses what it does not understand.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/article.h"
#include "common/store/database_directory.h"
#include "common/store/database_status.h"
#include "common/store/text_codec.h"

namespace dateline {

// Which analysis versions will do: `upgrade` reads what an older Dateline analysed.
enum class Accept { current, older_analysis };

// Refuses (Error{database}, with advice) a database whose format or analysis this program does not speak.
void check_versions(const Xapian::Database& database, const std::string& path, Accept accept = Accept::current);
// How far the articles of a generation are analysed.
AnalysisDepth depth_of(const Xapian::Database& database);

// A short reason in our words for what Xapian threw, as Error{database}.
[[noreturn]] void rethrow_xapian(const Xapian::Error& error, const std::string& path);

// How an article came in.
struct Provenance {
  std::vector<std::string> origins;  // XF terms without their prefix
  std::string canonical_record;      // slot::kCanonicalRecord; empty when its id is not its canonical address
};

// Not thread-safe. May throw Xapian::DatabaseModifiedError anywhere: the caller restarts the whole request (with_snapshot).
class Database {
 public:
  // Error{database} when one is missing (with how to make it), damaged or of another version.
  explicit Database(std::vector<std::string> directories, Accept accept = Accept::current);
  Database(const Database&) = delete;

  Xapian::Database& xapian() { return combined_; }
  std::size_t shards() const { return shards_.size(); }
  Article article(Xapian::docid id);
  Article article_of(const Xapian::Document& document);  // one that came from xapian()
  std::vector<Xapian::Database> databases() const;  // one by one, as they are now
  // Names the committed state that is read: equal for equal ones.
  std::vector<std::uint64_t> state() const;
  // Of a family of near-duplicates, rising; families are those of one database, but two may hold the same articles.
  std::vector<Xapian::docid> members(std::uint64_t family) const;
  // Every article, in the order it came in, until `take` returns false.
  void each(const std::function<bool(Article, const Provenance&)>& take);
  std::vector<DatabaseStatus> status();

  // Runs `ask` on the newest committed state, again from the start when a writer commits twice meanwhile. What Xapian throws otherwise
  // comes out as Error{database}.
  void with_snapshot(const std::function<void()>& ask);

 private:
  struct Shard {
    DatabaseDirectory directory;
    std::uint64_t generation = 0;
    Xapian::Database database;
  };
  void refresh();
  void open_shard(Shard& shard);

  Accept accept_;
  std::vector<Shard> shards_;
  Decompressor decompressor_;  // for all of them: an id is a hash of the dictionary
  Xapian::Database combined_;
};

}  // namespace dateline
