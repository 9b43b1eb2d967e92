#include "query/telling_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "common/store/schema.h"
#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"

namespace dateline {
namespace {

constexpr double kSaturation = 2;  // times at which a word counts half of what it may at most

struct Count {
  unsigned times = 0;
  std::map<std::string, unsigned, std::less<>> words;  // that have the stem
};

using Counts = std::unordered_map<std::string, Count>;

void add(std::string_view text, unsigned times, Stemmer& stemmer, Counts& counts) {
  TokenList tokens;
  tokenize(text, {.capitals_are_acronyms = !is_all_capitals(text)}, tokens);
  for (const Token& token : tokens.tokens) {
    // What a mark or a whole compound says its words say too; figures are many and mean little.
    if (token.flags & (kNumber | kMark | kJoined)) continue;
    const std::string_view form = tokens.form(token);
    std::string term(token.flags & kWord ? stemmer.stem(form) : form);
    if (token.flags & kAcronym) term = prefix::kAcronym + std::string(form);
    Count& count = counts[std::move(term)];
    count.times += times;
    const auto word = count.words.find(form);
    if (word != count.words.end())
      ++word->second;
    else
      count.words.emplace(form, 1);
  }
}

}  // namespace

std::vector<TellingWord> telling_words(const Article& article, const Xapian::Database& database, std::size_t most, std::uint64_t fewest) {
  Stemmer stemmer(article.language);
  Counts counts;
  add(article.title, kTitleWdf, stemmer, counts);
  add(article.body, 1, stemmer, counts);
  const double articles = database.get_doccount();
  std::vector<TellingWord> words;
  for (const auto& [term, count] : counts) {
    const Xapian::doccount having = database.get_termfreq(capped_term(term));
    if (having < fewest) continue;
    const auto usual = std::max_element(count.words.begin(), count.words.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    words.push_back({capped_term(term), usual->first, count.times / (count.times + kSaturation), std::log(articles / having)});
  }
  const std::size_t kept = std::min(most, words.size());
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(), [](const TellingWord& a, const TellingWord& b) {
    const double one = a.weight * a.idf, other = b.weight * b.idf;
    return one != other ? one > other : a.term < b.term;
  });
  words.resize(kept);
  return words;
}

}  // namespace dateline
