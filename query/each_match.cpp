#include "query/each_match.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/entity_names.h"

namespace dateline {
namespace {

constexpr Xapian::doccount kBatch = 200;  // articles that are held at once

// Documents from a number on. Each of several databases numbers its own, so that a few before it are there, too.
class DocumentsFrom : public Xapian::PostingSource {
 public:
  DocumentsFrom(Xapian::docid from, std::size_t shards) : from_(from), shards_(shards) {}

  DocumentsFrom* clone() const override { return new DocumentsFrom(from_, shards_); }
  void init(const Xapian::Database& database) override {
    database_ = database;
    at_ = database_.postlist_begin("");
    started_ = false;
    first_ = static_cast<Xapian::docid>((from_ - 1) / shards_ + 1);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return database_.get_doccount() / 2; }
  Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }
  void next(double) override {
    if (started_) ++at_;
    else at_.skip_to(first_);
    started_ = true;
  }
  void skip_to(Xapian::docid docid, double) override {
    at_.skip_to(std::max(docid, first_));
    started_ = true;
  }
  bool at_end() const override { return started_ && at_ == database_.postlist_end(""); }
  Xapian::docid get_docid() const override { return *at_; }

 private:
  Xapian::docid from_, first_ = 1;
  std::size_t shards_;
  Xapian::Database database_;
  Xapian::PostingIterator at_;
  bool started_ = false;
};

}  // namespace

std::uint64_t each_match(SearchSession& session, const std::function<Xapian::Query()>& query, const std::function<bool(const Article&)>& take) {
  Database& database = session.database();
  std::vector<std::uint64_t> state;
  std::vector<std::string> generations;
  std::optional<Xapian::Query> asked;              // in that state
  std::vector<std::uint64_t> given;                // hashes of ids
  std::unordered_set<std::uint64_t> given_before;  // in other generations
  Xapian::docid next = 1, last = 0;
  std::vector<Article> batch;
  std::uint64_t taken = 0;
  bool going = true, more = true;
  const auto hand_out = [&] {
    for (auto article = batch.begin(); going && article != batch.end(); ++article) {
      ++taken;
      going = take(*article);
    }
    batch.clear();
  };
  while (going && more) {
    session.in_snapshot([&] {
      session.take_any_time();
      const bool remote = database.any_remote();
      if (std::vector<std::uint64_t> now = database.state(); !asked || now != state) {
        asked = without_whole_lists(query(), database, false);
        state = std::move(now);
      }
      if (std::vector<std::string> now = database.generations(); now != generations) {
        given_before.insert(given.begin(), given.end());
        generations = std::move(now);
        next = 1;
        last = database.xapian().get_lastdocid();
      }
      Xapian::Enquire enquire(database.xapian());
      // What is served at the other end takes no source of ours, and is asked once for all.
      enquire.set_query(remote || next == 1 ? *asked : Xapian::Query(Xapian::Query::OP_FILTER, *asked, Xapian::Query((new DocumentsFrom(next, database.xapian().size()))->release())));
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_docid_order(Xapian::Enquire::ASCENDING);
      const Xapian::MSet mset = enquire.get_mset(0, remote ? database.xapian().get_doccount() : kBatch);
      for (auto match = mset.begin(); going && match != mset.end() && *match <= last; ++match) {
        if (*match < next) continue;
        const Xapian::Document document = match.get_document();
        const std::uint64_t hash = hash_of_tie(document.get_value(slot::kTie));
        if (!given_before.count(hash)) {
          Article article = database.article_of(document);
          session.add_copies(*match, document, article);
          name_entities(article, session.names());
          batch.push_back(std::move(article));
          given.push_back(hash);
        }
        next = *match + 1;
        if (remote && batch.size() >= kBatch) hand_out();
      }
      more = !remote && mset.size() == kBatch && next <= last;
    });
    hand_out();
  }
  return taken;
}

}  // namespace dateline
