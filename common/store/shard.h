// One of the databases that are searched as one: the live generation of a folder, or what xapian-tcpsrv serves at host:port.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "common/store/cluster_file.h"
#include "common/store/database_directory.h"
#include "common/store/database_status.h"
#include "common/store/index_kind.h"

namespace dateline {

// Which analysis versions will do: `upgrade` reads what an older Dateline analysed.
enum class Accept { current, older_analysis };

// Refuses (Error{database}, with advice) a database whose format or analysis this program does not speak.
void check_versions(const Xapian::Database& database, const std::string& path, Accept accept = Accept::current);
IndexKind kind_of(const Xapian::Database& database);
// What kind_of reads.
void put_kind(std::map<std::string, std::string>& metadata, const IndexKind& kind);

// Of the last commit to a generation's folder, whatever its versions.
std::uint64_t committed_revision(const std::string& folder);

// A short reason in our words for what Xapian threw, as Error{database}.
[[noreturn]] void rethrow_xapian(const Xapian::Error& error, const std::string& path);

class Shard {
 public:
  // Opens nothing yet.
  Shard(ShardAddress address, Accept accept) : address_(std::move(address)), directory_(address_.name), accept_(accept) {}

  const std::string& name() const { return address_.name; }
  bool is_remote() const { return !address_.host.empty(); }
  // As of the last refresh().
  Xapian::Database& database() { return database_; }
  const Xapian::Database& database() const { return database_; }
  // Names the committed state that is read: another number for another one.
  std::uint64_t generation() const { return generation_; }
  std::uint64_t revision() const { return is_remote() ? revision_ : database_.get_revision(); }
  DatabaseStatus status() const;

  // To the newest committed state; true when database() is another object now. Error{database} when it is missing, damaged or of another version; what Xapian throws of
  // the network comes out as it is. A remote server goes on with the generation it opened, and does not say when another one is live: it is connected anew every
  // kConnectionSeconds.
  bool refresh();
  // The next refresh() connects anew.
  void disconnect();
  // Whether the error is of the connection to this one.
  bool is_source_of(const Xapian::Error& error) const;

 private:
  bool refresh_local();
  bool refresh_remote();
  void open_local();

  ShardAddress address_;
  DatabaseDirectory directory_;
  Accept accept_;
  Xapian::Database database_;
  std::uint64_t generation_ = 0;  // remote: the number of the connection, from 1; 0: not open
  std::uint64_t revision_ = 0;    // of a remote one: how often it was seen to have changed
  std::uint64_t connections_ = 0;
  std::chrono::steady_clock::time_point connected_;
};

inline constexpr int kConnectionSeconds = 5;

}  // namespace dateline
