// The same operations on a real database, through the library that the programs use; each gives what the model's does.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/store/database_directory.h"
#include "common/store/index_kind.h"
#include "indexer/article_writer.h"
#include "indexer/document_builder.h"
#include "operation.h"
#include "query/searcher.h"

namespace dateline {

class RealDatabase {
 public:
  // In `folder`, which must not exist: DIR/db is the database, DIR/files what is indexed.
  RealDatabase(const std::string& folder, const IndexKind& kind, DocumentBuilder& builder);

  static std::string files_in(const std::string& folder) { return folder + "/files"; }

  std::string apply(const Operation& operation);
  void commit();  // and lets go of the lock

  std::vector<std::string> exported();
  std::vector<std::string> faults() const;
  std::string status();
  std::vector<std::string> manifest() const;
  // What it makes of a query: ids and scores in their order, completions, suggestions.
  std::vector<std::string> ranked(const std::string& query);

 private:
  std::string put(const Article& article);
  std::string batch(const std::vector<Article>& articles);
  std::string index();
  std::string prune(bool yes);
  void set_aliases(const std::string& text);
  std::string ask(const Question& question);
  std::string show(const std::string& id);
  ArticleWriter& writer();
  Searcher& searcher();

  DatabaseDirectory directory_;
  std::string files_;
  DocumentBuilder& builder_;
  std::unique_ptr<ArticleWriter> writer_;
  std::optional<Searcher> searcher_;
  std::atomic<bool> never_{false};
};

}  // namespace dateline
