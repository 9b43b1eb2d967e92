#include "server/service/databases.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <thread>

#include "common/error.h"
#include "common/store/cluster_file.h"
#include "indexer/journal.h"
#include "server/http/http_error.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// First segments of the native paths (server/native): a database of such a name could not be asked for.
constexpr std::array<std::string_view, 15> kOurPaths{"search", "count", "articles", "entities", "timeline", "related", "export", "suggest", "status", "healthz", "readyz", "metrics", "openapi.json", "mcp", "favicon.ico"};

constexpr std::string_view kUsualName = "news";
constexpr const char* kKeptFile = ".dateline-server.json";  // no database can be called so
constexpr std::size_t kMostPools = 64;
constexpr std::chrono::seconds kClockSteps{3};  // between times of files that a file system tells apart, at most

HttpError not_found(const std::string& name) { return {404, "index_not_found_exception", "no such index [" + name + "]"}; }

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += name + ",";
  return out;
}

}  // namespace

std::string fault_of_name(std::string_view name) {
  if (name.empty() || name == "." || name == "..") return "must not be empty, '.' or '..'";
  if (name.size() > 255) return "must not be longer than 255 bytes";
  if (name.front() == '-' || name.front() == '_' || name.front() == '+' || name.front() == '.') return "must not start with '_', '-', '+' or '.'";
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') return "must be lowercase";
    if (static_cast<unsigned char>(c) <= ' ' || c == 127 || std::string_view("\\/*?\"<>|,#:").find(c) != std::string_view::npos)
      return "must not contain white space or any of \\ / * ? \" < > | , # :";
  }
  if (std::find(kOurPaths.begin(), kOurPaths.end(), name) != kOurPaths.end()) return "is the name of a path of the server";
  return {};
}

Databases::Databases(ServedDatabases served) : served_(std::move(served)), kept_(served_.root.empty() ? "" : served_.root + "/" + kKeptFile, served_.read_only) {
  std::error_code error;
  if (!served_.root.empty()) {
    fs::create_directories(served_.root, error);
    if (!fs::is_directory(served_.root, error)) throw Error(ErrorKind::usage, "--root " + served_.root + " is no folder");
  }
  for (const std::string& folder : served_.folders) {
    fs::path path = fs::absolute(folder).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    std::string name = path.stem().string();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : static_cast<char>(c); });
    if (!fault_of_name(name).empty()) name = kUsualName;
    if (!folders_.emplace(name, path.string()).second) throw Error(ErrorKind::usage, "two databases are called " + name + ": " + folders_[name] + " and " + folder);
  }
}

std::string Databases::path_of(const std::string& name) const {
  if (const auto folder = folders_.find(name); folder != folders_.end()) return folder->second;
  return served_.root.empty() || !fault_of_name(name).empty() ? std::string() : served_.root + "/" + name;
}

// A cluster is one too.
bool Databases::holds_database(const std::string& name) const {
  const std::string path = path_of(name);
  std::error_code error;
  return !path.empty() && (fs::exists(path + "/XAPIANDB", error) || !cluster_file_of(path).empty());
}

bool Databases::exists(const std::string& name) const { return holds_database(name); }

std::vector<std::string> Databases::names() const {
  std::vector<std::string> found;
  for (const auto& [name, path] : folders_)
    if (holds_database(name)) found.push_back(name);
  for (std::string& name : entries_of_root())
    if (holds_database(name)) found.push_back(std::move(name));
  std::sort(found.begin(), found.end());
  return found;
}

// Read anew when the folder has changed: most requests ask which databases there are.
std::vector<std::string> Databases::entries_of_root() const {
  if (served_.root.empty()) return {};
  std::error_code error;
  const fs::file_time_type changed = fs::last_write_time(served_.root, error), now = fs::file_time_type::clock::now();
  const std::lock_guard lock(entries_mutex_);
  if (!error && changed == entries_of_) return entries_;
  entries_.clear();
  const std::string own = cluster_file_of(served_.root);  // where it holds the shards of one
  for (const auto& entry : fs::directory_iterator(served_.root, error))
    if (entry.path() != own) entries_.push_back(entry.path().filename().string());
  // A change soon after this one may leave the same time.
  const bool settled = !error && now - changed > kClockSteps;
  entries_of_ = settled ? std::optional(changed) : std::nullopt;
  return entries_;
}

