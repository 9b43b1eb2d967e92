// A database in a scratch folder, and what it holds.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/article_json.h"
#include "common/store/check.h"
#include "common/store/database.h"
#include "common/store/manifest_reader.h"
#include "indexer/pipeline.h"
#include "scratch.h"

namespace dateline {

// An NDJSON line.
inline std::string line(const std::string& id, const std::string& body, const std::string& more = "") {
  return "{\"id\":\"" + id + "\",\"title\":\"About " + id + "\",\"body\":\"" + body + "\"" + more + "}\n";
}

class Indexed {
 public:
  explicit Indexed(const Scratch& scratch, const std::string& name = "db") : directory_(scratch / name) { directory_.create(); }

  Report index(const std::vector<std::string>& paths, std::size_t jobs = 1) {
    IndexOptions options;
    options.jobs = jobs;
    return index(discover(paths, directory_.path()), options);
  }
  Report index(const Discovery& discovery, const IndexOptions& options) {
    const WriterLock lock(directory_, 5);
    return index_files(directory_, discovery, false, options, never_);
  }
  // Stops when `after` problems (bad records) have been seen, or at once with 0.
  Report index_until(const std::vector<std::string>& paths, std::atomic<bool>& stop, IndexOptions options) {
    const WriterLock lock(directory_, 5);
    return index_files(directory_, discover(paths, directory_.path()), false, options, stop);
  }
  std::uint64_t prune(const std::vector<std::string>& roots, bool yes = false) {
    const WriterLock lock(directory_, 5);
    return dateline::prune(directory_, roots, yes);
  }

  const DatabaseDirectory& directory() const { return directory_; }

  std::map<std::string, Article> articles() const {
    std::map<std::string, Article> all;
    Database database({directory_.path()});
    for (auto posting = database.xapian().postlist_begin(""); posting != database.xapian().postlist_end(""); ++posting) {
      Article article = database.article(*posting);
      const std::string id = article.id;
      if (!all.emplace(id, std::move(article)).second) throw std::runtime_error("twice in the database: " + id);
    }
    return all;
  }
  std::set<std::string> ids() const {
    std::set<std::string> all;
    for (const auto& [id, article] : articles()) all.insert(id);
    return all;
  }
  // As `export | sort` prints it.
  std::vector<std::string> exported() const {
    std::vector<std::string> lines;
    for (const auto& [id, article] : articles()) lines.push_back(to_json(article));
    return lines;
  }
  std::string body(const std::string& id) const {
    const auto all = articles();
    const auto found = all.find(id);
    return found == all.end() ? "none" : found->second.body;
  }
  // The files (XF terms) an article was read from.
  std::vector<std::string> origins(const std::string& id) const {
    std::vector<std::string> found;
    Database database({directory_.path()});
    for (auto posting = database.xapian().postlist_begin(""); posting != database.xapian().postlist_end(""); ++posting)
      if (StoredDocument stored = database.stored(*posting); stored.article.id == id) found = std::move(stored.provenance.origins);
    return found;
  }
  std::optional<ManifestEntry> manifest(const std::string& path) const { return ManifestReader(directory_).find(path); }
  std::size_t files() const {
    std::size_t count = 0;
    ManifestReader(directory_).each([&](const ManifestEntry&) { ++count; });
    return count;
  }
  // Rises with every commit.
  std::uint64_t revision() const { return Database({directory_.path()}).xapian().get_revision(); }
  std::vector<std::string> faults() const { return check(directory_).faults; }

 private:
  DatabaseDirectory directory_;
  std::atomic<bool> never_{false};
};

// Sets when a file was last modified, seconds before now: over two, it is no longer racy.
inline void age(const std::string& path, int seconds = 100) {
  std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::seconds(seconds));
}

}  // namespace dateline
