// What a database promises, in plain containers: a map of articles, the files they came from, and what was committed. Each operation gives what a caller would be told of it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/document_builder.h"
#include "naive_search.h"
#include "operation.h"

namespace dateline {

class Model {
 public:
  // `folder`: where the files lie.
  Model(std::string folder, AnalysisDepth depth, DocumentBuilder& builder) : folder_(std::move(folder)), depth_(depth), builder_(builder) {}

  std::string apply(const Operation& operation);

  const std::string& alias_text() const { return committed_.aliases; }
  // Articles, undated ones, first and last day, languages, files, aliases.
  std::string status() const;
  // Path and records of each file.
  std::vector<std::string> manifest() const;

 private:
  // Of a file, and which reading of it; standard input has neither.
  using Origin = std::pair<std::string, std::uint64_t>;
  struct Held {
    UnderstoodArticle is;
    std::set<Origin> origins;
  };
  struct File {
    std::vector<std::string> lines;  // read so far
    std::uint64_t reading = 1;
    bool operator==(const File&) const = default;
  };
  struct State {
    std::map<std::string, Held> articles;
    std::map<std::string, File> manifest;
    std::string aliases;
  };
  struct Counts {
    std::uint64_t added = 0, replaced = 0, unchanged = 0, kept_newer = 0, renamed = 0, repeated = 0, removed = 0, files_read = 0, files_unchanged = 0;
    void add(const std::string& outcome);
    std::string text() const;
  };

  std::string path(const std::string& file) const { return folder_ + "/" + file; }
  std::string add(Article article, const Origin& origin);
  bool owned_elsewhere(const Held& held, const Origin& origin) const;
  Counts batch(const std::vector<Article>& articles);
  Counts index();
  std::uint64_t drop(const std::string& file, std::uint64_t but_for);
  std::string prune(bool yes);
  std::string ask(const Question& question) const;
  std::string show(const std::string& id) const;
  Aliases aliases() const;
  std::vector<const UnderstoodArticle*> committed() const;

  std::string folder_;
  AnalysisDepth depth_;
  DocumentBuilder& builder_;
  State now_, committed_;
  std::map<std::string, std::vector<std::string>> disk_;  // lines of each file
};

}  // namespace dateline
