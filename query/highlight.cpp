#include "query/highlight.h"

#include <algorithm>
#include <set>

#include "common/store/schema.h"
#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"
#include "query/find_names.h"

namespace dateline {
namespace {

constexpr double kRepeat = 0.1;      // what a word tells when the passage has it already
constexpr double kNeighbours = 0.3;  // bonus, as a share of both, for two different words side by side
constexpr double kLateness = 0.02;   // taken off per thousand code points before the passage: equal ones show the first
constexpr std::size_t kLeadIn = 90;  // code points that a passage may begin before its first match
constexpr std::size_t kShortLeadIn = 40;
constexpr std::size_t kMargin = 40;  // bytes around a word in which white space is looked for; a script without spaces has none

// The end of the white space before `at`, or the beginning of the text; `at` itself where none is near.
std::size_t back_to_space(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin <= kMargin && !is_space(text[begin - 1])) --begin;
  return at - begin <= kMargin ? begin : at;
}

// The next white space, or the end of the text; `at` itself where none is near.
std::size_t on_to_space(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at <= kMargin && !is_space(text[end])) ++end;
  return end - at <= kMargin ? end : at;
}

std::size_t beginning_of(char first, char second) { return std::size_t{static_cast<unsigned char>(first)} << 8 | static_cast<unsigned char>(second == 'y' ? 'i' : second); }

bool word_byte(char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

}  // namespace

Snippet flatten(std::string_view text, std::size_t begin, std::size_t end,
                const std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
  Snippet out;
  std::size_t next = 0;
  for (std::size_t at = begin; at < end; ++at) {
    while (next < ranges.size() && ranges[next].second <= at) ++next;
    if (next < ranges.size() && at == ranges[next].first) out.matches.emplace_back(out.text.size(), out.text.size());
    if (is_space(text[at])) {
      if (!out.text.empty() && out.text.back() != ' ') out.text.push_back(' ');
    } else {
      out.text.push_back(text[at]);
    }
    if (next < ranges.size() && at + 1 == ranges[next].second && !out.matches.empty()) out.matches.back().second = out.text.size();
  }
  while (!out.text.empty() && out.text.back() == ' ') out.text.pop_back();
  return out;
}

Highlighter::Highlighter(TermWeights weights) : weights_(std::move(weights)) {
  for (const auto& [term, weight] : weights_) {
    std::string_view form = term;
    if (form.size() > 1 && form[0] == prefix::kAcronym) form.remove_prefix(1);
    if (form.empty()) continue;
    first_bytes_.set(static_cast<unsigned char>(form[0]));
    for (unsigned second = 0; second < 256; ++second)
      if (form.size() == 1 || second == static_cast<unsigned char>(form[1])) beginnings_.set(beginning_of(form[0], static_cast<char>(second)));
  }
}

void Highlighter::find_matches(std::string_view text, const std::string& language, const std::vector<NameForms>& names) {
  tokenize(text, {}, tokens_);
  matches_.clear();
  Stemmer& stemmer = stemmers_.try_emplace(language, language).first->second;
  const std::size_t kept = Stemmer::kept_beginning(language);
  const auto may_be_asked_for = [&](std::string_view form) -> bool {
    if (kept == 2 && form.size() > 1) return beginnings_[beginning_of(form[0], form[1])];
    return kept == 0 || first_bytes_[static_cast<unsigned char>(form[0])];
  };
  std::string acronym;
  for (std::size_t i = 0; i < tokens_.tokens.size(); ++i) {
    const Token& token = tokens_.tokens[i];
    const std::string_view form = tokens_.form(token);
    if (form.empty() || !may_be_asked_for(form)) continue;
    auto found = weights_.find(token.flags & kWord ? stemmer.stem(form) : form);
    if (found == weights_.end() && token.flags & kAcronym) {
      acronym.assign(1, prefix::kAcronym).append(form);
      found = weights_.find(acronym);
    }
    if (found == weights_.end()) continue;
    // A joined form or a mark covers the tokens before it: one match, the longer.
    while (!matches_.empty() && tokens_.tokens[matches_.back().token].begin >= token.begin) matches_.pop_back();
    if (!matches_.empty() && tokens_.tokens[matches_.back().token].end >= token.end) continue;
    matches_.push_back({i, i, found->second, &*found});
  }
  if (!names.empty()) add_names(text, names);
}

// Names take the place of matches within them.
void Highlighter::add_names(std::string_view text, const std::vector<NameForms>& names) {
  const std::vector<Token>& tokens = tokens_.tokens;
  std::vector<Match> found;
  for (const NameForms& name : names) {
    for (const auto& [begin, end] : find_names(text, name.forms)) {
      const auto first = std::lower_bound(tokens.begin(), tokens.end(), begin, [](const Token& token, std::size_t at) { return token.begin < at; });
      auto past = first;
      while (past != tokens.end() && past->begin < end) ++past;
      if (first == past || first->begin != begin) continue;
      found.push_back({static_cast<std::size_t>(first - tokens.begin()), static_cast<std::size_t>(past - tokens.begin()) - 1, name.weight, &name});
    }
  }
  if (found.empty()) return;
  found.insert(found.end(), matches_.begin(), matches_.end());
  const auto length = [](const Match& match) { return match.last - match.token; };
  std::stable_sort(found.begin(), found.end(), [&](const Match& a, const Match& b) { return a.token != b.token ? a.token < b.token : length(a) > length(b); });
  matches_.clear();
  for (const Match& match : found) {
    if (!matches_.empty() && match.token <= matches_.back().last) {
      matches_.back().weight = std::max(matches_.back().weight, match.weight);
      continue;
    }
    matches_.push_back(match);
  }
}

