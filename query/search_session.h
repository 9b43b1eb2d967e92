// The databases that are asked and what is known of their present snapshot: what every kind of question starts from. Restarts a question when a writer commits meanwhile. Not
// thread-safe: one per thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/store/database.h"
#include "common/store/name_table.h"
#include "query/columns.h"
#include "query/exact_articles.h"
#include "query/highlight.h"
#include "query/query_builder.h"
#include "query/query_entities.h"
#include "query/shared_tables.h"
#include "query/time_limit.h"

namespace dateline {

class SearchSession {
 public:
  // `shared`: what searchers of the same databases know of them together.
  SearchSession(const std::vector<std::string>& databases, std::shared_ptr<SharedTables> shared) : database_(databases), exact_(database_, *time_limit_), shared_(std::move(shared)) {}

  // How long each question may look for matches; beyond, it is Error{usage}. Without, and where a shard is remote, as long as it takes.
  void limit_time(TimeLimit::Clock::duration patience) { patience_ = patience; }
  // Runs `ask` on one snapshot, again from the start when a writer commits under it.
  void in_snapshot(const std::function<void()>& ask);
  // Error{database} when a shard does not answer. `what`: that needs it.
  void refuse_missing(const std::string& what) const;
  // Says so, and returns whether there is one.
  bool warn_of_missing(std::vector<std::string>& warnings) const;
  void warn_of_words_alone(std::vector<std::string>& warnings) const;

  // All else holds within in_snapshot alone.
  // For what is built of queries; none where there is no limit.
  std::shared_ptr<const TimeLimit> time_limit() const { return patience_ && !database_.any_remote() ? time_limit_ : nullptr; }
  void take_any_time() { time_limit_->stop(); }  // this question
  Database& database() { return database_; }
  ExactArticles& exact() { return exact_; }
  NameTable& names() { return *names_; }
  bool words_alone() const { return words_alone_; }  // all were indexed with --analysis none
  Columns& columns();
  std::string readable(const std::string& entity);
  // `stem_languages` as in Request. The rest of the options is the caller's.
  BuildOptions build_options(const std::vector<std::string>& stem_languages);
  // Of a tree whose parts are all asked for: everything where none is left.
  BuiltQuery build(const Node& root, const BuildOptions& options);
  // Names in the free words of the tree, which are marked.
  std::vector<AskedEntity> names_in(Node& root, const BuildOptions& options);
  TermWeights term_weights(const std::set<std::string>& terms);
  void add_copies(Xapian::docid docid, const Xapian::Document& document, Article& article);

 private:
  std::optional<TimeLimit::Clock::duration> patience_;
  const std::shared_ptr<TimeLimit> time_limit_ = std::make_shared<TimeLimit>();  // of the question that is asked
  Database database_;
  ExactArticles exact_;
  const std::shared_ptr<SharedTables> shared_;
  std::optional<Epoch> epoch_;           // of the snapshot that is asked, in what is shared
  std::optional<NameTable> names_;       // as of the snapshot that is asked
  std::vector<std::string> languages_;   // by share, of the same
  bool words_alone_ = false;
  std::optional<Columns> columns_;       // of the same
  std::unordered_map<std::string, std::string> readable_;  // of the same, by entity
  std::vector<std::uint64_t> names_of_;  // that snapshot: Database::state()
};

}  // namespace dateline
