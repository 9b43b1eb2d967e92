#include "query/headlines.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/association.h"
#include "query/ranking.h"

namespace dateline {
namespace {

struct Titled {
  Xapian::docid docid;
  double weight;
  std::string oldest;  // slot::kOldest: the earliest is greatest
  std::vector<std::string> words;
};

std::vector<std::string> title_words(const Xapian::Document& document) {
  std::vector<std::string> words;
  auto term = document.termlist_begin();
  for (term.skip_to(std::string(prefix::kTitle)); term != document.termlist_end(); ++term) {
    std::string word = *term;
    if (word.rfind(prefix::kTitle, 0) != 0) break;
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<Titled> best_titles(const Xapian::Query& query, Xapian::doccount most, Database& database) {
  Xapian::Enquire enquire(database.xapian());
  set_ranking(enquire, Sort::relevance);
  enquire.set_query(without_whole_lists(query, database, true));
  const Xapian::MSet mset = enquire.get_mset(0, most);
  mset.fetch();
  std::vector<Titled> titles;
  for (auto match = mset.begin(); match != mset.end(); ++match) {
    const Xapian::Document document = match.get_document();
    titles.push_back({*match, match.get_weight(), document.get_value(slot::kOldest), title_words(document)});
  }
  return titles;
}

using Counts = std::unordered_map<std::string, std::uint64_t>;

Counts count_words(const std::vector<Titled>& titles) {
  Counts counts;
  for (const Titled& title : titles)
    for (const std::string& word : title.words) ++counts[word];
  return counts;
}

}  // namespace

std::optional<Headline> headline_of(const Xapian::Query& inside, const Xapian::Query& outside, const std::set<std::string>& asked, Database& database) {
  const std::vector<Titled> candidates = best_titles(inside, kTitlesInside, database), others = best_titles(outside, kTitlesOutside, database);
  const Counts here = count_words(candidates), there = count_words(others);
  double best_weight = 0;
  for (const Titled& title : candidates) best_weight = std::max(best_weight, title.weight);

  const Titled* best = nullptr;
  double best_score = 0;
  for (const Titled& title : candidates) {
    if (title.words.empty()) continue;
    double score = 0;
    for (const std::string& word : title.words) {
      const std::uint64_t both = here.at(word);
      const auto elsewhere = there.find(word);
      score += log_likelihood_ratio(both, candidates.size(), both + (elsewhere == there.end() ? 0 : elsewhere->second), candidates.size() + others.size());
    }
    score /= std::sqrt(static_cast<double>(title.words.size()));
    score *= 1 + static_cast<double>(std::count_if(title.words.begin(), title.words.end(), [&](const std::string& word) { return asked.count(word.substr(prefix::kTitle.size())) > 0; }));
    if (best_weight > 0) score *= title.weight / best_weight;
    if (!best || score > best_score || (score == best_score && title.oldest > best->oldest)) {
      best = &title;
      best_score = score;
    }
  }
  if (!best) return std::nullopt;
  Article article = database.article(best->docid);
  return Headline{std::move(article.id), std::move(article.title), std::move(article.published), std::move(article.source)};
}

}  // namespace dateline
