// Words in their order, or near each other, told by where they stand in one article.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/packed_positions.h"
#include "query/clause.h"
#include "query/word_terms.h"

namespace dateline {

struct Phrase {
  std::vector<Alternatives> places;  // terms as the index has them, without the prefix of the title
  // In order: as Lucene has it (SloppyPhraseMatcher), each word may be moved, and the moves come to at most `slop`; two words that change places take two. Else the words stand in any order
  // with at most `slop` positions from the first to the last.
  unsigned slop = 0;
  bool in_order = true;
  TextPart part = TextPart::either;
};

// Tells phrases apart.
std::string key_of(const Phrase& phrase);

// Positions of each place, each rising, chosen from so that no two places share one.
bool stand_as_phrase(const std::vector<std::vector<Xapian::termpos>>& places, unsigned slop, bool in_order = true);

// Looks for one phrase in many articles. Not thread-safe.
class PhraseMatcher {
 public:
  explicit PhraseMatcher(Phrase phrase);
  const Phrase& phrase() const { return phrase_; }

  // `positions`: value 7 of the article, not empty. `has`: whether the article has a term. Error{database} when the value is damaged.
  using HasTerm = std::function<bool(const std::string& term)>;
  bool stands(std::string_view positions, const HasTerm& has);
  // Where Xapian's table has the positions.
  bool stands(const Xapian::Database& database, Xapian::docid docid);

 private:
  struct Term {
    std::size_t place;
    const std::string* text;
    std::uint64_t hash;
    bool there;
  };
  // Near each other may be a word of the title and one of the body.
  bool is_in_one_part() const { return phrase_.in_order || phrase_.part != TextPart::either; }
  bool stands_now() const;
  bool look(std::string_view positions);
  template <typename Put>
  void find_each(const PackedPositions& packed, const Put& put);
  template <typename Put>
  void find_all(const PackedPositions& packed, const Put& put);
  void use_seed(std::uint64_t seed);

  const Phrase phrase_;
  std::vector<Term> terms_;
  std::uint64_t seed_ = 0;
  // Of the article that is looked at.
  std::vector<std::vector<Xapian::termpos>> title_, rest_;  // by place
  // Which terms a code may be: the first of them and one, and after each the next.
  std::vector<std::uint32_t> first_of_code_, next_;
  std::vector<std::uint32_t> codes_;  // of the terms
};

}  // namespace dateline
