#include "query/length_query.h"

namespace dateline {
namespace {

class OfLength : public Xapian::PostingSource {
 public:
  OfLength(std::int64_t from, std::int64_t to) : from_(from), to_(to) {}

  OfLength* clone() const override { return new OfLength(from_, to_); }
  void init(const Xapian::Database& database) override {
    database_ = database;
    at_ = database_.postlist_begin("");
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return database_.get_doccount() / 2; }
  Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }
  void next(double) override {
    if (started_) ++at_;
    started_ = true;
    find();
  }
  void skip_to(Xapian::docid docid, double) override {
    started_ = true;
    at_.skip_to(docid);
    find();
  }
  bool at_end() const override { return started_ && at_ == database_.postlist_end(""); }
  Xapian::docid get_docid() const override { return *at_; }

 private:
  void find() {
    for (; at_ != database_.postlist_end(""); ++at_)
      if (const std::int64_t length = at_.get_doclength(); length >= from_ && length < to_) return;
  }

  std::int64_t from_, to_;
  Xapian::Database database_;
  Xapian::PostingIterator at_;
  bool started_ = false;
};

}  // namespace

Xapian::Query length_query(std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
  return Xapian::Query((new OfLength(from.value_or(0), to.value_or(INT64_MAX)))->release());
}

}  // namespace dateline
