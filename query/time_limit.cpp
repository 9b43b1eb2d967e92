#include "query/time_limit.h"

#include <string>
#include <utility>

#include "common/error.h"

namespace dateline {
namespace {

// Every article there is. Beside a query it is the longer list, and is only asked about the articles of that.
class AllInTime : public Xapian::PostingSource {
 public:
  explicit AllInTime(std::shared_ptr<const TimeLimit> limit) : limit_(std::move(limit)) {}

  Xapian::PostingSource* clone() const override { return new AllInTime(limit_); }  // Xapian takes it, one for each database
  std::string name() const override { return "AllInTime"; }
  std::string serialise() const override { return {}; }  // as a part of the key of a query: any limit is like any other

  void init(const Xapian::Database& database) override {
    articles_ = database.get_doccount();
    all_ = database.postlist_begin("");
    none_ = database.postlist_end("");
    article_ = 0;
    at_end_ = false;
  }

  Xapian::doccount get_termfreq_min() const override { return articles_; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }
  Xapian::doccount get_termfreq_max() const override { return articles_; }

  void next(double least) override { skip_to(article_ + 1, least); }

  void skip_to(Xapian::docid article, double) override {
    limit_->look();
    if (all_ != none_) all_.skip_to(article);
    article_ = all_ == none_ ? 0 : *all_;
    at_end_ = all_ == none_;
  }

  // What is asked about comes from another list of the same database.
  bool check(Xapian::docid article, double) override {
    limit_->look();
    article_ = article;
    return true;
  }

  bool at_end() const override { return at_end_; }
  Xapian::docid get_docid() const override { return article_; }

 private:
  std::shared_ptr<const TimeLimit> limit_;
  Xapian::doccount articles_ = 0;
  Xapian::PostingIterator all_, none_;  // moved where it is asked for the next article itself
  Xapian::docid article_ = 0;
  bool at_end_ = false;
};

}  // namespace

void TimeLimit::check() const {
  if (end_ && Clock::now() > *end_) throw Error(ErrorKind::usage, "the search took too long and was broken off: ask with fewer words, phrases or wildcards, or of fewer articles");
}

Xapian::Query in_time(const Xapian::Query& query, const std::shared_ptr<const TimeLimit>& limit) {
  if (!limit || query.empty()) return query;
  return {Xapian::Query::OP_FILTER, query, Xapian::Query((new AllInTime(limit))->release())};
}

}  // namespace dateline
