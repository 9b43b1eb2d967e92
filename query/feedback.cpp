#include "query/feedback.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "common/store/schema.h"
#include "query/ranking.h"

namespace dateline {
namespace {

constexpr std::size_t kCandidates = 40;  // whose frequency is looked up
constexpr double kCommon = 0.1;          // share of all articles
constexpr std::size_t kShortest = 3;     // bytes

// A word, or an acronym; not a number, and no term of a field.
bool is_word(const std::string& term) {
  if (term.size() < kShortest) return false;
  return std::all_of(term.begin() + (term[0] == prefix::kAcronym), term.end(), [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

struct Shared {
  std::size_t articles = 0;
  double share = 0;  // of their words, by how well each scores
};

}  // namespace

std::vector<FeedbackWord> feedback_words(const std::vector<Xapian::Query>& words, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  set_ranking(enquire, Sort::relevance);
  enquire.set_collapse_key(slot::kFamily);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end()));
  const Xapian::MSet best = enquire.get_mset(0, kFeedbackArticles);
  if (best.size() < 2) return {};
  std::map<std::string, Shared> shared;
  for (auto match = best.begin(); match != best.end(); ++match) {
    const double length = std::max<double>(1, database.get_doclength(*match));
    for (auto term = database.termlist_begin(*match); term != database.termlist_end(*match); ++term) {
      if (!is_word(*term)) continue;
      Shared& word = shared[*term];
      ++word.articles;
      word.share += match.get_weight() * term.get_wdf() / length;
    }
  }
  std::vector<FeedbackWord> found;
  for (const auto& [term, word] : shared)
    if (word.articles > 1) found.push_back({term, word.share});
  const auto heavier = [](const FeedbackWord& a, const FeedbackWord& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; };
  std::sort(found.begin(), found.end(), heavier);
  if (found.size() > kCandidates) found.resize(kCandidates);
  const double all = database.get_doccount();
  for (FeedbackWord& word : found) {
    const double articles = database.get_termfreq(word.term);
    word.weight *= articles > kCommon * all ? 0 : std::log(all / articles);
  }
  std::sort(found.begin(), found.end(), heavier);
  if (found.size() > kFeedbackWords) found.resize(kFeedbackWords);
  double sum = 0;
  for (const FeedbackWord& word : found) sum += word.weight;
  while (!found.empty() && found.back().weight <= 0) found.pop_back();
  for (FeedbackWord& word : found) word.weight /= sum;
  return found;
}

void add_feedback(BuiltQuery& built, const Xapian::Database& database) {
  using Xapian::Query;
  std::vector<Query> words, more;
  for (const ScoredLeaf& leaf : built.leaves) words.push_back(leaf.query);
  if (words.empty()) return;
  for (const FeedbackWord& word : feedback_words(words, database)) {
    more.emplace_back(Query::OP_SCALE_WEIGHT, Query(word.term), kFeedbackWeight * word.weight * static_cast<double>(words.size()));
    built.leaves.push_back({word.term, more.back(), {word.term}, {}, true});
  }
  if (!more.empty()) built.query = Query(Query::OP_AND_MAYBE, built.query, Query(Query::OP_OR, more.begin(), more.end()));
}

}  // namespace dateline
