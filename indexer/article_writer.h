// Putting articles into a database one by one, from a program that has them already: the library's way in beside index_files (pipeline.h), which reads files.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/article.h"

namespace dateline {

enum class PutOutcome {
  added,
  replaced,
  unchanged,   // it is there already, word for word
  kept_newer,  // the one in the database has a newer `modified`, and stays
};

// Holds the database's lock for as long as it lives. Not thread-safe. What is put or removed becomes visible, and safe on disk, with commit(); what is not committed when it ends is lost.
class ArticleWriter {
 public:
  // The folder of a database; made when there is none. Error{locked} naming who writes when that is not over within `lock_seconds`; Error{database}.
  explicit ArticleWriter(const std::string& database, double lock_seconds = 0);
  ~ArticleWriter();
  ArticleWriter(const ArticleWriter&) = delete;

  // Analyses and takes it in under its id; without one, under its address when that names a page, else under a hash of title and body. `id`: where the id it has got goes, or nullptr.
  PutOutcome put(Article article, std::string* id = nullptr);
  bool remove(const std::string& id);  // false when there is none of that id
  std::optional<Article> article(const std::string& id) const;  // as put last, committed or not
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
