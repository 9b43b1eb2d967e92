#include "query/phrase_query.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/error.h"
#include "common/store/schema.h"
#include "common/store/shard.h"
#include "query/no_match.h"

namespace dateline {
namespace {

using Xapian::Query;

// The articles in which the phrase stands. Beside the words of it it is the longest list, and is only asked about articles that have them.
class PhraseSource : public Xapian::PostingSource {
 public:
  PhraseSource(const Phrase& phrase, std::shared_ptr<const TimeLimit> limit) : matcher_(phrase), limit_(std::move(limit)) {}

  Xapian::PostingSource* clone() const override { return new PhraseSource(matcher_.phrase(), limit_); }  // Xapian takes it, one for each database
  std::string name() const override { return "Phrase"; }
  std::string serialise() const override { return key_of(matcher_.phrase()); }

  void init(const Xapian::Database& database) override {
    database_ = database;
    values_ = database.valuestream_begin(slot::kPositions);
    lists_.clear();
    all_ = Xapian::PostingIterator();
    article_ = 0;
    at_end_ = false;
  }

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return database_.get_doccount(); }
  Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }

  void next(double least) override { skip_to(article_ + 1, least); }

  void skip_to(Xapian::docid article, double) override {
    if (!article_) all_ = database_.postlist_begin("");
    for (all_.skip_to(article); all_ != database_.postlist_end(""); ++all_) {
      article_ = *all_;
      if (stands()) return;
    }
    at_end_ = true;
  }

  bool check(Xapian::docid article, double) override {
    article_ = article;
    return stands();
  }

  bool at_end() const override { return at_end_; }
  Xapian::docid get_docid() const override { return article_; }

 private:
  bool stands() {
    if (limit_) limit_->look();
    if (values_ != database_.valuestream_end(slot::kPositions)) values_.skip_to(article_);
    if (values_ == database_.valuestream_end(slot::kPositions) || values_.get_docid() != article_) return matcher_.stands(database_, article_);
    return matcher_.stands(*values_, [&](const std::string& term) { return has(term); });
  }

  // Articles are looked at by rising number.
  bool has(const std::string& term) {
    const auto [list, fresh] = lists_.try_emplace(term);
    if (fresh) list->second = database_.postlist_begin(term);
    if (list->second != database_.postlist_end(term)) list->second.skip_to(article_);
    return list->second != database_.postlist_end(term) && *list->second == article_;
  }

  PhraseMatcher matcher_;
  std::shared_ptr<const TimeLimit> limit_;
  Xapian::Database database_;
  Xapian::ValueIterator values_;
  std::map<std::string, Xapian::PostingIterator> lists_;
  Xapian::PostingIterator all_;
  Xapian::docid article_ = 0;
  bool at_end_ = false;
};

std::vector<Query> words_of(const Phrase& phrase) {
  const std::string start(phrase.part == TextPart::title ? prefix::kTitle : std::string_view());
  std::vector<Query> words;
  for (const Alternatives& place : phrase.places) {
    std::vector<Query> ways;
    for (const std::string& term : place) ways.emplace_back(start + term);
    words.push_back(ways.empty() ? no_match() : Query(Query::OP_OR, ways.begin(), ways.end()));
  }
  return words;
}

}  // namespace

bool PhraseQueries::all_have_tables() const {
  const std::vector<Xapian::Database> all = database_.databases();
  return std::all_of(all.begin(), all.end(), [](const Xapian::Database& one) { return kind_of(one).positions == PositionForm::xapian; });
}

Query PhraseQueries::query(const Phrase& phrase) const {
  const std::vector<Query> words = words_of(phrase);
  if (words.size() == 1 && phrase.part != TextPart::body) return words.front();
  const Query all(Query::OP_AND, words.begin(), words.end());
  if (!database_.any_remote()) return {Query::OP_FILTER, all, Query((new PhraseSource(phrase, limit_))->release())};

  Query superset = all;
  if (words.size() > 1 && all_have_tables()) {
    const bool beside = phrase.in_order && !phrase.slop;
    const auto window = static_cast<Xapian::termcount>(phrase.in_order ? words.size() + phrase.slop : phrase.slop + 1);
    superset = Query(beside ? Query::OP_PHRASE : Query::OP_NEAR, words.begin(), words.end(), window);
    if (phrase.part != TextPart::body && (beside || !phrase.in_order)) return superset;
  }
  PhraseMatcher matcher(phrase);
  return exact_.query(superset, key_of(phrase), [&](Xapian::docid docid, const Xapian::Document& document) {
    const std::string positions = document.get_value(slot::kPositions);
    if (positions.empty()) return matcher.stands(database_.xapian(), docid);
    return matcher.stands(positions, [&](const std::string& term) {
      auto found = document.termlist_begin();
      found.skip_to(term);
      return found != document.termlist_end() && *found == term;
    });
  });
}

}  // namespace dateline
