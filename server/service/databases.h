// The databases a server serves, by name: folders under one root, or those named on the command line.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/http/message.h"
#include "server/service/aliases.h"
#include "server/service/ingest.h"
#include "server/service/searcher_pool.h"

namespace dateline {

struct ServedDatabases {
  std::string root;                  // a folder of databases; or
  std::vector<std::string> folders;  // databases, each named after its folder
  bool read_only = false;
  IngestLimits ingest;
  std::chrono::seconds search_patience{10};  // how long one question may look for matches
};

class Databases {
 public:
  // Error{usage} when two folders have one name, or the root is no folder. A folder that is no database yet becomes one with its first article.
  explicit Databases(ServedDatabases served);

  std::vector<std::string> names() const;  // rising; those that exist
  bool exists(const std::string& name) const;
  bool read_only() const { return served_.read_only; }
  // What else the server keeps, and the other names of databases in it. A database wins over an alias of its name.
  KeptState& kept() { return kept_; }
  Aliases& aliases() { return aliases_; }
  const Aliases& aliases() const { return aliases_; }
  // The databases an alias stands for, of those that are there. Empty when there is no such alias.
  std::vector<std::string> aliased(const std::string& alias) const;
  // The database that writes to a name go to: itself, or for an alias its write index, or the only one it stands for. HttpError 400 when an alias has none.
  std::string written_name(const std::string& name) const;
  // Where a request that names no database goes: the only one there is, else "news". Never HttpError.
  std::string usual_name() const;

  // Searching some of them as one. HttpError 404 `index_not_found_exception` naming the first that is not there.
  SearcherPool::Lease searcher(const std::vector<std::string>& names);
  // Changing one (or the one an alias writes to); made when it is not there and the server has a root. HttpError 403 when the server only reads, 400 for a name that cannot be one, 404.
  // Stays good as long as the pointer is held.
  std::shared_ptr<Ingest> ingest(const std::string& name);
  // The one there is already, or nullptr: for what a reader asks of it.
  std::shared_ptr<Ingest> ingest_if_open(const std::string& name) const;

  // What was acknowledged before a kill comes into its database. Where another program writes it has done so. What failed, a line each.
  std::vector<std::string> settle_journals();
  // For who reads one article: what was answered before its commit can be found from here on.
  void commit_if_pending(const std::vector<std::string>& names, const std::string& id);

  void create(const std::string& name);  // empty. HttpError 400 resource_already_exists_exception, 400 for the name, 403
  // With all its articles; what is being written to it is lost. Who wants to write to one of that name meanwhile waits, and begins a new one. HttpError 404, 403
  void remove(const std::string& name);
  std::string path_of(const std::string& name) const;
  std::vector<std::pair<std::string, IngestState>> ingest_states() const;
  void close();  // writes out what is queued; nothing can be changed any more

 private:
  class Going;
  void need_writable() const;
  bool holds_database(const std::string& name) const;
  std::vector<std::string> entries_of_root() const;

  struct Pool {
    std::shared_ptr<SearcherPool> searchers;
    std::uint64_t used = 0;  // when, as uses_ counts
  };

  ServedDatabases served_;
  std::map<std::string, std::string> folders_;  // by name, without a root
  KeptState kept_;
  Aliases aliases_{kept_};
  mutable std::mutex entries_mutex_;
  mutable std::vector<std::string> entries_;  // of the root
  mutable std::optional<std::filesystem::file_time_type> entries_of_;  // when the root was changed; none: they are not to be kept
  mutable std::mutex mutex_;
  std::map<std::string, Pool> pools_;  // by the names joined with commas; those used last
  std::uint64_t uses_ = 0;
  std::map<std::string, std::shared_ptr<Ingest>> ingests_;
  std::set<std::string> going_;  // names of those that are being removed
  std::condition_variable gone_;
  bool closed_ = false;
};

// Whether a database can be called so: as Elasticsearch has it for indices (lower case, none of \/*?"<>| ,#: nor white space, not beginning with -_+, at most 255 bytes), and not the name of
// one of our own paths. What is wrong with it, or nothing.
std::string fault_of_name(std::string_view name);

// The names a caller may use of those that an expression means: "a,b", "logs-*", "_all", "-not-this", aliases; without any, all it may use. A name without wildcard that is not there is
// HttpError 404 unless `lenient`; one the caller has no right to 403.
std::vector<std::string> resolve_names(const Databases& databases, std::string_view expression, const Grant& grant, bool lenient = false);

}  // namespace dateline
