#include "common/store/whole_lists.h"

#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "common/store/match_all.h"

namespace dateline {
namespace {

using Xapian::Query;

// Xapian tells it nowhere else: "Query(0 * term)".
double factor_of(const Query& scaled) { return std::strtod(scaled.get_description().c_str() + std::string("Query(").size(), nullptr); }

// The articles with a term, from its own list; of no weight.
class TermSource : public Xapian::PostingSource {
 public:
  explicit TermSource(std::string term) : term_(std::move(term)) {}
  void init(const Xapian::Database& database) override {
    database_ = database;
    articles_ = database.get_termfreq(term_);
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return articles_; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }
  Xapian::doccount get_termfreq_max() const override { return articles_; }
  void next(double) override {
    if (started_) ++at_;
    else start();
  }
  void skip_to(Xapian::docid docid, double) override {
    if (!started_) start();
    at_.skip_to(docid);
  }
  bool at_end() const override { return at_ == database_.postlist_end(term_); }
  Xapian::docid get_docid() const override { return *at_; }
  TermSource* clone() const override { return new TermSource(term_); }

 private:
  void start() {
    at_ = database_.postlist_begin(term_);
    started_ = true;
  }

  std::string term_;
  Xapian::Database database_;
  Xapian::doccount articles_ = 0;
  Xapian::PostingIterator at_;
  bool started_ = false;
};

class WholeLists {
 public:
  // `several`: databases.
  WholeLists(std::set<std::string> terms, bool several) : terms_(std::move(terms)), several_(several) {}

  Query without(const Query& query, bool weighted) const {
    switch (query.get_type()) {
      case Query::LEAF_TERM: return !weighted && terms_.count(*query.get_terms_begin()) ? whole(*query.get_terms_begin()) : query;
      case Query::OP_AND:
      case Query::OP_OR:
      case Query::OP_XOR:
      case Query::OP_MAX:
      case Query::OP_SYNONYM:
      case Query::OP_AND_MAYBE: return parts(query, weighted, weighted);
      case Query::OP_FILTER:
      case Query::OP_AND_NOT: return parts(query, weighted, false);
      case Query::OP_SCALE_WEIGHT: return scaled(query, weighted);
      default: return query;
    }
  }

 private:
  Query whole(const std::string& term) const { return several_ ? Query((new TermSource(term))->release()) : match_all(); }

  Query parts(const Query& query, bool first_weighted, bool others_weighted) const {
    std::vector<Query> all;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) all.push_back(without(query.get_subquery(i), i ? others_weighted : first_weighted));
    return Query(query.get_type(), all.begin(), all.end());
  }

  Query scaled(const Query& query, bool weighted) const {
    const Query inner = query.get_subquery(0);
    if (!weighted) return without(inner, false);
    const double factor = factor_of(query);
    const Query changed = without(inner, factor != 0);
    return changed.get_description() == inner.get_description() ? query : Query(Query::OP_SCALE_WEIGHT, changed, factor);
  }

  std::set<std::string> terms_;
  bool several_;
};

}  // namespace

Query without_whole_lists(const Query& query, const Xapian::Database& database, bool weighted) {
  const Xapian::doccount articles = database.get_doccount();
  if (articles == database.get_lastdocid()) return query;
  std::set<std::string> whole;
  for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term)
    if (database.get_termfreq(*term) == articles) whole.insert(*term);
  return whole.empty() ? query : WholeLists(std::move(whole), false).without(query, weighted);
}

Query without_whole_lists(const Query& query, Database& database, bool weighted) {
  if (database.shards() == 1) return database.any_remote() ? query : without_whole_lists(query, database.xapian(), weighted);
  if (database.any_remote()) return query;
  std::set<std::string> whole;
  for (const Xapian::Database& one : database.databases()) {
    const Xapian::doccount articles = one.get_doccount();
    if (articles == one.get_lastdocid()) continue;
    for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term)
      if (one.get_termfreq(*term) == articles) whole.insert(*term);
  }
  return whole.empty() ? query : WholeLists(std::move(whole), true).without(query, weighted);
}

}  // namespace dateline
