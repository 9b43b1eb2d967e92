// Highlighter::fragments: several passages of a text.
#include <algorithm>
#include <set>

#include "query/find_names.h"
#include "query/highlight.h"

namespace dateline {
namespace {

struct Passage {
  std::size_t first, last;  // tokens, both inclusive
  double score = 0;
};

}  // namespace

std::vector<Snippet> Highlighter::fragments(std::string_view text, const std::string& language, const FragmentWish& wish, const std::vector<NameForms>& names) {
  find_matches(text, language, names);
  const std::vector<Token>& tokens = tokens_.tokens;
  if (matches_.empty()) {
    if (wish.no_match_columns == 0 || text.empty()) return {};
    std::size_t end = tokens.empty() ? 0 : tokens.front().end;
    for (const Token& token : tokens)
      if (token.cp_end <= wish.no_match_columns) end = std::max<std::size_t>(end, token.end);
    Snippet beginning = flatten(text, 0, end, {});
    beginning.to_end = end == text.size();
    return {beginning};
  }
  if (wish.most == 0) {
    Snippet whole;
    whole.text = std::string(text);
    whole.matches = ranges_within(0, text.size());
    return {whole};
  }

  // Passages side by side over the whole text: as many sentences as fit, or so much of a long one.
  std::vector<Passage> passages;
  const auto width = [&](std::size_t first, std::size_t last) { return std::size_t{tokens[last].cp_end} - tokens[first].cp_begin; };
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens_.sentence_ends.size(); ++i) {
    const std::size_t end = i < tokens_.sentence_ends.size() ? tokens_.sentence_ends[i] : tokens.size();
    for (std::size_t first = begin; first < end;) {
      std::size_t last = first;
      while (last + 1 < end && width(first, last + 1) <= wish.columns) ++last;
      const bool whole_sentence = first == begin && last + 1 == end;
      if (whole_sentence && !passages.empty() && width(passages.back().first, last) <= wish.columns) passages.back().last = last;
      else passages.push_back({first, last, 0});
      first = last + 1;
    }
    begin = std::max(begin, end);
  }

  std::size_t match = 0;
  for (Passage& passage : passages) {
    constexpr double kRepeat = 0.1;
    std::set<const void*> seen;
    for (; match < matches_.size() && matches_[match].token <= passage.last; ++match) {
      // A name may reach into the next.
      passage.last = std::max(passage.last, matches_[match].last);
      passage.score += seen.insert(matches_[match].asked).second ? matches_[match].weight : kRepeat * matches_[match].weight;
    }
  }
  for (std::size_t i = 1; i < passages.size(); ++i) passages[i].first = std::max(passages[i].first, passages[i - 1].last + 1);
  passages.erase(std::remove_if(passages.begin(), passages.end(), [](const Passage& passage) { return passage.score <= 0 || passage.first > passage.last; }), passages.end());
  std::stable_sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) { return a.score > b.score; });
  if (passages.size() > wish.most) passages.resize(wish.most);
  if (!wish.by_score) std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) { return a.first < b.first; });

  std::vector<Snippet> out;
  for (const Passage& passage : passages) {
    std::size_t from = passage.first ? std::size_t{tokens[passage.first].begin} : 0;
    // What closes the last word's sentence, and opens the first's, belongs to it.
    std::size_t to = tokens[passage.last].end;
    const std::size_t next = passage.last + 1 < tokens.size() ? std::size_t{tokens[passage.last + 1].begin} : text.size();
    while (to < next && !is_space(text[to])) ++to;
    const std::size_t before = passage.first ? std::size_t{tokens[passage.first - 1].end} : 0;
    while (from > before && !is_space(text[from - 1])) --from;
    if (from == before && before > 0) from = tokens[passage.first].begin;
    Snippet snippet = flatten(text, from, to, ranges_within(from, to));
    snippet.from_start = passage.first == 0;
    snippet.to_end = passage.last + 1 == tokens.size();
    out.push_back(std::move(snippet));
  }
  return out;
}

}  // namespace dateline