std::string Databases::usual_name() const {
  if (folders_.size() == 1) return folders_.begin()->first;
  const std::vector<std::string> all = names();
  return all.size() == 1 ? all.front() : std::string(kUsualName);
}

SearcherPool::Lease Databases::searcher(const std::vector<std::string>& names) {
  std::vector<std::string> paths;
  for (const std::string& name : names) {
    if (!exists(name)) throw not_found(name);
    paths.push_back(path_of(name));
  }
  std::shared_ptr<SearcherPool> pool;
  {
    const std::lock_guard lock(mutex_);
    Pool& kept = pools_[joined(names)];
    if (!kept.searchers) kept.searchers = std::make_shared<SearcherPool>(std::move(paths), served_.search_patience);
    kept.used = ++uses_;
    pool = kept.searchers;
    // Each holds open files, and there are as many sets of databases as anybody can think of.
    if (pools_.size() > kMostPools)
      pools_.erase(std::min_element(pools_.begin(), pools_.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }
  try {
    return pool->take();
  } catch (const Error&) {
    for (const std::string& name : names)
      if (!exists(name)) throw not_found(name);  // removed meanwhile
    throw;
  }
}

void Databases::need_writable() const {
  if (served_.read_only) throw HttpError(403, "read_only", "this server only reads; it was started with --read-only");
}

std::vector<std::string> Databases::aliased(const std::string& alias) const {
  std::vector<std::string> there;
  for (const AliasTarget& target : aliases_.of(alias))
    if (exists(target.database)) there.push_back(target.database);
  return there;
}

std::string Databases::written_name(const std::string& name) const {
  if (exists(name)) return name;
  const std::vector<AliasTarget> targets = aliases_.of(name);
  if (targets.empty()) return name;
  for (const AliasTarget& target : targets)
    if (target.is_write) return target.database;
  if (targets.size() == 1 && !targets.front().says_so) return targets.front().database;
  throw HttpError(400, "illegal_argument_exception",
                  "no write index is defined for alias [" + name + "]. The write index may be explicitly disabled using is_write_index=false or the alias points to multiple indices without one being designated as a write index");
}

std::shared_ptr<Ingest> Databases::ingest(const std::string& given) {
  need_writable();
  const std::string name = written_name(given);
  const std::string path = path_of(name);
  if (path.empty()) {
    if (const std::string fault = fault_of_name(name); !fault.empty()) throw HttpError(400, "invalid_index_name_exception", "Invalid index name [" + name + "], " + fault);
    throw not_found(name);
  }
  if (!cluster_file_of(path).empty()) throw HttpError(403, "read_only", name + " is a cluster of databases: write to its shards");
  std::unique_lock lock(mutex_);
  gone_.wait(lock, [&] { return !going_.count(name); });
  if (closed_) throw Error(ErrorKind::interrupted, "the server is stopping");
  std::shared_ptr<Ingest>& kept = ingests_[name];
  if (!kept) kept = std::make_shared<Ingest>(DatabaseDirectory(path), served_.ingest);
  return kept;
}

std::shared_ptr<Ingest> Databases::ingest_if_open(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = ingests_.find(name);
  return found == ingests_.end() ? nullptr : found->second;
}

std::vector<std::string> Databases::settle_journals() {
  std::vector<std::string> faults;
  for (const std::string& name : served_.read_only ? std::vector<std::string>() : names()) {
    try {
      if (cluster_file_of(path_of(name)).empty() && journal_pending(DatabaseDirectory(path_of(name)))) ingest(name)->create();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::locked) faults.push_back(name + ": " + error.what());
    }
  }
  return faults;
}

void Databases::commit_if_pending(const std::vector<std::string>& names, const std::string& id) {
  for (const std::string& name : names)
    if (const std::shared_ptr<Ingest> one = ingest_if_open(name); one && one->is_pending(id)) one->commit();
}

void Databases::create(const std::string& name) {
  need_writable();
  if (exists(name)) throw HttpError(400, "resource_already_exists_exception", "index [" + name + "] already exists");
  if (!aliases_.of(name).empty()) throw HttpError(400, "invalid_index_name_exception", "Invalid index name [" + name + "], already exists as alias");
  ingest(name)->create();
}

// While a database is being removed nobody else removes it or begins to write to it.
class Databases::Going {
 public:
  Going(Databases& databases, const std::string& name) : databases_(databases), name_(name) {
    std::unique_lock lock(databases_.mutex_);
    databases_.gone_.wait(lock, [&] { return !databases_.going_.count(name_); });
    databases_.going_.insert(name_);
  }
  Going(const Going&) = delete;
  ~Going() {
    {
      const std::lock_guard lock(databases_.mutex_);
      databases_.going_.erase(name_);
    }
    databases_.gone_.notify_all();
  }

 private:
  Databases& databases_;
  const std::string name_;
};

void Databases::remove(const std::string& name) {
  need_writable();
  const Going going(*this, name);
  if (!exists(name)) throw not_found(name);
  if (folders_.count(name)) throw HttpError(403, "forbidden", name + " was named on the command line; only databases under --root can be removed");
  if (!cluster_file_of(path_of(name)).empty()) throw HttpError(403, "forbidden", name + " is a cluster of databases: remove its file, and its shards, by hand");
  std::shared_ptr<Ingest> writing;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = ingests_.find(name); found != ingests_.end()) {
      writing = std::move(found->second);
      ingests_.erase(found);
    }
  }
  // Its last holder lets the lock go.
  while (writing && writing.use_count() > 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  writing.reset();
  const DatabaseDirectory directory(path_of(name));
  std::error_code error;
  {
    const WriterLock alone(directory, served_.ingest.lock_seconds);
    fs::remove(directory.path() + "/XAPIANDB", error);  // from here on it is no database
    fs::remove_all(directory.path(), error);
  }
  if (error) throw Error(ErrorKind::io, "cannot remove " + directory.path() + ": " + error.message());
  aliases_.forget(name);
  const std::lock_guard lock(mutex_);
  for (auto pool = pools_.begin(); pool != pools_.end();)
    pool = ("," + pool->first).find("," + name + ",") != std::string::npos ? pools_.erase(pool) : std::next(pool);
}

