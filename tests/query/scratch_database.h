// A small real database in a temporary folder, made by the indexer's library.
#pragma once

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/store/database_directory.h"
#include "indexer/discovery.h"
#include "indexer/pipeline.h"

namespace dateline {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dateline-query-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make a temporary folder");
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// The lines of tests/query/articles.ndjson, an article each.
inline std::vector<std::string> sample_lines() {
  std::ifstream in(std::string(DATELINE_SOURCE_DIR) + "/tests/query/articles.ndjson");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (lines.empty()) throw std::runtime_error("cannot read articles.ndjson");
  return lines;
}

// Indexes the lines into folder/name and returns that path.
inline std::string make_database(const ScratchFolder& folder, const std::string& name, const std::vector<std::string>& lines, const WantedKind& kind = {}) {
  const std::string input = folder / (name + ".ndjson");
  {
    std::ofstream out(input);
    for (const std::string& line : lines) out << line << "\n";
  }
  const DatabaseDirectory directory(folder / name);
  directory.create();
  const WriterLock lock(directory, 1);
  const std::atomic<bool> stop{false};
  IndexOptions options;
  options.kind = kind;
  const Report report = index_files(directory, discover({input}, directory.path()), false, options, stop);
  if (report.articles_in_database != lines.size()) throw std::runtime_error("not every article went into " + directory.path());
  return directory.path();
}

}  // namespace dateline