std::vector<std::pair<std::size_t, std::size_t>> Highlighter::matches(std::string_view text, const std::string& language, const std::vector<NameForms>& names) {
  find_matches(text, language, names);
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const Match& match : matches_) ranges.emplace_back(tokens_.tokens[match.token].begin, tokens_.tokens[match.last].end);
  return ranges;
}

Snippet Highlighter::snippet(std::string_view body, const std::string& language, std::size_t width, const std::vector<NameForms>& names) {
  find_matches(body, language, names);
  const std::vector<Token>& tokens = tokens_.tokens;
  if (tokens.empty()) return flatten(body, 0, cut_utf8(body, width * 2).size(), {});

  // First token of the sentence each match stands in.
  const auto sentence_start = [this](std::size_t token) {
    const auto end = std::upper_bound(tokens_.sentence_ends.begin(), tokens_.sentence_ends.end(), token);
    return end == tokens_.sentence_ends.begin() ? std::size_t{0} : std::size_t{*(end - 1)};
  };
  std::size_t best_token = 0, best_match = 0;  // the last token of the first match
  double best = -1;
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    std::size_t first = sentence_start(matches_[i].token);
    const std::uint32_t match_begin = tokens[matches_[i].token].cp_begin;
    if (match_begin - tokens[first].cp_begin > kLeadIn)
      for (first = matches_[i].token; first > 0 && match_begin - tokens[first - 1].cp_begin <= kShortLeadIn;) --first;
    const std::uint32_t begin = tokens[first].cp_begin;
    double score = -kLateness * begin / 1000.0;
    std::set<const void*> seen;
    for (std::size_t k = i; k < matches_.size() && tokens[matches_[k].last].cp_end <= begin + width; ++k) {
      score += seen.insert(matches_[k].asked).second ? matches_[k].weight : kRepeat * matches_[k].weight;
      if (k > i && matches_[k].asked != matches_[k - 1].asked &&
          tokens[matches_[k].token].position == tokens[matches_[k - 1].last].last_position + 1)
        score += kNeighbours * (matches_[k].weight + matches_[k - 1].weight);
    }
    if (score <= best) continue;
    best = score;
    best_token = first;
    best_match = matches_[i].last;
  }
  std::size_t begin = best_token ? tokens[best_token].begin : 0;
  // An opening quote or bracket belongs to the first word.
  if (best_token) begin = back_to_space(body, begin);
  // Wide letters fill two columns; the match is there however many they are.
  std::size_t last = best_token, columns = 0;
  while (last + 1 < tokens.size() && tokens[last + 1].cp_end <= tokens[best_token].cp_begin + width) {
    columns += display_width(body.substr(tokens[last].end, tokens[last + 1].end - std::min(tokens[last].end, tokens[last + 1].end)));
    if (columns > width && last >= best_match) break;
    ++last;
  }
  std::size_t end = tokens[last].end;
  if (last + 1 == tokens.size()) end = body.size();
  end = on_to_space(body, end);
  end = std::min(end, begin + width * 4);
  while (end < body.size() && (static_cast<unsigned char>(body[end]) & 0xC0) == 0x80) ++end;

  Snippet snippet = flatten(body, begin, end, ranges_within(begin, end));
  snippet.from_start = best_token == 0;
  snippet.to_end = squeezed(body.substr(end)).empty();
  return snippet;
}

std::vector<std::pair<std::size_t, std::size_t>> Highlighter::ranges_within(std::size_t begin, std::size_t end) const {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const Match& match : matches_) {
    const std::size_t match_begin = tokens_.tokens[match.token].begin, match_end = tokens_.tokens[match.last].end;
    if (match_begin >= begin && match_end <= end) ranges.emplace_back(match_begin, match_end);
  }
  return ranges;
}

bool holds_surface(std::string_view text, std::string_view surface) {
  const std::string haystack = squeezed(text), needle = squeezed(surface);
  if (needle.empty()) return false;
  for (std::size_t at = haystack.find(needle); at != std::string::npos; at = haystack.find(needle, at + 1)) {
    const std::size_t end = at + needle.size();
    const bool starts = at == 0 || !word_byte(haystack[at - 1]) || !word_byte(needle.front());
    const bool ends = end == haystack.size() || !word_byte(haystack[end]) || !word_byte(needle.back());
    if (starts && ends) return true;
  }
  return false;
}

}  // namespace dateline
