// Where a query's words stand in a text, and the passage that shows them best.
#pragma once

#include <bitset>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"
#include "query/result.h"

namespace dateline {

// Index terms to mark, with how much each tells (more for rarer ones).
using TermWeights = std::map<std::string, double, std::less<>>;

// Somebody or something asked for, by the forms that one article names it with; however named, it tells the same.
struct NameForms {
  std::vector<std::string> forms;
  double weight = 0;
};

// Passages of a text that hold what is asked for.
struct FragmentWish {
  std::size_t columns = 100;           // of each, about
  std::size_t most = 5;                // 0: the whole text in one, with its line breaks
  std::size_t no_match_columns = 0;    // without a match: so much of the beginning; 0: nothing
  bool by_score = false;               // the best first, rather than in the order of the text
};

// Not thread-safe: keeps stemmers and buffers.
class Highlighter {
 public:
  explicit Highlighter(TermWeights weights);

  // Byte ranges of the words of `text`, an article's title or body in `language`, that the query asks for, and of `names` as a whole.
  std::vector<std::pair<std::size_t, std::size_t>> matches(std::string_view text, const std::string& language, const std::vector<NameForms>& names = {});

  // The passage of about `width` columns (display_width) whose words tell most: distinct ones count in full, repetitions a little, neighbours more; it begins at a
  // sentence where one begins nearby. Without any match, the text's beginning.
  Snippet snippet(std::string_view body, const std::string& language, std::size_t width, const std::vector<NameForms>& names = {});

  // Passages without overlap, cut between sentences where these are short enough, each with a match; of many those whose words tell most.
  std::vector<Snippet> fragments(std::string_view text, const std::string& language, const FragmentWish& wish, const std::vector<NameForms>& names = {});

 private:
  struct Match {
    std::size_t token, last;  // indexes; of a name of several words they differ
    double weight;
    const void* asked;        // the term or name it is one of
  };
  void find_matches(std::string_view text, const std::string& language, const std::vector<NameForms>& names);
  std::vector<std::pair<std::size_t, std::size_t>> ranges_within(std::size_t begin, std::size_t end) const;
  void add_names(std::string_view text, const std::vector<NameForms>& names);

  TermWeights weights_;
  std::bitset<1 << 8> first_bytes_;   // of the terms: where stemming takes off endings only, a word that begins otherwise is none of them
  std::bitset<1 << 16> beginnings_;   // the same of two bytes, y as i
  std::map<std::string, Stemmer> stemmers_;
  TokenList tokens_;
  std::vector<Match> matches_;
};

// text[begin, end) with runs of white space as one space; ranges of the text come out as ranges of the copy.
Snippet flatten(std::string_view text, std::size_t begin, std::size_t end, const std::vector<std::pair<std::size_t, std::size_t>>& ranges);

// Whether `text` holds the words of `surface` as written, letter by letter (white space aside), beginning and ending at word boundaries.
bool holds_surface(std::string_view text, std::string_view surface);

}  // namespace dateline