std::vector<std::pair<std::string, IngestState>> Databases::ingest_states() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::string, IngestState>> states;
  for (const auto& [name, ingest] : ingests_) states.emplace_back(name, ingest->state());
  return states;
}

void Databases::close() {
  std::map<std::string, std::shared_ptr<Ingest>> ending;
  const std::lock_guard lock(mutex_);
  closed_ = true;
  ending.swap(ingests_);
}

std::vector<std::string> resolve_names(const Databases& databases, std::string_view expression, const Grant& grant, bool lenient) {
  const auto all = [&] {
    std::vector<std::string> names = databases.names();
    names.erase(std::remove_if(names.begin(), names.end(), [&](const std::string& name) { return !grant.covers(name); }), names.end());
    return names;
  };
  std::vector<std::string> chosen;
  const auto add = [&](const std::string& name) {
    if (std::find(chosen.begin(), chosen.end(), name) == chosen.end()) chosen.push_back(name);
  };
  if (expression.empty()) return all();
  while (!expression.empty()) {
    std::string part(expression.substr(0, expression.find(',')));
    expression.remove_prefix(std::min(part.size() + 1, expression.size()));
    if (part.empty()) continue;
    const bool excluded = part.front() == '-';
    if (excluded) part.erase(0, 1);
    const std::string pattern = part == "_all" ? "*" : part;
    if (pattern.find('*') == pattern.npos && !excluded) {
      const std::vector<std::string> aliased = databases.exists(pattern) ? std::vector<std::string>() : databases.aliased(pattern);
      for (const std::string& name : aliased.empty() ? std::vector<std::string>{pattern} : aliased)
        if (!grant.covers(name)) throw HttpError(403, "security_exception", "this token gives no right to [" + name + "]");
      if (databases.exists(pattern))
        add(pattern);
      else if (aliased.empty() && !lenient)
        throw not_found(pattern);
      for (const std::string& name : aliased) add(name);
      continue;
    }
    const auto fits = [&](const std::string& name) { return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0; };
    std::vector<std::string> by_alias;
    for (const auto& [alias, targets] : databases.aliases().all())
      for (const AliasTarget& target : targets)
        if (fits(alias)) by_alias.push_back(target.database);
    const auto fits_alias = [&](const std::string& name) { return std::find(by_alias.begin(), by_alias.end(), name) != by_alias.end(); };
    if (excluded)
      chosen.erase(std::remove_if(chosen.begin(), chosen.end(), fits), chosen.end());
    else
      for (const std::string& name : all())
        if (fits(name) || fits_alias(name)) add(name);
  }
  return chosen;
}

}  // namespace dateline
